import { useWords } from '../../i18n/index.ts'
import { CONDITIONAL_TYPES, isConditional, isPaired, type TicketForm } from '../../trading/index.ts'
import { Segmented } from '../../ui/index.ts'
import { KindRow, LegPrices } from './leg-rows.tsx'
import { PairRows } from './pair-rows.tsx'
import { isPair } from './ticket-form.ts'
import type { Ticket } from './use-ticket.ts'

/** Side, type and price, of one order or of two that exclude each other. */
export function PriceRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change } = ticket
  return (
    <>
      <Segmented
        className="ticket-side"
        label={t('side')}
        value={form.side}
        options={[
          { value: 'buy', label: t('sides.buy'), tone: 'buy' },
          { value: 'sell', label: t('sides.sell'), tone: 'sell' },
        ]}
        onValueChange={(side) => change({ side })}
      />
      <Segmented
        label={t('type')}
        value={wayOf(form)}
        options={WAYS.map((way) => ({ value: way, label: t(`types.${way}`), title: t(`typesHelp.${way}`) }))}
        onValueChange={(way) => change(changesFor(way, form))}
      />
      {isPair(form) ? (
        <PairRows ticket={ticket} />
      ) : (
        <>
          {isConditional(form.type) && <KindRow ticket={ticket} leg="first" types={CONDITIONAL_TYPES} />}
          <LegPrices ticket={ticket} leg="first" />
        </>
      )}
    </>
  )
}

const WAYS = ['limit', 'market', 'conditional', 'oco'] as const
type Way = (typeof WAYS)[number]

function wayOf(form: TicketForm): Way {
  if (isPair(form)) return 'oco'
  const { type } = form
  return isConditional(type) ? 'conditional' : type
}

function changesFor(way: Way, { type }: TicketForm): Partial<TicketForm> {
  if (way === 'oco') return { oco: true, type: isPaired(type) ? type : 'limit' }
  return { oco: false, type: way === 'conditional' ? 'stop' : way }
}
