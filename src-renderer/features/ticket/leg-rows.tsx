import { useWords } from '../../i18n/index.ts'
import { hasLimit, hasTrigger, isConditional, type PairedType } from '../../trading/index.ts'
import { NumberField, SelectField } from '../../ui/index.ts'
import { QuickLevels } from './quick-levels.tsx'
import { faultText } from './ticket-faults.ts'
import { TrailRow } from './trail-row.tsx'
import type { Ticket } from './use-ticket.ts'

/** Where the fields of each order of a pair stand in the form. */
const FIELDS = {
  first: { type: 'type', price: 'price', trigger: 'trigger' },
  other: { type: 'otherType', price: 'otherPrice', trigger: 'otherTrigger' },
} as const

export interface LegRowsProps {
  readonly ticket: Ticket
  readonly leg: keyof typeof FIELDS
}

export interface KindRowProps extends LegRowsProps {
  /** What may be chosen. */
  readonly types: readonly PairedType[]
}

/** What an order that waits is waiting for. */
export function KindRow({ ticket: { form, change }, leg, types }: KindRowProps) {
  const t = useWords('ticket')
  const field = FIELDS[leg].type
  const type = form[field]
  const choose = (text: string): void => {
    const next = types.find((each) => each === text)
    if (next !== undefined) change({ [field]: next })
  }
  return (
    <SelectField
      label={t('condition')}
      value={type}
      options={types.map((each) => ({ value: each, label: t(`types.${each}`) }))}
      help={isConditional(type) ? t(`conditionHelp.${type}`) : undefined}
      onValueChange={choose}
    />
  )
}

/** The prices that the type of an order asks for. */
export function LegPrices({ ticket, leg }: LegRowsProps) {
  const t = useWords('ticket')
  const { form, change, tidy, instrument } = ticket
  const { trigger, price, ...names } = FIELDS[leg]
  const type = form[names.type]
  return (
    <>
      {hasTrigger(type) && (
        <NumberField
          label={t('trigger')}
          unit={instrument.quote}
          step={instrument.tickSize}
          value={form[trigger]}
          fault={faultText(ticket, trigger)}
          onValueChange={(text) => change({ [trigger]: text })}
          onBlur={() => tidy(trigger)}
        />
      )}
      {type === 'trailingStop' && <Trail ticket={ticket} />}
      {hasLimit(type) && (
        <>
          <NumberField
            label={isConditional(type) ? t('limitPrice') : t('price')}
            unit={instrument.quote}
            step={instrument.tickSize}
            value={form[price]}
            fault={faultText(ticket, price)}
            onValueChange={(text) => change({ [price]: text })}
            onBlur={() => tidy(price)}
          />
          {leg === 'first' && <QuickLevels ticket={ticket} />}
        </>
      )}
    </>
  )
}

function Trail({ ticket }: Pick<LegRowsProps, 'ticket'>) {
  const t = useWords('ticket')
  const { form, change, instrument } = ticket
  return (
    <TrailRow
      label={t('trail')}
      instrument={instrument}
      by={form.trailBy}
      share={form.trailShare}
      distance={form.trailDistance}
      fault={faultText(ticket, 'trail')}
      onByChange={(trailBy) => change({ trailBy })}
      onShareChange={(trailShare) => change({ trailShare })}
      onDistanceChange={(trailDistance) => change({ trailDistance })}
    />
  )
}
