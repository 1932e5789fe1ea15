import { useEffect, useState } from 'react'
import { useConnection, useEngine } from '../../client/index.ts'

/** A day of quarter hours. */
const BARS = 96
const REFRESH_MS = 60_000

/** Closing prices of the last day for a small picture; empty until they have come. Asked for again each minute. */
export function useRecentCloses(instrumentId: string): readonly number[] {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [closes, setCloses] = useState<readonly number[]>([])
  useEffect(() => {
    if (!connected) return undefined
    let ended = false
    const load = async (): Promise<void> => {
      const { candles } = await calls.market.candles({ instrumentId, timeframe: '15m', limit: BARS })
      if (!ended) setCloses(candles.map((candle) => candle.close))
    }
    /* The picture is an extra: without it the row still says everything, and the next minute tries again. */
    const refresh = (): void => void load().catch(() => undefined)
    refresh()
    const timer = setInterval(refresh, REFRESH_MS)
    return () => {
      ended = true
      clearInterval(timer)
    }
  }, [calls, connected, instrumentId])
  return closes
}
