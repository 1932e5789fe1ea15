import { useCallback } from 'react'
import { type EngineCalls, usePolled } from '../../client/index.ts'
import { type DayBars, dayBarsOf } from './day-bars.ts'

/** A day of quarter hours. */
const QUARTERS = 96
/** Of the quarter hour that has not closed; one more may close between the two questions. */
const MINUTES = 16
const REFRESH_MS = 60_000

/** The last day of an instrument; undefined until it is known. */
export function useDayBars(instrumentId: string): DayBars | undefined {
  const ask = useCallback(
    async ({ market }: EngineCalls) => {
      const [quarters, minutes] = await Promise.all([
        market.candles({ instrumentId, timeframe: '15m', limit: QUARTERS }),
        market.candles({ instrumentId, timeframe: '1m', limit: MINUTES }),
      ])
      return dayBarsOf(quarters.candles, minutes.candles)
    },
    [instrumentId],
  )
  return usePolled(REFRESH_MS, ask).value
}
