import type { IctKind } from '../../../../src-contract/index.ts'
import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import { type NewRecord, newRecord } from '../ict-record.ts'

export type ScriptedRecord = Pick<NewRecord, 'kind' | 'direction' | 'level' | 'qualifier'>

/** Publishes given records at given bars, each standing on the bar itself. */
export class ScriptedRecords implements IctDetector {
  readonly kinds: readonly IctKind[] = []
  readonly #script: ReadonlyMap<number, readonly ScriptedRecord[]>

  /** @param script - Records by the position of the bar. */
  constructor(script: Readonly<Record<number, readonly ScriptedRecord[]>>) {
    this.#script = new Map(Object.entries(script).map(([position, records]) => [Number(position), records]))
  }

  update({ openTimeMs }: Candle, context: IctContext): void {
    const times = { formedAtMs: timeMs(openTimeMs), confirmedAtMs: openTimeMs }
    for (const record of this.#script.get(context.barIndex) ?? []) {
      context.publish(newRecord({ ...record, ...times, timeframe: context.timeframe }))
    }
  }
}
