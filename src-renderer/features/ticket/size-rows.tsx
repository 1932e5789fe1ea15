import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import type { SizeKind } from '../../trading/index.ts'
import { formatMoney, formatQuantity, NOT_APPLICABLE, NumberField, Segmented } from '../../ui/index.ts'
import { SIZE_FIELD } from './focus-size.ts'
import { faultText } from './ticket-faults.ts'
import type { Ticket } from './use-ticket.ts'

const KINDS: readonly SizeKind[] = ['quantity', 'value', 'equityFraction', 'riskToStop']

/** Arrow keys on a percentage. */
const PERCENT_STEP = '0.05'
const VALUE_STEP = '10'

function stepOf(kind: SizeKind, { lotSize }: InstrumentView): string {
  if (kind === 'quantity') return lotSize
  return kind === 'value' ? VALUE_STEP : PERCENT_STEP
}

/** How big: by quantity, value, share of equity or risk, with what the engine makes of it. */
export function SizeRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change, instrument } = ticket
  const { sizeKind } = form
  const units = { quantity: instrument.base, value: instrument.quote } as const
  const choose = (kind: SizeKind): void => {
    // A size by risk is counted from the stop, so the bracket comes with it.
    change(kind === 'riskToStop' ? { sizeKind: kind, bracket: true, reduceOnly: false } : { sizeKind: kind })
  }
  return (
    <>
      <div className="ticket-row ticket-size-by">
        <span className="field-label">{t('sizeBy')}</span>
        <Segmented
          label={t('sizeBy')}
          value={sizeKind}
          options={KINDS.map((kind) => ({ value: kind, label: t(`sizeKinds.${kind}`) }))}
          onValueChange={choose}
        />
      </div>
      <NumberField
        {...SIZE_FIELD}
        label={t(`sizes.${sizeKind}`)}
        unit={sizeKind === 'quantity' || sizeKind === 'value' ? units[sizeKind] : t('ofEquity')}
        step={stepOf(sizeKind, instrument)}
        value={form[sizeKind]}
        fault={faultText(ticket, 'size')}
        onValueChange={(text) => change({ [sizeKind]: text })}
      />
      <ConvertedSize ticket={ticket} />
    </>
  )
}

/** The quantity and its worth, as the risk check counted them. */
function ConvertedSize({ ticket: { instrument, preview } }: { readonly ticket: Ticket }) {
  const { quantity, notional } = preview.kind === 'answered' ? preview.preview : { quantity: null, notional: null }
  const { base, quote, lotSize } = instrument
  return (
    <p className="ticket-converted">
      <span>{quantity === null ? NOT_APPLICABLE : `${formatQuantity(quantity, lotSize)} ${base}`}</span>
      <span>{notional === null ? NOT_APPLICABLE : `${formatMoney(notional)} ${quote}`}</span>
    </p>
  )
}
