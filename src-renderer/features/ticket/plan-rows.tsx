import { Plus, X } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { MOST_PARTS, type TicketForm, type TicketPart } from '../../trading/index.ts'
import { Button, IconButton, NumberField, SelectField } from '../../ui/index.ts'
import { faultRow, faultText } from './ticket-faults.ts'
import { TrailRow } from './trail-row.tsx'
import type { Ticket } from './use-ticket.ts'

/** What else becomes of the exits: more targets, a stop that follows the price, a stop that moves to the entry. */
export function PlanRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  return (
    <div className="ticket-plan" role="group" aria-label={t('planName')}>
      <Parts ticket={ticket} />
      <ExitTrail ticket={ticket} />
      <BreakEven ticket={ticket} />
    </div>
  )
}

const NEW_PART: TicketPart = { price: '', share: '50' }

/** Parts of the position that are closed at a profit, each at a price of its own. */
function Parts({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change } = ticket
  const { parts } = form
  const write = (index: number, part: Partial<TicketPart>): void =>
    change({ parts: parts.map((each, place) => (place === index ? { ...each, ...part } : each)) })
  return (
    <>
      {parts.map((part, index) => (
        <PartRow
          // oxlint-disable-next-line react/no-array-index-key -- a part is nothing but its place.
          key={index}
          ticket={ticket}
          index={index}
          part={part}
          onChange={(next) => write(index, next)}
          onRemove={() => change({ parts: parts.filter((_, place) => place !== index) })}
        />
      ))}
      <Button
        size="small"
        tone="quiet"
        disabled={parts.length >= MOST_PARTS}
        onClick={() => change({ parts: [...parts, NEW_PART] })}
      >
        <Plus size={12} aria-hidden="true" />
        {t('addPart')}
      </Button>
    </>
  )
}

interface PartRowProps {
  readonly ticket: Ticket
  readonly index: number
  readonly part: TicketPart
  readonly onChange: (part: Partial<TicketPart>) => void
  readonly onRemove: () => void
}

const SHARE_STEP = '5'

function PartRow({ ticket, index, part, onChange, onRemove }: PartRowProps) {
  const t = useWords('ticket')
  const { instrument } = ticket
  const number = index + 1
  return (
    <div className="ticket-part">
      <NumberField
        label={t('part', { number })}
        step={instrument.tickSize}
        value={part.price}
        fault={faultRow(ticket, 'parts') === index ? faultText(ticket, 'parts') : undefined}
        onValueChange={(price) => onChange({ price })}
      />
      <NumberField
        label={t('partShare', { number })}
        unit="%"
        step={SHARE_STEP}
        value={part.share}
        onValueChange={(share) => onChange({ share })}
      />
      <IconButton label={t('removePart', { number })} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

const TRAILS = ['none', 'fraction', 'price'] as const satisfies readonly TicketForm['exitTrail'][]

function ExitTrail({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change, instrument } = ticket
  const choose = (text: string): void => {
    const exitTrail = TRAILS.find((trail) => trail === text)
    if (exitTrail !== undefined) change({ exitTrail })
  }
  return (
    <>
      <SelectField
        label={t('exitTrail')}
        value={form.exitTrail === 'none' ? 'none' : 'fraction'}
        options={[
          { value: 'none', label: t('exitTrails.none') },
          { value: 'fraction', label: t('exitTrails.follows') },
        ]}
        onValueChange={choose}
      />
      {form.exitTrail !== 'none' && (
        <TrailRow
          label={t('trail')}
          instrument={instrument}
          by={form.exitTrail}
          share={form.exitTrailShare}
          distance={form.exitTrailDistance}
          fault={faultText(ticket, 'exitTrail')}
          onByChange={(exitTrail) => change({ exitTrail })}
          onShareChange={(exitTrailShare) => change({ exitTrailShare })}
          onDistanceChange={(exitTrailDistance) => change({ exitTrailDistance })}
        />
      )}
    </>
  )
}

const BREAK_EVENS = ['none', 'afterFirstTarget', 'atPrice'] as const satisfies readonly TicketForm['breakEven'][]

function BreakEven({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change, instrument } = ticket
  const choose = (text: string): void => {
    const breakEven = BREAK_EVENS.find((each) => each === text)
    if (breakEven !== undefined) change({ breakEven })
  }
  const fault = faultText(ticket, 'breakEven')
  return (
    <>
      <SelectField
        label={t('breakEven')}
        value={form.breakEven}
        options={BREAK_EVENS.map((each) => ({ value: each, label: t(`breakEvens.${each}`) }))}
        fault={form.breakEven === 'atPrice' ? undefined : fault}
        onValueChange={choose}
      />
      {form.breakEven === 'atPrice' && (
        <NumberField
          label={t('breakEvenPrice')}
          unit={instrument.quote}
          step={instrument.tickSize}
          value={form.breakEvenPrice}
          fault={fault}
          onValueChange={(breakEvenPrice) => change({ breakEvenPrice })}
        />
      )}
    </>
  )
}
