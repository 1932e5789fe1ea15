import {
  type BarSeriesPartialOptions,
  type CandlestickSeriesPartialOptions,
  ColorType,
  CrosshairMode,
  type DeepPartial,
  type LineSeriesPartialOptions,
  LineStyle,
  type TimeChartOptions,
} from 'lightweight-charts'
import { type ChartColors, withOpacity } from './chart-colors.ts'

/** Share of the plot's height, from below, that the volume may take. */
export const VOLUME_FRACTION = 0.13
const CANDLES_BOTTOM_FRACTION = 0.16
const CANDLES_TOP_FRACTION = 0.12
const VOLUME_OPACITY = 0.32
/** Empty bars between the last price and the axis. */
const RIGHT_OFFSET_BARS = 8
/** Width of a bar with its gap, in px. */
export const BAR_SPACING_PX = 7

/** Colours of the whole chart; the rest of the options stays when the theme is switched. */
export function themeOptions(colors: ChartColors): DeepPartial<TimeChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: colors.panel },
      textColor: colors.text3,
      fontFamily: colors.font,
      panes: { separatorColor: colors.edge, separatorHoverColor: withOpacity(colors.accent, 0.3) },
    },
    grid: { vertLines: { color: colors.grid }, horzLines: { color: colors.grid } },
    crosshair: {
      vertLine: { color: colors.text3, labelBackgroundColor: colors.quiet },
      horzLine: { color: colors.text3, labelBackgroundColor: colors.quiet },
    },
    rightPriceScale: { borderColor: colors.edge },
    timeScale: { borderColor: colors.edge },
  }
}

/** The library's own logo injects a style element, which the content security policy forbids; the panel has the link. */
export function structureOptions(): DeepPartial<TimeChartOptions> {
  return {
    autoSize: true,
    hoveredSeriesOnTop: false,
    layout: { fontSize: 11, attributionLogo: false },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { width: 1, style: LineStyle.Dashed },
      horzLine: { width: 1, style: LineStyle.Dashed },
    },
    rightPriceScale: { minimumWidth: 74, scaleMargins: priceMargins(true) },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      rightOffset: RIGHT_OFFSET_BARS,
      barSpacing: BAR_SPACING_PX,
      enableConflation: true,
    },
  }
}

/** Room above and below the prices, as shares of the plot's height. */
export const priceMargins = (aboveVolume: boolean): { readonly top: number; readonly bottom: number } => ({
  top: CANDLES_TOP_FRACTION,
  bottom: aboveVolume ? CANDLES_BOTTOM_FRACTION : CANDLES_TOP_FRACTION / 2,
})

export function candleOptions(colors: ChartColors): CandlestickSeriesPartialOptions {
  const { candleUp, candleDown, hollowRising, panel } = colors
  return {
    upColor: hollowRising ? panel : candleUp,
    downColor: candleDown,
    wickUpColor: candleUp,
    wickDownColor: candleDown,
    borderVisible: hollowRising,
    borderUpColor: candleUp,
    borderDownColor: candleDown,
  }
}

export const barOptions = ({ candleUp, candleDown }: ChartColors): BarSeriesPartialOptions => ({
  upColor: candleUp,
  downColor: candleDown,
  thinBars: false,
})

export const priceLineOptions = ({ text1 }: ChartColors): LineSeriesPartialOptions => ({ color: text1, lineWidth: 2 })

export const volumeColor = (colors: ChartColors, rising: boolean): string =>
  withOpacity(rising ? colors.candleUp : colors.candleDown, VOLUME_OPACITY)
