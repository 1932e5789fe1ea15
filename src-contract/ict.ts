import { z } from 'zod'
import { InstrumentIdText, TimeframeValue, TimeMsValue } from './primitives.ts'

/** Kinds of ICT (Inner Circle Trader, Smart Money) objects, in the order in which they are listed. */
export const ICT_KINDS = [
  'swing',
  'fvg',
  'orderBlock',
  'breakerBlock',
  'bos',
  'choch',
  'liquidityPool',
  'sweep',
  'displacement',
  'premiumDiscount',
  'ote',
  'previousHighLow',
  'session',
] as const
export const IctKindValue = z.enum(ICT_KINDS)
export type IctKind = z.infer<typeof IctKindValue>

const LaterTime = TimeMsValue.nullable()

/**
 * One ICT object. It is published at the close of the bar `confirmedAtMs` and never moved or deleted; only its later times
 * are filled in, each once. All times are open times of bars.
 */
export const IctRecordView = z.object({
  /** Made of kind, timeframe, forming bar and, where that is not enough, `label` or direction: the same data gives the same ids. */
  id: z.string(),
  kind: IctKindValue,
  /** 1 up, -1 down, 0 neither. */
  direction: z.union([z.literal(1), z.literal(-1), z.literal(0)]),
  /** Length of a bar, as in `5m`. */
  timeframe: z.string().regex(/^\d+(?:ms|s|m|h|d)$/),
  /** Upper and lower edge of a zone, in price units; null where the object is a level. */
  top: z.number().nullable(),
  bottom: z.number().nullable(),
  /** Price of a level, or the middle of a dealing range; null where the object is a zone without one. */
  level: z.number().nullable(),
  /** The bar that it stands on. */
  formedAtMs: TimeMsValue,
  /** The bar at whose close it became known. */
  confirmedAtMs: TimeMsValue,
  /** The first bar whose price came back to it: the near edge of a zone, or the level. */
  mitigatedAtMs: LaterTime,
  /** The first bar whose price reached the far edge of a zone. */
  filledAtMs: LaterTime,
  /** The bar that ended it: closed beyond its far edge, or what it was made from was replaced. */
  invalidatedAtMs: LaterTime,
  /** Name of a session (`London`), of a period (`1D`), or another word that tells it from others of its kind; null where there is none. */
  label: z.string().nullable(),
  /** The record that it came from: a breaker's order block, a sweep's pool, a break's swing; null where there is none. */
  sourceId: z.string().nullable(),
})
export type IctRecordView = z.infer<typeof IctRecordView>

type LaterTimes = Pick<IctRecordView, 'mitigatedAtMs' | 'filledAtMs' | 'invalidatedAtMs'>

export type FvgState = 'open' | 'partlyFilled' | 'mitigated' | 'inverted'

/**
 * Where a fair value gap stands: untouched, entered, filled to its far edge, or closed through, from when on it counts in the
 * other direction.
 */
export function fvgState({ mitigatedAtMs, filledAtMs, invalidatedAtMs }: LaterTimes): FvgState {
  if (invalidatedAtMs !== null) return 'inverted'
  if (filledAtMs !== null) return 'mitigated'
  return mitigatedAtMs === null ? 'open' : 'partlyFilled'
}

/** Kinds in a query string are separated by commas. */
const KindsText = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map((kind) => kind.trim()))
  .pipe(z.array(IctKindValue).min(1))

export const IctRecordsQuery = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue.default('1m'),
  /** All kinds where it is left out. */
  kinds: z.union([z.array(IctKindValue).min(1), KindsText]).optional(),
  /** Only records that were confirmed before this time; for loading history page by page. */
  beforeMs: z.coerce.number().int().nonnegative().optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
})

/** Records by time of confirmation, oldest first. */
export const IctRecordsView = z.object({
  instrumentId: InstrumentIdText,
  timeframe: TimeframeValue,
  records: z.array(IctRecordView),
})
export type IctRecordsView = z.infer<typeof IctRecordsView>
