import type { Clock } from '../base/index.ts'
import type { Candle, InstrumentId, MarketVenue } from '../domain/index.ts'
import type { Gap } from './gap.ts'

export interface GapFetchOptions {
  readonly venue: Pick<MarketVenue, 'fetchCandles'>
  readonly instrumentId: InstrumentId
  readonly gap: Gap
  readonly systemClock: Clock
  readonly timeoutMs: number
}

/** Asks the venue for the missing minutes. Rejects when it fails or does not answer in time; a later answer is ignored. */
export async function fetchGap(options: GapFetchOptions): Promise<readonly Candle[]> {
  const { venue, instrumentId, gap, systemClock, timeoutMs } = options
  const timeout = Promise.withResolvers<never>()
  const timer = systemClock.setTimer(timeoutMs, () =>
    timeout.reject(new Error(`the venue did not answer within ${timeoutMs} ms`)),
  )
  try {
    return await Promise.race([
      venue.fetchCandles({ instrumentId, timeframe: '1m', fromMs: gap.fromMs, toMs: gap.toMs }),
      timeout.promise,
    ])
  } finally {
    timer.dispose()
  }
}
