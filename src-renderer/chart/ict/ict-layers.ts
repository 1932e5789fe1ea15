import { z } from 'zod'
import { type IctKind, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../../src-contract/index.ts'

/** Groups of ICT objects that are switched on and off together, in the order in which they are listed. */
export const ICT_LAYERS = [
  'swings',
  'structure',
  'fairValueGaps',
  'orderBlocks',
  'breakers',
  'liquidity',
  'previousLevels',
  'sessions',
  'displacement',
  'premiumDiscount',
  'ote',
] as const
export type IctLayer = (typeof ICT_LAYERS)[number]

export const LAYER_KINDS: Readonly<Record<IctLayer, readonly IctKind[]>> = {
  swings: ['swing'],
  structure: ['bos', 'choch'],
  fairValueGaps: ['fvg'],
  orderBlocks: ['orderBlock'],
  breakers: ['breakerBlock'],
  liquidity: ['liquidityPool', 'sweep'],
  previousLevels: ['previousHighLow'],
  sessions: ['session'],
  displacement: ['displacement'],
  premiumDiscount: ['premiumDiscount'],
  ote: ['ote'],
}

const OFF = { visible: false, timeframe: null } as const

export const IctLayerSetting = z
  .object({
    visible: z.boolean().catch(false),
    /** Null for that of the chart. */
    timeframe: z.enum(TIMEFRAMES).nullable().catch(null),
  })
  .catch(OFF)
export type IctLayerSetting = z.infer<typeof IctLayerSetting>

const byLayer = <Value>(value: Value): Record<IctLayer, Value> =>
  Object.fromEntries(ICT_LAYERS.map((layer) => [layer, value])) as Record<IctLayer, Value>

/** Which layers a chart shows, and of which timeframe; all off until somebody has chosen. */
export const IctSettings = z.object(byLayer(IctLayerSetting)).catch(byLayer<IctLayerSetting>(OFF))
export type IctSettings = z.infer<typeof IctSettings>

/** A layer that is on. */
export interface ShownLayer {
  readonly layer: IctLayer
  readonly timeframe: Timeframe
  /** It is a higher one than the chart's, and has to be named. */
  readonly higher: boolean
}

/** The layers that are on. One whose timeframe is not above the chart's has the chart's own: finer objects have no bars there. */
export function shownLayers(settings: IctSettings, chart: Timeframe): readonly ShownLayer[] {
  return ICT_LAYERS.filter((layer) => settings[layer].visible).map((layer) => {
    const { timeframe } = settings[layer]
    const higher = timeframe !== null && isHigher(timeframe, chart)
    return { layer, timeframe: higher ? timeframe : chart, higher }
  })
}

/** Timeframes above that of a chart. */
export const higherTimeframes = (chart: Timeframe): readonly Timeframe[] =>
  TIMEFRAMES.filter((timeframe) => isHigher(timeframe, chart))

const isHigher = (timeframe: Timeframe, chart: Timeframe): boolean => TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[chart]
