import { useCallback } from 'react'
import { type EngineCalls, type Polled, usePolled } from '../../client/index.ts'

/** A day of quarter hours. */
const BARS = 96
const REFRESH_MS = 60_000

/** Closing prices of the last day for a small picture. */
export function useRecentCloses(instrumentId: string): Polled<readonly number[]> {
  const ask = useCallback(
    async ({ market }: EngineCalls) => {
      const { candles } = await market.candles({ instrumentId, timeframe: '15m', limit: BARS })
      return candles.map((candle) => candle.close)
    },
    [instrumentId],
  )
  return usePolled(REFRESH_MS, ask)
}
