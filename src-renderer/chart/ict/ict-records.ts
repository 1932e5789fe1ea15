import type { IctKind, IctRecordView } from '../../../src-contract/index.ts'
import { drawnToMs } from './record-span.ts'
import { type SwingMark, swingMarks } from './swing-marks.ts'

/** Records of one kind, prepared for looking up what is in sight. */
interface KindIndex {
  /** By forming bar, oldest first: those that end somewhere, and those that go on. */
  readonly ended: readonly IctRecordView[]
  readonly open: readonly IctRecordView[]
  /** For each of `ended`, the latest end of it and of all before it. */
  readonly latestEndMs: readonly number[]
}

/** What is in sight, both included. */
export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

/** The ICT records of one instrument and timeframe, by id. */
export class IctRecords {
  readonly #byKind = new Map<IctKind, Map<string, IctRecordView>>()
  readonly #indexes = new Map<IctKind, KindIndex>()
  #marks: ReadonlyMap<string, SwingMark> | undefined

  get size(): number {
    let size = 0
    for (const records of this.#byKind.values()) size += records.size
    return size
  }

  take(records: readonly IctRecordView[]): void {
    for (const record of records) {
      this.#ofKind(record.kind).set(record.id, record)
      this.#forgetIndex(record.kind)
    }
  }

  /** Drops what ended before the bars of the chart begin. */
  forgetBefore(openTimeMs: number): void {
    for (const [kind, records] of this.#byKind) {
      for (const record of records.values()) {
        if ((drawnToMs(record) ?? Number.POSITIVE_INFINITY) >= openTimeMs) continue
        records.delete(record.id)
        this.#forgetIndex(kind)
      }
    }
  }

  /** Visits the records of a kind that are drawn somewhere in a span of time, the newest of them first. */
  forEachIn(kind: IctKind, { fromMs, toMs }: TimeSpan, visit: (record: IctRecordView) => void): void {
    const { ended, open, latestEndMs } = this.#indexOf(kind)
    for (let at = countUpTo(open, toMs) - 1; at >= 0; at -= 1) visitAt(open, at, visit)
    for (let at = countUpTo(ended, toMs) - 1; at >= 0 && (latestEndMs[at] ?? 0) >= fromMs; at -= 1) {
      const record = ended[at]
      if (record !== undefined && (drawnToMs(record) ?? 0) >= fromMs) visit(record)
    }
  }

  /** Undefined for the first swing of a side. */
  swingMark(id: string): SwingMark | undefined {
    this.#marks ??= swingMarks(this.#indexOf('swing').ended)
    return this.#marks.get(id)
  }

  #ofKind(kind: IctKind): Map<string, IctRecordView> {
    const known = this.#byKind.get(kind) ?? new Map<string, IctRecordView>()
    this.#byKind.set(kind, known)
    return known
  }

  #forgetIndex(kind: IctKind): void {
    this.#indexes.delete(kind)
    if (kind === 'swing') this.#marks = undefined
  }

  #indexOf(kind: IctKind): KindIndex {
    const known = this.#indexes.get(kind)
    if (known !== undefined) return known
    const index = indexOf([...this.#ofKind(kind).values()])
    this.#indexes.set(kind, index)
    return index
  }
}

function indexOf(records: readonly IctRecordView[]): KindIndex {
  const sorted = records.toSorted((one, other) => one.formedAtMs - other.formedAtMs)
  const ended = sorted.filter((record) => drawnToMs(record) !== null)
  let latest = Number.NEGATIVE_INFINITY
  const latestEndMs = ended.map((record) => {
    latest = Math.max(latest, drawnToMs(record) ?? latest)
    return latest
  })
  return { ended, open: sorted.filter((record) => drawnToMs(record) === null), latestEndMs }
}

/** How many of the records, oldest first, have formed at or before a time. */
function countUpTo(records: readonly IctRecordView[], timeMs: number): number {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((records[middle]?.formedAtMs ?? 0) <= timeMs) low = middle + 1
    else high = middle
  }
  return low
}

function visitAt(records: readonly IctRecordView[], at: number, visit: (record: IctRecordView) => void): void {
  const record = records[at]
  if (record !== undefined) visit(record)
}
