/** Colours of one theme, as the canvas needs them. */
export interface ChartColors {
  readonly panel: string
  readonly grid: string
  readonly edge: string
  readonly text1: string
  readonly text2: string
  readonly text3: string
  readonly up: string
  readonly down: string
  readonly accent: string
  readonly fillPrimary: string
  readonly fillBuy: string
  readonly fillSell: string
  readonly onFill: string
  readonly quiet: string
  readonly candleUp: string
  readonly candleDown: string
  readonly emaFast: string
  readonly emaSlow: string
  readonly font: string
}

const PROPERTIES: Readonly<Record<keyof ChartColors, string>> = {
  panel: '--bg1',
  grid: '--bg2',
  edge: '--line',
  text1: '--text1',
  text2: '--text2',
  text3: '--text3',
  up: '--up',
  down: '--down',
  accent: '--accent',
  fillPrimary: '--fill-primary',
  fillBuy: '--fill-buy',
  fillSell: '--fill-sell',
  onFill: '--on-fill',
  quiet: '--bg4',
  candleUp: '--candle-up',
  candleDown: '--candle-down',
  emaFast: '--ema-fast',
  emaSlow: '--ema-slow',
  font: '--font',
}

/** Reads the theme that holds at an element: a canvas cannot use custom properties itself. */
export function readChartColors(element: Element): ChartColors {
  const style = getComputedStyle(element)
  const read = (property: string): string => style.getPropertyValue(property).trim()
  const entries = Object.entries(PROPERTIES).map(([name, property]) => [name, read(property)] as const)
  return Object.fromEntries(entries) as Record<keyof ChartColors, string>
}

/** `#rrggbb` with an opacity from 0 to 1. */
export function withOpacity(color: string, opacity: number): string {
  const hex = Math.round(opacity * 255).toString(16)
  return color + hex.padStart(2, '0')
}

/** Calls when the theme of the page is switched. @returns what ends it. */
export function onThemeSwitch(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
