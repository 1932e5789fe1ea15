import { useEffect, useState } from 'react'
import type { InstrumentView, QuoteView } from '../../../src-contract/index.ts'
import { useQuotes } from '../../client/index.ts'
import { type TicketForm, useTicketDraft } from '../../trading/index.ts'
import { levelText } from './quote-levels.ts'

/** Puts a passive price into an empty ticket, once: the bid to buy, the ask to sell. */
export function usePriceSuggestion({ instrumentId, tickSize }: InstrumentView): void {
  const quotes = useQuotes()
  useEffect(() => {
    let end = (): void => undefined
    const suggest = (quote: QuoteView): void => {
      const { choices, entries, write } = useTicketDraft.getState()
      const price = levelText(quote, choices.side === 'buy' ? 'bid' : 'ask', tickSize)
      if (price === undefined) return
      end()
      if ((entries[instrumentId]?.price ?? '') === '') write(instrumentId, { price })
    }
    end = quotes.subscribe(instrumentId, suggest)
    const known = quotes.get(instrumentId)
    if (known !== undefined) suggest(known)
    return () => end()
  }, [quotes, instrumentId, tickSize])
}

/** A distance that moved with every tick could not be read, and its preview would never come to rest. */
const SAMPLE_MS = 1_000

/** Where a market order would fill now, looked at once a second, and only while the bracket is counted from it. */
export function useMarketPrice(
  { instrumentId, tickSize }: InstrumentView,
  { type, side, bracketBy }: TicketForm,
): string | undefined {
  const quotes = useQuotes()
  const level = side === 'buy' ? 'ask' : 'bid'
  const wanted = (type === 'market' || type === 'trailingStop') && bracketBy === 'distance'
  const [sampled, setSampled] = useState<{ readonly level: typeof level; readonly price: string | undefined }>()
  useEffect(() => {
    if (!wanted) return undefined
    const sample = (): void => setSampled({ level, price: levelText(quotes.get(instrumentId), level, tickSize) })
    sample()
    const timer = setInterval(sample, SAMPLE_MS)
    return () => clearInterval(timer)
  }, [wanted, level, quotes, instrumentId, tickSize])
  return wanted && sampled?.level === level ? sampled.price : undefined
}
