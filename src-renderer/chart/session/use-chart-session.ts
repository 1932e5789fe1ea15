import { useCallback, useEffect, useState } from 'react'
import type { FillView, InstrumentView, Timeframe } from '../../../src-contract/index.ts'
import { useConnection, useEngine, useLive, useQuotes, useSessionClock, useStores } from '../../client/index.ts'
import { usePanel } from '../../panels/index.ts'
import type { ChartLook } from '../canvas/chart-canvas.ts'
import type { IctCounts } from '../ict/ict-counts.ts'
import type { ShownLayer } from '../ict/ict-layers.ts'
import type { ShownIndicator } from '../indicators/indicator-track.ts'
import type { PillPlacer } from '../lines/pill-placer.ts'
import { installChartProbe } from './chart-probe.ts'
import { ChartSession } from './chart-session.ts'
import type { ChartStore } from './chart-store.ts'
import type { LegendValues } from './legend-values.ts'

export interface ChartSessionHookOptions {
  readonly instrument: Pick<InstrumentView, 'instrumentId' | 'tickSize'>
  readonly timeframe: Timeframe
  readonly look: ChartLook
  readonly store: ChartStore
  readonly legend: LegendValues
  readonly ictCounts: IctCounts
  readonly placer: PillPlacer
}

export interface MountedChart {
  /** Ref of the element to draw in: the session lives as long as it is mounted. */
  readonly attach: (container: HTMLElement | null) => (() => void) | undefined
  readonly session: ChartSession | undefined
}

/** Keeps a chart session for the instrument and timeframe while the caller is mounted; it rests while the panel is covered. */
export function useChartSession(options: ChartSessionHookOptions): MountedChart {
  const { instrument, timeframe, look, store, legend, ictCounts, placer } = options
  const { instrumentId, tickSize } = instrument
  const client = useEngine()
  const clock = useSessionClock()
  const { panelId, visible } = usePanel()
  const [session, setSession] = useState<ChartSession>()
  const [firstLook] = useState(look)
  const attach = useCallback(
    (container: HTMLElement | null) => {
      if (container === null) return undefined
      const next = new ChartSession({
        container,
        client,
        clock,
        instrument: { instrumentId, tickSize },
        timeframe,
        look: firstLook,
        store,
        legend,
        ictCounts,
        onPlaced: (lines, plotHeight) => placer.place(lines, plotHeight),
      })
      const removeProbe = installChartProbe(panelId, next)
      setSession(next)
      return () => {
        setSession(undefined)
        removeProbe()
        next.dispose()
      }
    },
    [client, clock, instrumentId, tickSize, timeframe, firstLook, store, legend, ictCounts, placer, panelId],
  )
  useEffect(() => session?.setLook(look), [session, look])
  useEffect(() => (visible ? session?.resume() : session?.pause()), [session, visible])
  return { attach, session }
}

/** Marks the fills in the instrument on the chart, past React. */
export function useChartFills(session: ChartSession | undefined, instrumentId: string): void {
  const { fills } = useStores()
  useEffect(() => {
    const tell = (): void => session?.setFills(marksOf(fills.getState().list, instrumentId))
    tell()
    return fills.subscribe(tell)
  }, [fills, session, instrumentId])
}

const marksOf = (fills: readonly FillView[], instrumentId: string) =>
  fills
    .filter((fill) => fill.instrumentId === instrumentId)
    .map(({ fillId, side, price, timeMs }) => ({ fillId, side, price: Number(price), timeMs }))

/** Whether the price of the instrument is stale, also told to the chart. */
export function useChartStale(session: ChartSession | undefined, instrumentId: string): boolean {
  const connected = useConnection().kind === 'connected'
  const old = useLive(useQuotes(), instrumentId, (quote) => quote.stale) ?? false
  const stale = old || !connected
  useEffect(() => session?.setStale(stale), [session, stale])
  return stale
}

export function useChartIndicators(session: ChartSession | undefined, indicators: readonly ShownIndicator[]): void {
  useEffect(() => session?.setIndicators(indicators), [session, indicators])
}

/** Shows these ICT layers, with their labels below the legend. */
export function useChartIct(session: ChartSession | undefined, layers: readonly ShownLayer[]): void {
  useEffect(() => session?.setIctLayers(layers), [session, layers])
}
