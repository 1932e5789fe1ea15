import { useCallback, useEffect, useMemo, useState } from 'react'
import type { InstrumentView, Timeframe } from '../../src-contract/index.ts'
import {
  useConnection,
  useEngine,
  useFills,
  useLive,
  useOrders,
  usePositions,
  useQuotes,
  useSessionClock,
} from '../client/index.ts'
import { formatPrice } from '../ui/index.ts'
import { installChartProbe } from './chart-probe.ts'
import { ChartSession } from './chart-session.ts'
import type { ChartStore } from './chart-store.ts'
import type { OverlayPeriods } from './overlay-periods.ts'
import type { PillPlacer } from './pill-placer.ts'
import { type PriceLine, priceLines } from './price-lines.ts'

export interface ChartSessionHookOptions {
  readonly instrument: InstrumentView
  readonly timeframe: Timeframe
  readonly store: ChartStore
  readonly placer: PillPlacer
}

export interface MountedChart {
  /** Ref of the element to draw in: the session lives as long as it is mounted. */
  readonly attach: (container: HTMLElement | null) => (() => void) | undefined
  readonly session: ChartSession | undefined
}

/** Keeps a chart session for the instrument and timeframe while the caller is mounted. */
export function useChartSession({ instrument, timeframe, store, placer }: ChartSessionHookOptions): MountedChart {
  const client = useEngine()
  const clock = useSessionClock()
  const [session, setSession] = useState<ChartSession>()
  const attach = useCallback(
    (container: HTMLElement | null) => {
      if (container === null) return undefined
      const next = new ChartSession({
        container,
        client,
        clock,
        instrument,
        timeframe,
        store,
        formatPrice: (price) => formatPrice(price, instrument.tickSize),
        onPlaced: (lines, plotHeight) => placer.place(lines, plotHeight),
      })
      const removeProbe = installChartProbe(next)
      setSession(next)
      return () => {
        setSession(undefined)
        removeProbe()
        next.dispose()
      }
    },
    [client, clock, instrument, timeframe, store, placer],
  )
  return { attach, session }
}

/** Lines of the instrument as they stand, also given to the chart. */
export function useChartLines(session: ChartSession | undefined, instrumentId: string): readonly PriceLine[] {
  const positions = usePositions().list
  const orders = useOrders().list
  const lines = useMemo(() => priceLines(instrumentId, positions, orders), [instrumentId, positions, orders])
  useEffect(() => session?.setLines(lines), [session, lines])
  return lines
}

export function useChartFills(session: ChartSession | undefined, instrumentId: string): void {
  const fills = useFills().list
  useEffect(() => {
    const marks = fills
      .filter((fill) => fill.instrumentId === instrumentId)
      .map(({ fillId, side, price, timeMs }) => ({ fillId, side, price: Number(price), timeMs }))
    session?.setFills(marks)
  }, [session, fills, instrumentId])
}

/** Whether the price of the instrument is stale, also told to the chart. */
export function useChartStale(session: ChartSession | undefined, instrumentId: string): boolean {
  const connected = useConnection().kind === 'connected'
  const old = useLive(useQuotes(), instrumentId, (quote) => quote.stale) ?? false
  const stale = old || !connected
  useEffect(() => session?.setStale(stale), [session, stale])
  return stale
}

export function useChartOverlays(session: ChartSession | undefined, periods: OverlayPeriods | null): void {
  useEffect(() => session?.setOverlays(periods), [session, periods])
}
