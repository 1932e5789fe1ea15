import { useCallback } from 'react'
import { type EngineCalls, usePolled } from '../../client/index.ts'
import { type DayBars, dayBarsOf } from './day-bars.ts'

/** A day of quarter hours. */
const BARS = 96
const REFRESH_MS = 60_000

/** The last day of an instrument; undefined until it is known. */
export function useDayBars(instrumentId: string): DayBars | undefined {
  const ask = useCallback(
    async ({ market }: EngineCalls) => {
      const { candles } = await market.candles({ instrumentId, timeframe: '15m', limit: BARS })
      return dayBarsOf(candles)
    },
    [instrumentId],
  )
  return usePolled(REFRESH_MS, ask).value
}
