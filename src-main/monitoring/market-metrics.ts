import type { InstrumentId } from '../domain/index.ts'
import type { Metric } from './ports.ts'
import { perSecond } from './rates.ts'

/** A stream of prices. */
export interface FeedReading {
  readonly instrumentId: InstrumentId
  readonly symbol: string
}

/** What the market tells of itself. */
export interface MarketReadings {
  /** Events of the market since the start. */
  readonly events: () => number
  readonly candlesPerMinute: () => number
  /** Streams that are followed now. */
  readonly feeds: () => readonly FeedReading[]
  /** System time at which the newest price came; null before the first one and once the market is over. */
  readonly receivedAtMs: (instrumentId: InstrumentId) => number | null
  readonly staleAfterMs: () => number
}

/** Gives the metrics of the market; there is one for each stream, so that they change with the streams. */
export function marketMetrics(readings: MarketReadings): () => readonly Metric[] {
  const general = generalMetrics(readings)
  const ages = new Map<InstrumentId, Metric>()
  const ageOf = (feed: FeedReading): Metric => {
    const metric = ages.get(feed.instrumentId) ?? feedAge(feed, readings)
    ages.set(feed.instrumentId, metric)
    return metric
  }
  return () => [...general, ...readings.feeds().map(ageOf)]
}

function generalMetrics(readings: MarketReadings): Metric[] {
  return [
    {
      metricId: 'market.ticks',
      label: 'Market events',
      group: 'market',
      unit: 'perSecond',
      description: 'Quotes, trades and bars that the market delivered, over the last second.',
      read: perSecond(readings.events),
    },
    {
      metricId: 'market.candles',
      label: 'Bars, 1 min',
      group: 'market',
      unit: 'count',
      description: 'Bars of all instruments and timeframes that were stored within the last minute.',
      read: () => readings.candlesPerMinute(),
    },
    {
      metricId: 'feed.age',
      label: 'Feed age max',
      group: 'market',
      unit: 'ms',
      description: 'Time since the newest price of the stream that has waited longest.',
      limit: readings.staleAfterMs,
      read: ({ timeMs }) => oldestAgeMs(readings, timeMs),
    },
  ]
}

function oldestAgeMs({ feeds, receivedAtMs }: MarketReadings, nowMs: number): number | null {
  const agesMs = feeds().map(({ instrumentId }) => ageMs(receivedAtMs(instrumentId), nowMs) ?? -1)
  const oldestMs = Math.max(-1, ...agesMs)
  return oldestMs < 0 ? null : oldestMs
}

/** Never below 0, though the clock was set back. */
function ageMs(receivedAtMs: number | null, nowMs: number): number | null {
  return receivedAtMs === null ? null : Math.max(0, nowMs - receivedAtMs)
}

function feedAge({ instrumentId, symbol }: FeedReading, { receivedAtMs, staleAfterMs }: MarketReadings): Metric {
  return {
    metricId: `feed.age:${instrumentId}`,
    label: `Feed age ${symbol}`,
    group: 'market',
    unit: 'ms',
    description: `Time since the newest price of ${instrumentId}.`,
    limit: staleAfterMs,
    read: ({ timeMs }) => ageMs(receivedAtMs(instrumentId), timeMs),
  }
}
