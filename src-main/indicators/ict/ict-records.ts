import type { IctKind } from '../../../src-contract/index.ts'
import type { Candle } from '../../domain/index.ts'
import { IctEngine, type IctEngineOptions } from './ict-engine.ts'
import type { IctRecord } from './ict-record.ts'

export interface IctRecordsOptions extends IctEngineOptions {
  /** Kinds that are wanted; all where it is left out. */
  readonly kinds?: readonly IctKind[]
}

/** Every ICT object of a series, oldest bar first, by time of confirmation, then by id. */
export function ictRecords(candles: Iterable<Candle>, { kinds, ...options }: IctRecordsOptions): IctRecord[] {
  const engine = new IctEngine(options)
  const wanted = kinds && new Set(kinds)
  const records: IctRecord[] = []
  for (const candle of candles) {
    engine.update(candle)
    for (const record of engine.published) if (wanted?.has(record.kind) !== false) records.push(record)
  }
  return records.toSorted(byConfirmation)
}

function byConfirmation(one: IctRecord, other: IctRecord): number {
  if (one.confirmedAtMs !== other.confirmedAtMs) return one.confirmedAtMs - other.confirmedAtMs
  if (one.id === other.id) return 0
  return one.id < other.id ? -1 : 1
}
