import { useLive, useQuotes } from '../../client/index.ts'
import { Button, formatPrice, NumberField, Segmented } from '../../ui/index.ts'
import { levelText, QUOTE_LEVELS, type QuoteLevel } from './quote-levels.ts'
import { faultText } from './ticket-faults.ts'
import type { Ticket } from './use-ticket.ts'

const SIDES = [
  { value: 'buy', label: 'Buy', tone: 'buy' },
  { value: 'sell', label: 'Sell', tone: 'sell' },
] as const
const TYPES = [
  { value: 'limit', label: 'Limit' },
  { value: 'market', label: 'Market' },
] as const
const LEVEL_LABELS: Readonly<Record<QuoteLevel, string>> = { bid: 'Bid', mid: 'Mid', ask: 'Ask' }

/** Side, type and price. */
export function PriceRows({ ticket }: { readonly ticket: Ticket }) {
  const { form, change, tidy, instrument } = ticket
  return (
    <>
      <Segmented
        className="ticket-side"
        label="Side"
        value={form.side}
        options={SIDES}
        onValueChange={(side) => change({ side })}
      />
      <Segmented label="Order type" value={form.type} options={TYPES} onValueChange={(type) => change({ type })} />
      {form.type === 'limit' && (
        <>
          <NumberField
            label="Price"
            unit={instrument.quote}
            step={instrument.tickSize}
            value={form.price}
            fault={faultText(ticket, 'price')}
            onValueChange={(price) => change({ price })}
            onBlur={() => tidy('price')}
          />
          <QuickLevels ticket={ticket} />
        </>
      )}
    </>
  )
}

function QuickLevels({ ticket: { instrument, change } }: { readonly ticket: Ticket }) {
  const quotes = useQuotes()
  const known = useLive(quotes, instrument.instrumentId, (quote) => quote.bid !== null && quote.ask !== null)
  return (
    <div className="ticket-levels">
      {QUOTE_LEVELS.map((level) => (
        <Button
          key={level}
          size="row"
          disabled={known !== true}
          aria-label={`Price from ${LEVEL_LABELS[level].toLowerCase()}`}
          onClick={() => {
            const price = levelText(quotes.get(instrument.instrumentId), level, instrument.tickSize)
            if (price !== undefined) change({ price: formatPrice(price, instrument.tickSize) })
          }}
        >
          {LEVEL_LABELS[level]}
        </Button>
      ))}
    </div>
  )
}
