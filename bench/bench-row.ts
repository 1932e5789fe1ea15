/** One figure: ours beside a named peer of the same run. */
export interface BenchRow {
  readonly name: string
  readonly ours: number
  readonly peer: number
  /** Ours by peer, of the medians. */
  readonly ratio: number
  readonly unit: string
  /** Rounds measured. */
  readonly n: number
  /** Largest by smallest of our rounds. */
  readonly spread: number
  /** Whether the bound that the row stands under is met; absent where there is none. */
  readonly ok?: boolean
}

/** Parts of a bench that can be run by themselves, by name. */
export type BenchParts = Readonly<Record<string, () => readonly BenchRow[] | Promise<readonly BenchRow[]>>>

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** So many of 100 are no higher. Of the values themselves: nothing is put between two of them. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN
}

export interface RowInput {
  readonly name: string
  readonly unit: string
  readonly ours: readonly number[]
  readonly peer: readonly number[]
  /** Whether the ratio of medians is good enough. */
  readonly bound?: (ratio: number) => boolean
}

export function benchRow({ name, unit, ours, peer, bound }: RowInput): BenchRow {
  const ratio = median(ours) / median(peer)
  return {
    name,
    ours: rounded(median(ours)),
    peer: rounded(median(peer)),
    ratio: rounded(ratio),
    unit,
    n: ours.length,
    spread: rounded(Math.max(...ours) / Math.min(...ours)),
    ...(bound ? { ok: bound(ratio) } : {}),
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
