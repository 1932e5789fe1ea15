import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useSessionAge } from '../tables/index.ts'
import { type AmendmentTexts, amendmentTexts } from './order-texts.ts'

export interface OrderNoteProps {
  readonly order: OrderView
  readonly instrument: InstrumentView | undefined
}

/** True where a line under the order has something to say. */
export const hasNote = ({ unknown, amendment, state }: OrderView): boolean =>
  (state === 'unknown' && unknown !== null) || amendment !== null

/** What is not settled about an order: a command without a known outcome, or terms that the venue has not confirmed. */
export function OrderNote({ order, instrument }: OrderNoteProps) {
  const { unknown, amendment, state } = order
  if (state === 'unknown' && unknown !== null) return <UnknownNote unknown={unknown} />
  return amendment === null ? null : <AmendmentNote texts={amendmentTexts(amendment, instrument)} />
}

function UnknownNote({ unknown: { command, sinceMs } }: { readonly unknown: NonNullable<OrderView['unknown']> }) {
  const t = useWords('orders')
  return (
    <p className="order-unknown-note">
      <b>{t('unknown.asking', { age: useSessionAge(sinceMs) })}</b> {t(`unknown.${command}`)} {t('unknown.meanwhile')}
    </p>
  )
}

function AmendmentNote({ texts: { quantity, limit, trigger } }: { readonly texts: AmendmentTexts }) {
  const t = useWords('orders')
  const said = [
    t('amendment.quantity', { quantity }),
    limit === undefined ? '' : t('amendment.limit', { price: limit }),
    trigger === undefined ? '' : t('amendment.trigger', { price: trigger }),
  ]
  return <p>{t('amendment.text', { terms: said.filter(Boolean).join(', ') })}</p>
}
