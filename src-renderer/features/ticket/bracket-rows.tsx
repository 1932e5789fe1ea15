import { useWords } from '../../i18n/index.ts'
import { plainDecimal, sizeNeedsStop } from '../../trading/index.ts'
import {
  Checkbox,
  formatPrice,
  formatPriceChange,
  formatR,
  formatSignedMoney,
  NOT_APPLICABLE,
  NumberField,
  Segmented,
  signTone,
} from '../../ui/index.ts'
import { bracketApplies, type BracketLeg, legField, readBracket, withBracketBy } from './bracket-form.ts'
import { type BracketLevel, bracketView } from './bracket-view.ts'
import { PlanRows } from './plan-rows.tsx'
import { faultText } from './ticket-faults.ts'
import { TimeRows } from './time-rows.tsx'
import type { Ticket } from './use-ticket.ts'

/** Stop and target with what they mean and what else becomes of them, then how long the order lives. */
export function BracketRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change } = ticket
  const applies = bracketApplies(form)
  return (
    <div className="ticket-section">
      <div className="ticket-row">
        <Checkbox
          checked={applies}
          disabled={form.reduceOnly || sizeNeedsStop(form.sizeKind)}
          onCheckedChange={(bracket) => change({ bracket })}
        >
          {t('bracket')}
        </Checkbox>
        {applies && (
          <Checkbox checked={form.plan} onCheckedChange={(plan) => change({ plan })}>
            {t('plan')}
          </Checkbox>
        )}
        {applies && <BracketBy ticket={ticket} />}
      </div>
      {applies && <BracketLevels ticket={ticket} />}
      {applies && form.plan && <PlanRows ticket={ticket} />}
      <TimeRows ticket={ticket} />
    </div>
  )
}

function BracketBy({ ticket: { form, instrument, entry, change } }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  return (
    <Segmented
      small
      label={t('bracketBy')}
      value={form.bracketBy}
      options={[
        { value: 'price', label: t('bracketBys.price') },
        { value: 'distance', label: t('bracketBys.distance') },
      ]}
      onValueChange={(by) => change(withBracketBy(by, { form, instrument, entry }))}
    />
  )
}

/** A price as number for display; undefined while the text is none. */
const numberOf = (text: string | null | undefined): number | undefined => {
  const plain = plainDecimal(text ?? '')
  return plain === null ? undefined : Number(plain)
}

function BracketLevels({ ticket }: { readonly ticket: Ticket }) {
  const { form, instrument, entry, preview } = ticket
  const answer = preview.kind === 'answered' ? preview.preview : undefined
  const priceOf = (leg: BracketLeg): number | undefined => {
    const reading = readBracket(leg, { form, instrument, entry })
    return numberOf('text' in reading ? reading.text : undefined)
  }
  const view = bracketView({
    side: form.side,
    entry: numberOf(entry ?? (form.type === 'market' ? answer?.estimatedPrice : undefined)),
    quantity: numberOf(answer?.quantity),
    stop: priceOf('stop'),
    target: priceOf('target'),
  })
  return (
    <>
      <BracketRow ticket={ticket} leg="stop" level={view.stop} price={priceOf('stop')} />
      <BracketRow ticket={ticket} leg="target" level={view.target} price={priceOf('target')} />
    </>
  )
}

interface BracketRowProps {
  readonly ticket: Ticket
  readonly leg: BracketLeg
  readonly level: BracketLevel
  readonly price: number | undefined
}

/** The field has what is typed, price or distance; the other of the two stands beside it, then what the leg is worth. */
function BracketRow({ ticket, leg, level, price }: BracketRowProps) {
  const t = useWords('ticket')
  const { form, change, tidy, instrument } = ticket
  const { tickSize } = instrument
  const field = legField(leg, form.bracketBy)
  const other = form.bracketBy === 'price' ? level.distance : price
  const otherText = form.bracketBy === 'price' ? formatPriceChange : formatPrice
  return (
    <div className="bracket-row">
      <NumberField
        label={t(leg)}
        step={tickSize}
        value={form[field]}
        placeholder={t('noLevel')}
        fault={faultText(ticket, leg)}
        onValueChange={(text) => change({ [field]: text })}
        onBlur={() => tidy(field)}
      />
      <span className="quiet">{other === undefined ? NOT_APPLICABLE : otherText(other, tickSize)}</span>
      <Signed value={level.multipleOfRisk} format={formatR} />
      <Signed value={level.money} format={formatSignedMoney} />
    </div>
  )
}

interface SignedProps {
  readonly value: number | undefined
  readonly format: (value: number) => string
}

function Signed({ value, format }: SignedProps) {
  return <span className={signTone(value ?? 0)}>{value === undefined ? NOT_APPLICABLE : format(value)}</span>
}
