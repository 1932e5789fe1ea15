import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import { IctEngine } from '../ict-engine.ts'
import { IctParameters } from '../ict-parameters.ts'
import type { IctRecord } from '../ict-record.ts'

export const MINUTE_MS = 60_000

/** Open, high, low and close. */
export type Prices = readonly [open: number, high: number, low: number, close: number]

/** Minute bars, the first one opening at 0: the time of a bar divided by {@link MINUTE_MS} is its position. */
export function bars(series: readonly Prices[]): Candle[] {
  return series.map(([open, high, low, close], index) => ({
    openTimeMs: timeMs(index * MINUTE_MS),
    open,
    high,
    low,
    close,
    volume: 1,
  }))
}

/** Bars without a body that matters, drawn by their highs and lows. */
export function highLowBars(series: readonly (readonly [high: number, low: number])[]): Candle[] {
  return bars(series.map(([high, low]) => [(high + low) / 2, high, low, (high + low) / 2]))
}

/** An engine for minute bars. */
export function minuteEngine(parameters: Partial<IctParameters> = {}): IctEngine {
  return new IctEngine({ timeframe: '1m', barMs: MINUTE_MS, parameters: IctParameters.parse(parameters) })
}

/** What a record is about, its times as positions of bars. */
export interface Sketch {
  readonly kind: IctRecord['kind']
  readonly direction: IctRecord['direction']
  readonly formed: number
  readonly confirmed: number
  readonly mitigated: number | null
  readonly filled: number | null
  readonly invalidated: number | null
}

export function sketch(record: IctRecord): Sketch {
  return {
    kind: record.kind,
    direction: record.direction,
    formed: record.formedAtMs / MINUTE_MS,
    confirmed: record.confirmedAtMs / MINUTE_MS,
    mitigated: position(record.mitigatedAtMs),
    filled: position(record.filledAtMs),
    invalidated: position(record.invalidatedAtMs),
  }
}

function position(time: number | null): number | null {
  return time === null ? null : time / MINUTE_MS
}

/** Records of the given kinds, in the order in which an engine publishes them. */
export function recordsOf(
  candles: readonly Candle[],
  kinds: readonly IctRecord['kind'][],
  parameters: Partial<IctParameters> = {},
): IctRecord[] {
  const engine = minuteEngine(parameters)
  const records: IctRecord[] = []
  for (const candle of candles) {
    engine.update(candle)
    records.push(...engine.published.filter(({ kind }) => kinds.includes(kind)))
  }
  return records
}
