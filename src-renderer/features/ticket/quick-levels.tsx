import { useLive, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button } from '../../ui/index.ts'
import { levelText, QUOTE_LEVELS } from './quote-levels.ts'
import type { Ticket } from './use-ticket.ts'

/** Writes the bid, the ask or the middle of them into the price. */
export function QuickLevels({ ticket: { instrument, change } }: { readonly ticket: Ticket }) {
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
