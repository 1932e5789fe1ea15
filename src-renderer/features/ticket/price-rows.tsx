import { useLive, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, NumberField, Segmented } from '../../ui/index.ts'
import { levelText, QUOTE_LEVELS } from './quote-levels.ts'
import { faultText } from './ticket-faults.ts'
import type { Ticket } from './use-ticket.ts'

/** Side, type and price. */
export function PriceRows({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const { form, change, tidy, instrument } = ticket
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
        value={form.type}
        options={[
          { value: 'limit', label: t('types.limit') },
          { value: 'market', label: t('types.market') },
        ]}
        onValueChange={(type) => change({ type })}
      />
      {form.type === 'limit' && (
        <>
          <NumberField
            label={t('price')}
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
  const t = useWords('ticket')
  const quotes = useQuotes()
  const known = useLive(quotes, instrument.instrumentId, (quote) => quote.bid !== null && quote.ask !== null)
  return (
    <div className="ticket-levels">
      {QUOTE_LEVELS.map((level) => (
        <Button
          key={level}
          size="row"
          disabled={known !== true}
          aria-label={t('priceFrom', { level: t(`levels.${level}`) })}
          onClick={() => {
            const price = levelText(quotes.get(instrument.instrumentId), level, instrument.tickSize)
            if (price !== undefined) change({ price })
          }}
        >
          {t(`levels.${level}`)}
        </Button>
      ))}
    </div>
  )
}
