import type { QuoteView } from '../../../src-contract/index.ts'
import { measurePaint } from '../latency.ts'
import type { LiveMap } from '../live-map.ts'
import type { TopicHandler } from '../types.ts'

/** Keeps the newest quote of each instrument, outside React. */
export function keepQuotes(quotes: LiveMap<QuoteView>): TopicHandler<'quotes'> {
  const handleQuotes = (views: readonly QuoteView[]): void => {
    for (const view of views) quotes.set(view.instrumentId, view)
  }
  return {
    snapshot: handleQuotes,
    deltas: (views) => {
      handleQuotes(views)
      measurePaint(views.map(({ receivedAtMs }) => receivedAtMs))
    },
  }
}
