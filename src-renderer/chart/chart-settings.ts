import { z } from 'zod'
import { IndicatorParameters, TIMEFRAMES } from '../../src-contract/index.ts'
import { IctSettings } from './ict/ict-layers.ts'

/** How the price is drawn. */
export const PRICE_STYLES = ['candles', 'bars', 'line'] as const
export type PriceStyle = (typeof PRICE_STYLES)[number]

/** Colours of indicators: tokens that each theme has. */
export const SERIES_COLOURS = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'series-7',
  'series-8',
] as const
export type SeriesColour = (typeof SERIES_COLOURS)[number]

/** An indicator on a chart. */
export const ChartIndicator = z.object({
  /** Unique on its chart, the same for as long as it is there. */
  key: z.string(),
  indicatorId: z.string(),
  parameters: IndicatorParameters.catch({}),
  colour: z.enum(SERIES_COLOURS).catch('series-1'),
  visible: z.boolean().catch(true),
})
export type ChartIndicator = z.infer<typeof ChartIndicator>

/** What a chart keeps with the layout. */
export const ChartSettings = z.object({
  timeframe: z.enum(TIMEFRAMES).catch('1m'),
  style: z.enum(PRICE_STYLES).catch('candles'),
  /** Null until somebody has chosen: then the averages that the strategies decide by are shown. */
  indicators: z.array(ChartIndicator).readonly().nullable().catch(null),
  ict: IctSettings,
  volume: z.boolean().catch(true),
  logarithmic: z.boolean().catch(false),
  /** A table of bars in the place of the picture. */
  asTable: z.boolean().catch(false),
})
export type ChartSettings = z.infer<typeof ChartSettings>
