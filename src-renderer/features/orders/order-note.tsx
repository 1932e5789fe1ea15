import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useOrders } from '../../client/index.ts'
import { useWords, words } from '../../i18n/index.ts'
import { isOpenOrder } from '../../trading/index.ts'
import { useSessionAge } from '../tables/index.ts'
import { useOrderName } from './order-name.ts'
import { amendmentTexts, type OtherTerms } from './order-texts.ts'

export interface OrderNoteProps {
  readonly order: OrderView
  readonly instrument: InstrumentView | undefined
}

const isUnknown = ({ state, unknown }: OrderView): boolean => state === 'unknown' && unknown !== null
const isGrouped = (order: OrderView): boolean => order.ocoGroup !== null && isOpenOrder(order)

/** True where a line under the order has something to say. */
export const hasNote = (order: OrderView): boolean => isUnknown(order) || order.amendment !== null || isGrouped(order)

/**
 * What the row itself does not say: a command without a known outcome, terms that the venue has not confirmed, and the
 * other order of a pair.
 */
export function OrderNote({ order, instrument }: OrderNoteProps) {
  const { unknown, amendment, state } = order
  return (
    <>
      {state === 'unknown' && unknown !== null && <UnknownNote unknown={unknown} />}
      {amendment !== null && !isUnknown(order) && <AmendmentNote terms={amendment} instrument={instrument} />}
      {isGrouped(order) && <GroupNote order={order} instrument={instrument} />}
    </>
  )
}

function UnknownNote({ unknown: { command, sinceMs } }: { readonly unknown: NonNullable<OrderView['unknown']> }) {
  const t = useWords('orders')
  return (
    <p className="order-unknown-note">
      <b>{t('unknown.asking', { age: useSessionAge(sinceMs) })}</b> {t(`unknown.${command}`)} {t('unknown.meanwhile')}
    </p>
  )
}

interface AmendmentNoteProps extends Pick<OrderNoteProps, 'instrument'> {
  readonly terms: OtherTerms
}

function AmendmentNote({ terms, instrument }: AmendmentNoteProps) {
  const t = useWords('orders')
  return <p>{t('amendment.text', { terms: amendmentWords(terms, instrument) })}</p>
}

/** Other terms in words, those that are named: `quantity 0.300, limit 64,000.0`. */
export function amendmentWords(terms: OtherTerms, instrument: InstrumentView | undefined): string {
  const t = words('orders')
  const { quantity, limit, trigger } = amendmentTexts(terms, instrument)
  const said = [
    quantity === undefined ? '' : t('amendment.quantity', { quantity }),
    limit === undefined ? '' : t('amendment.limit', { price: limit }),
    trigger === undefined ? '' : t('amendment.trigger', { price: trigger }),
  ]
  return said.filter(Boolean).join(', ')
}

/** The engine sees to a pair, whoever holds its orders: it is what ends the other one. */
function GroupNote({ order, instrument }: OrderNoteProps) {
  const t = useWords('orders')
  const other = useOrders().list.find(
    ({ ocoGroup, orderId, state }) =>
      ocoGroup === order.ocoGroup && orderId !== order.orderId && isOpenOrder({ state }),
  )
  const name = useOrderName(other ?? order, instrument)
  return (
    <p className="order-group-note">
      <b>{t('oco.word')}</b> {other === undefined ? t('oco.alone') : t('oco.with', { order: name })}
    </p>
  )
}
