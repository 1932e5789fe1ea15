import type { TimeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import type { IctRecord, LaterTimeName } from '../ict-record.ts'
import { MINUTE_MS } from './bars.ts'

export interface DetectorRunOptions {
  readonly timeframe?: string
  readonly barMs?: number
}

/** Runs chosen detectors over bars and keeps everything: what they published, and the bars. */
export class DetectorRun implements IctContext {
  readonly timeframe: string
  readonly barMs: number
  readonly records: IctRecord[] = []
  readonly #detectors: readonly IctDetector[]
  readonly #bars: Candle[] = []
  #published: IctRecord[] = []
  #changed: IctRecord[] = []

  constructor(detectors: readonly IctDetector[], { timeframe = '1m', barMs = MINUTE_MS }: DetectorRunOptions = {}) {
    this.#detectors = detectors
    this.timeframe = timeframe
    this.barMs = barMs
  }

  get barIndex(): number {
    return this.#bars.length - 1
  }

  get published(): readonly IctRecord[] {
    return this.#published
  }

  get changed(): readonly IctRecord[] {
    return this.#changed
  }

  /** Records of one kind, in the order in which they were published. */
  ofKind(kind: IctRecord['kind']): IctRecord[] {
    return this.records.filter((record) => record.kind === kind)
  }

  update(candle: Candle): void {
    this.#bars.push(candle)
    this.#published = []
    this.#changed = []
    for (const detector of this.#detectors) detector.update(candle, this)
  }

  barAgo(barsAgo: number): Candle | undefined {
    return barsAgo < 0 ? undefined : this.#bars[this.barIndex - barsAgo]
  }

  publish(record: IctRecord): void {
    this.#published.push(record)
    this.records.push(record)
  }

  mark(record: IctRecord, time: LaterTimeName): void {
    const nowMs = this.#nowMs()
    if (nowMs === undefined || record[time] !== null) return
    if (record.confirmedAtMs !== nowMs && !this.#changed.includes(record)) this.#changed.push(record)
    record[time] = nowMs
  }

  #nowMs(): TimeMs | undefined {
    return this.#bars.at(-1)?.openTimeMs
  }
}

/** What the detectors publish over the bars. */
export function runDetectors(
  detectors: readonly IctDetector[],
  candles: readonly Candle[],
  options?: DetectorRunOptions,
): DetectorRun {
  const run = new DetectorRun(detectors, options)
  for (const candle of candles) run.update(candle)
  return run
}
