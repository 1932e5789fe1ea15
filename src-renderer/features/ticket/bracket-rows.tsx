import {
  Checkbox,
  formatPriceChange,
  formatR,
  formatSignedMoney,
  NumberField,
  Segmented,
  signTone,
} from '../../ui/index.ts'
import { type BracketLevel, bracketView } from './bracket-view.ts'
import { plainDecimal } from './decimal-step.ts'
import { faultText } from './ticket-faults.ts'
import { bracketApplies } from './ticket-form.ts'
import type { Ticket } from './use-ticket.ts'

const TIMES_IN_FORCE = [
  { value: 'GTC', label: 'GTC' },
  { value: 'IOC', label: 'IOC' },
] as const

/** Stop and target with what they mean, then how long the order lives and whether it may only reduce. */
export function BracketRows({ ticket }: { readonly ticket: Ticket }) {
  const { form, change } = ticket
  return (
    <div className="ticket-section">
      <div className="ticket-row">
        <Checkbox
          checked={bracketApplies(form)}
          disabled={form.reduceOnly || form.sizeKind === 'riskToStop'}
          onCheckedChange={(bracket) => change({ bracket })}
        >
          Bracket
        </Checkbox>
        <span className="quiet">One cancels the other</span>
      </div>
      {bracketApplies(form) && <BracketLevels ticket={ticket} />}
      <div className="ticket-row">
        {form.type === 'limit' && (
          <Segmented
            small
            label="Time in force"
            value={form.timeInForce}
            options={TIMES_IN_FORCE}
            onValueChange={(timeInForce) => change({ timeInForce })}
          />
        )}
        <Checkbox
          checked={form.reduceOnly}
          disabled={form.sizeKind === 'riskToStop'}
          onCheckedChange={(reduceOnly) => change({ reduceOnly })}
        >
          Reduce-only
        </Checkbox>
      </div>
    </div>
  )
}

/** A price as number for display; undefined while the text is none. */
const numberOf = (text: string | null | undefined): number | undefined => {
  const plain = plainDecimal(text ?? '')
  return plain === null ? undefined : Number(plain)
}

function BracketLevels({ ticket }: { readonly ticket: Ticket }) {
  const { form, preview } = ticket
  const answer = preview.kind === 'answered' ? preview.preview : undefined
  const view = bracketView({
    side: form.side,
    entry: form.type === 'limit' ? numberOf(form.price) : numberOf(answer?.estimatedPrice),
    quantity: numberOf(answer?.quantity),
    stop: numberOf(form.stop),
    target: numberOf(form.target),
  })
  return (
    <>
      <BracketRow ticket={ticket} field="stop" label="Stop" level={view.stop} />
      <BracketRow ticket={ticket} field="target" label="Target" level={view.target} />
    </>
  )
}

interface BracketRowProps {
  readonly ticket: Ticket
  readonly field: 'stop' | 'target'
  readonly label: string
  readonly level: BracketLevel
}

function BracketRow({ ticket, field, label, level }: BracketRowProps) {
  const { form, change, tidy, instrument } = ticket
  const { distance, multipleOfRisk, money } = level
  return (
    <div className="bracket-row">
      <NumberField
        label={label}
        step={instrument.tickSize}
        value={form[field]}
        placeholder="none"
        fault={faultText(ticket, field)}
        onValueChange={(text) => change({ [field]: text })}
        onBlur={() => tidy(field)}
      />
      <span className="quiet">{distance === undefined ? '·' : formatPriceChange(distance, instrument.tickSize)}</span>
      <span className={signTone(multipleOfRisk ?? 0)}>
        {multipleOfRisk === undefined ? '·' : formatR(multipleOfRisk)}
      </span>
      <span className={signTone(money ?? 0)}>{money === undefined ? '·' : formatSignedMoney(money)}</span>
    </div>
  )
}
