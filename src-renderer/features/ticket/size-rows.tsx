import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type SizeKind, sizeNeedsStop } from '../../trading/index.ts'
import { formatMoney, formatQuantity, NOT_APPLICABLE, NumberField, Segmented } from '../../ui/index.ts'
import { eachText } from './each-text.ts'
import { SIZE_FIELD } from './focus-size.ts'
import { faultText } from './ticket-faults.ts'
import type { Ticket } from './use-ticket.ts'

const KINDS: readonly SizeKind[] = ['quantity', 'value', 'equityFraction', 'riskToStop', 'volatilityTarget', 'kelly']

/** Arrow keys on a percentage. */
const PERCENT_STEP = '0.05'
/** Arrow keys on the part of the Kelly fraction. */
const KELLY_STEP = '5'
const VALUE_STEP = '10'

function stepOf(kind: SizeKind, { lotSize }: InstrumentView): string {
  if (kind === 'quantity') return lotSize
  if (kind === 'kelly') return KELLY_STEP
  return kind === 'value' ? VALUE_STEP : PERCENT_STEP
}

/** How big: by quantity, value, share of equity, risk, volatility or Kelly, with what the engine makes of it. */
export function SizeRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change, instrument } = ticket
  const { sizeKind } = form
  const choose = (kind: SizeKind): void => {
    // A size that is counted from the stop brings the bracket with it.
    change(sizeNeedsStop(kind) ? { sizeKind: kind, bracket: true, reduceOnly: false } : { sizeKind: kind })
  }
  return (
    <>
      <Segmented
        className="ticket-size-by"
        label={t('sizeBy')}
        value={sizeKind}
        options={KINDS.map((kind) => ({
          value: kind,
          label: t(`sizeKinds.${kind}`),
          title: t(`sizeKindsHelp.${kind}`),
        }))}
        onValueChange={choose}
      />
      <NumberField
        {...SIZE_FIELD}
        label={t(`sizes.${sizeKind}`)}
        unit={unitOf(ticket, t('ofEquity'))}
        step={stepOf(sizeKind, instrument)}
        value={form[sizeKind]}
        fault={faultText(ticket, 'size')}
        onValueChange={(text) => change({ [sizeKind]: text })}
      />
      {sizeKind === 'kelly' && (
        <NumberField
          label={t('kellyCap')}
          unit={t('ofEquity')}
          step={PERCENT_STEP}
          value={form.kellyCap}
          fault={faultText(ticket, 'kellyCap')}
          onValueChange={(kellyCap) => change({ kellyCap })}
        />
      )}
      <ConvertedSize ticket={ticket} />
    </>
  )
}

function unitOf({ form: { sizeKind }, instrument }: Ticket, ofEquity: string): string {
  if (sizeKind === 'kelly') return '%'
  if (sizeKind === 'quantity') return instrument.base
  return sizeKind === 'value' ? instrument.quote : ofEquity
}

/** The quantity and its worth, as the risk check counted them; of both orders where they differ. */
function ConvertedSize({ ticket }: { readonly ticket: Ticket }) {
  const { base, quote, lotSize } = ticket.instrument
  const quantity = eachText(ticket, (answer) => answer.quantity && formatQuantity(answer.quantity, lotSize))
  const notional = eachText(ticket, (answer) => answer.notional && formatMoney(answer.notional))
  return (
    <p className="ticket-converted">
      <span>{quantity === undefined ? NOT_APPLICABLE : `${quantity} ${base}`}</span>
      <span>{notional === undefined ? NOT_APPLICABLE : `${notional} ${quote}`}</span>
    </p>
  )
}
