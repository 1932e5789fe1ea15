import { SERIES_COLOURS, type SeriesColour } from '../chart-settings.ts'

/** Colours that stand for themselves. */
interface PlainColors {
  readonly panel: string
  readonly grid: string
  readonly edge: string
  readonly text1: string
  readonly text2: string
  readonly text3: string
  readonly up: string
  readonly down: string
  readonly accent: string
  readonly warn: string
  readonly tintWarn: string
  readonly fillPrimary: string
  readonly fillBuy: string
  readonly fillSell: string
  readonly onFill: string
  readonly quiet: string
  readonly candleUp: string
  readonly candleDown: string
  readonly ictGapUp: string
  readonly ictGapDown: string
  readonly ictBlock: string
  readonly ictLiquidity: string
  readonly ictEntry: string
  readonly ictSession1: string
  readonly ictSession2: string
  readonly ictSession3: string
  readonly font: string
}

/** Colours of one theme, as the canvas needs them. */
export interface ChartColors extends PlainColors {
  /** Rising candles are drawn as an outline, so that they are told apart without colour. */
  readonly hollowRising: boolean
  readonly series: Readonly<Record<SeriesColour, string>>
}

const PROPERTIES: Readonly<Record<keyof PlainColors, string>> = {
  panel: '--bg1',
  grid: '--chart-grid',
  edge: '--line',
  text1: '--text1',
  text2: '--text2',
  text3: '--text3',
  up: '--up',
  down: '--down',
  accent: '--accent',
  warn: '--warn',
  tintWarn: '--tint-warn',
  fillPrimary: '--fill-primary',
  fillBuy: '--fill-buy',
  fillSell: '--fill-sell',
  onFill: '--on-fill',
  quiet: '--bg4',
  candleUp: '--candle-up',
  candleDown: '--candle-down',
  ictGapUp: '--ict-gap-up',
  ictGapDown: '--ict-gap-down',
  ictBlock: '--ict-block',
  ictLiquidity: '--ict-liquidity',
  ictEntry: '--ict-entry',
  ictSession1: '--ict-session-1',
  ictSession2: '--ict-session-2',
  ictSession3: '--ict-session-3',
  font: '--font',
}

/** Reads the theme that holds at an element: a canvas cannot use custom properties itself. */
export function readChartColors(element: Element): ChartColors {
  const style = getComputedStyle(element)
  const read = (property: string): string => fullHex(style.getPropertyValue(property).trim())
  const plain = Object.fromEntries(
    Object.entries(PROPERTIES).map(([name, property]) => [name, read(property)]),
  ) as Record<keyof PlainColors, string>
  const series = Object.fromEntries(SERIES_COLOURS.map((name) => [name, read(`--${name}`)])) as Record<
    SeriesColour,
    string
  >
  return { ...plain, series, hollowRising: read('--candle-hollow') === '1' }
}

/** `#abc` as `#aabbcc`; anything else as it is. */
export const fullHex = (color: string): string =>
  /^#[\da-f]{3}$/i.test(color) ? `#${Array.from(color.slice(1), (digit) => digit + digit).join('')}` : color

/** `#rrggbb` with an opacity from 0 to 1. */
export function withOpacity(color: string, opacity: number): string {
  const hex = Math.round(opacity * 255).toString(16)
  return color + hex.padStart(2, '0')
}

/** Calls when the theme of the page is switched, or its colours. @returns what ends it. */
export function onThemeSwitch(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-colours'] })
  return () => observer.disconnect()
}
