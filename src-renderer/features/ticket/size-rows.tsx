import type { InstrumentView } from '../../../src-contract/index.ts'
import { ensureNever, formatMoney, formatQuantity, NOT_APPLICABLE, NumberField, Segmented } from '../../ui/index.ts'
import { SIZE_FIELD } from './focus-size.ts'
import { faultText } from './ticket-faults.ts'
import type { SizeKind } from './ticket-form.ts'
import type { Ticket } from './use-ticket.ts'

const KINDS: readonly { readonly value: SizeKind; readonly label: string }[] = [
  { value: 'quantity', label: 'Qty' },
  { value: 'value', label: 'Value' },
  { value: 'equityFraction', label: '%' },
  { value: 'riskToStop', label: 'Risk' },
]

const LABELS: Readonly<Record<SizeKind, string>> = {
  quantity: 'Quantity',
  value: 'Value',
  equityFraction: 'Share',
  riskToStop: 'Risk',
}

function unitOf(kind: SizeKind, { base, quote }: InstrumentView): string {
  switch (kind) {
    case 'quantity':
      return base
    case 'value':
      return quote
    case 'equityFraction':
    case 'riskToStop':
      return '% of equity'
    default:
      return ensureNever(kind, 'kind of size')
  }
}

/** Arrow keys on a percentage. */
const PERCENT_STEP = '0.05'
const VALUE_STEP = '10'

function stepOf(kind: SizeKind, { lotSize }: InstrumentView): string {
  if (kind === 'quantity') return lotSize
  return kind === 'value' ? VALUE_STEP : PERCENT_STEP
}

/** How big: by quantity, value, share of equity or risk, with what the engine makes of it. */
export function SizeRows({ ticket }: { readonly ticket: Ticket }) {
  const { form, change, instrument } = ticket
  const { sizeKind } = form
  const choose = (kind: SizeKind): void => {
    // A size by risk is counted from the stop, so the bracket comes with it.
    change(kind === 'riskToStop' ? { sizeKind: kind, bracket: true, reduceOnly: false } : { sizeKind: kind })
  }
  return (
    <>
      <div className="ticket-row">
        <span className="field-label">Size by</span>
        <Segmented label="Size by" value={sizeKind} options={KINDS} onValueChange={choose} />
      </div>
      <NumberField
        {...SIZE_FIELD}
        label={LABELS[sizeKind]}
        unit={unitOf(sizeKind, instrument)}
        step={stepOf(sizeKind, instrument)}
        value={form.sizes[sizeKind]}
        fault={faultText(ticket, 'size')}
        onValueChange={(text) => change({ sizes: { ...form.sizes, [sizeKind]: text } })}
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
