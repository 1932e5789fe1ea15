import { type MouseEvent, useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { InstrumentView } from '../../src-contract/index.ts'
import { useWords } from '../i18n/index.ts'
import { HeadActions } from '../panels/index.ts'
import { type AnchorPoint, anchorAt, stepDecimalText } from '../ui/index.ts'
import type { ChartSettings } from './chart-settings.ts'
import { ChartActions, useSettingsMenu } from './head/chart-actions.tsx'
import type { HeadRoom } from './head/head-room.ts'
import { IctCounts } from './ict/ict-counts.ts'
import { shownLayers } from './ict/ict-layers.ts'
import { IctLegend } from './ict/ict-legend.tsx'
import type { ChartIndicators } from './indicators/use-chart-indicators.ts'
import { LinePills } from './lines/line-pills.tsx'
import { PillPlacer } from './lines/pill-placer.ts'
import { useChartLines } from './lines/use-chart-lines.ts'
import type { ChartSession } from './session/chart-session.ts'
import { createChartStore } from './session/chart-store.ts'
import { LegendValues } from './session/legend-values.ts'
import {
  useChartFills,
  useChartIct,
  useChartIndicators,
  useChartSession,
  useChartStale,
} from './session/use-chart-session.ts'
import { AlertForm, type AlertRequest } from './view/alert-form.tsx'
import { ChartAttribution } from './view/chart-attribution.tsx'
import { BarLegend } from './view/chart-legend.tsx'
import { ChartPlot } from './view/chart-plot.tsx'
import { ChartStates } from './view/chart-states.tsx'
import { ChartTable } from './view/chart-table.tsx'
import { IndicatorLegend } from './view/indicator-legend.tsx'
import { PlotMenu, type PlotPoint } from './view/plot-menu.tsx'

export interface ChartBodyProps {
  readonly instrument: InstrumentView
  readonly settings: ChartSettings
  readonly onSettings: (change: Partial<ChartSettings>) => void
  readonly indicators: ChartIndicators
  readonly room: HeadRoom
  readonly onRetry: () => void
}

/** The chart of one instrument and timeframe. */
export function ChartBody({ instrument, settings, onSettings, indicators, room, onRetry }: ChartBodyProps) {
  const t = useWords('chart')
  const [{ store, legend, placer, ictCounts }] = useState(createParts)
  const { timeframe, ict } = settings
  const look = useLook(settings)
  const { attach, session } = useChartSession({ instrument, timeframe, look, store, legend, ictCounts, placer })
  const layers = useMemo(() => shownLayers(ict, timeframe), [ict, timeframe])
  useChartIct(session, layers)
  const lines = useChartLines(session, instrument)
  useChartFills(session, instrument.instrumentId)
  useChartIndicators(session, indicators.shown)
  const stale = useChartStale(session, instrument.instrumentId)
  const historyFault = useStore(store, (state) => state.historyFault)
  const { setPlace, request, ask, askBeside, close } = useAlertRequest(session, instrument)
  const [menuPoint, setMenuPoint] = useState<PlotPoint>()
  const keepPillsBelow = useKeepBelow(placer, session)
  const settingsMenu = useSettingsMenu(settings, onSettings, session)
  return (
    <div
      ref={setPlace}
      className="chart-plot"
      data-stale={stale}
      onContextMenu={(event) => setMenuPoint(pointOf(event, session, instrument))}
    >
      <HeadActions>
        <ChartActions
          {...{ instrument, session, settings, onSettings, room }}
          onAlert={(button) => (button === undefined ? ask() : askBeside(button))}
        />
      </HeadActions>
      <ChartPlot {...{ attach, session, instrument, timeframe }} onAlert={ask} />
      <LinePills lines={lines} placer={placer} />
      <div ref={keepPillsBelow} className="chart-legend">
        <BarLegend {...{ instrument, timeframe, legend }} />
        <IndicatorLegend {...{ indicators, instrument, legend, store }} />
        <IctLegend {...{ layers, store }} counts={ictCounts} />
        {historyFault !== undefined && <p className="warn">{t('olderBars', { fault: historyFault })}</p>}
      </div>
      <ChartStates store={store} symbol={instrument.symbol} onRetry={onRetry} />
      {settings.asTable && session !== undefined && (
        <ChartTable {...{ session, instrument }} indicators={indicators.shown.filter(({ visible }) => visible)} />
      )}
      <ChartAttribution />
      <PlotMenu point={menuPoint} lines={lines} settings={settingsMenu} onClose={() => setMenuPoint(undefined)} />
      <AlertForm
        request={request}
        instrument={instrument}
        disabled={lines.disabled}
        add={(price) => lines.commands.addAlert(instrument.instrumentId, price)}
        onClose={close}
      />
    </div>
  )
}

const createParts = () => ({
  store: createChartStore(),
  legend: new LegendValues(),
  placer: new PillPlacer(),
  ictCounts: new IctCounts(),
})

/** Stays the same while what it says does, so that the chart is not drawn anew with every other setting. */
function useLook({ style, volume, logarithmic }: ChartSettings) {
  return useMemo(() => ({ style, volume, logarithmic }), [style, volume, logarithmic])
}

/** @returns Ref of the legend: pills and labels stay below it, however many rows it has. */
function useKeepBelow(placer: PillPlacer, session: ChartSession | undefined) {
  return useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined
      const observer = new ResizeObserver(() => {
        const bottom = element.offsetTop + element.offsetHeight
        placer.keepBelow(bottom)
        session?.canvas.ict.keepBelow(bottom)
      })
      observer.observe(element)
      return () => observer.disconnect()
    },
    [placer, session],
  )
}

/** The question for the price of an alert, from the chart or from its head. */
function useAlertRequest(session: ChartSession | undefined, { tickSize }: InstrumentView) {
  const [place, setPlace] = useState<HTMLDivElement | null>(null)
  const [request, setRequest] = useState<AlertRequest>()
  const askBeside = (anchor: AnchorPoint): void => {
    const price = session?.pointedPrice
    if (price !== undefined) setRequest({ anchor, price: stepDecimalText(String(price), tickSize, 0) })
  }
  const ask = (): void => {
    if (place !== null) askBeside(middleOf(place))
  }
  return { setPlace, request, ask, askBeside, close: () => setRequest(undefined) }
}

function middleOf(element: Element): AnchorPoint {
  const { left, top, width, height } = element.getBoundingClientRect()
  return anchorAt(left + width / 2, top + height / 3)
}

function pointOf(
  event: MouseEvent<HTMLElement>,
  session: ChartSession | undefined,
  { tickSize }: InstrumentView,
): PlotPoint {
  event.preventDefault()
  const { clientX: x, clientY: y, currentTarget } = event
  const inPlot = y - currentTarget.getBoundingClientRect().top
  const price =
    session === undefined || inPlot > session.canvas.plot.height ? undefined : session.canvas.priceAt(inPlot)
  return { x, y, price: price === undefined ? undefined : stepDecimalText(String(price), tickSize, 0) }
}
