import {
  type CandlestickSeriesPartialOptions,
  type ChartOptions,
  ColorType,
  CrosshairMode,
  type DeepPartial,
  type LineSeriesPartialOptions,
  LineStyle,
} from 'lightweight-charts'
import { type ChartColors, withOpacity } from './chart-colors.ts'

/** Share of the plot's height, from below, that the volume may take. */
export const VOLUME_FRACTION = 0.13
const CANDLES_BOTTOM_FRACTION = 0.16
const CANDLES_TOP_FRACTION = 0.12
export const VOLUME_OPACITY = 0.32
/** Empty bars between the last price and the axis. */
const RIGHT_OFFSET_BARS = 8

/** Colours of the whole chart; the rest of the options stays when the theme is switched. */
export function themeOptions(colors: ChartColors): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: colors.panel },
      textColor: colors.text3,
      fontFamily: colors.font,
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
export function structureOptions(): DeepPartial<ChartOptions> {
  return {
    autoSize: true,
    hoveredSeriesOnTop: false,
    layout: { fontSize: 11, attributionLogo: false },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { width: 1, style: LineStyle.Dashed },
      horzLine: { width: 1, style: LineStyle.Dashed },
    },
    rightPriceScale: {
      minimumWidth: 74,
      scaleMargins: { top: CANDLES_TOP_FRACTION, bottom: CANDLES_BOTTOM_FRACTION },
    },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      rightOffset: RIGHT_OFFSET_BARS,
      barSpacing: 7,
      enableConflation: true,
    },
  }
}

export function candleOptions(colors: ChartColors): CandlestickSeriesPartialOptions {
  return {
    upColor: colors.candleUp,
    downColor: colors.candleDown,
    wickUpColor: colors.candleUp,
    wickDownColor: colors.candleDown,
    borderVisible: false,
    lastValueVisible: false,
    priceLineVisible: false,
  }
}

export function emaOptions(color: string): LineSeriesPartialOptions {
  return { color, ...EMA_STRUCTURE }
}

const EMA_STRUCTURE = {
  lineWidth: 1,
  lastValueVisible: false,
  priceLineVisible: false,
  crosshairMarkerVisible: false,
} as const satisfies LineSeriesPartialOptions

export const volumeColor = (colors: ChartColors, rising: boolean): string =>
  withOpacity(rising ? colors.candleUp : colors.candleDown, VOLUME_OPACITY)
