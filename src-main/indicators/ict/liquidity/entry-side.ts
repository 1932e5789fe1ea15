import { timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext } from '../ict-detector.ts'
import { type IctRecord, newRecord } from '../ict-record.ts'
import { PriceWatch } from '../price-watch.ts'
import { timeDigits } from '../time-digits.ts'

const NEAR_SHARE = 0.62
const MIDDLE_SHARE = 0.705
const FAR_SHARE = 0.79
const BEYOND = { strictly: true }

interface Entry {
  readonly record: IctRecord
  /** Far edge, and the price that the leg began at. */
  readonly far: number
  readonly origin: number
}

/** The leg in one direction and the entries that were made of it and its predecessors. */
export class EntrySide {
  readonly #direction: 1 | -1
  /** An entry waits in one of these at a time. */
  readonly #untouched: PriceWatch<Entry>
  readonly #touched: PriceWatch<Entry>
  readonly #filled: PriceWatch<Entry>
  /** Entries that have not ended. */
  readonly #open = new Set<Entry>()
  readonly #onNear = (entry: Entry): void => {
    this.#context?.mark(entry.record, 'mitigatedAtMs')
    this.#touched.add(entry.far, entry)
  }
  readonly #onFar = (entry: Entry): void => {
    this.#context?.mark(entry.record, 'filledAtMs')
    this.#filled.add(entry.origin, entry)
  }
  readonly #onOrigin = (entry: Entry): void => {
    this.#context?.mark(entry.record, 'invalidatedAtMs')
    this.#open.delete(entry)
  }
  #context: IctContext | undefined
  #origin: IctRecord | undefined
  /** Most extreme price of the leg so far. */
  #extreme = Number.NaN

  constructor(direction: 1 | -1) {
    this.#direction = direction
    const watch = () => (direction === 1 ? PriceWatch.falling<Entry>() : PriceWatch.rising<Entry>())
    this.#untouched = watch()
    this.#touched = watch()
    this.#filled = watch()
  }

  /** Takes the next bar: lengthens the leg and gives entries their later times. */
  follow(candle: Candle, context: IctContext): void {
    this.#context = context
    this.#extreme = this.#further(this.#extreme, candle)
    if (this.#open.size === 0) return
    const back = this.#direction === 1 ? candle.low : candle.high
    if (this.#untouched.size > 0) this.#untouched.takeReached(back, this.#onNear)
    if (this.#touched.size > 0) this.#touched.takeReached(back, this.#onFar)
    if (this.#filled.size > 0) this.#filled.takeReached(candle.close, this.#onOrigin, BEYOND)
  }

  /** @param origin - A swing of the opposite type, confirmed at this bar. */
  beginLeg(origin: IctRecord, context: IctContext): void {
    this.#origin = origin
    this.#extreme = this.#direction === 1 ? -Infinity : Infinity
    for (let ago = 0; ; ago += 1) {
      const bar = context.barAgo(ago)
      if (bar === undefined || bar.openTimeMs <= origin.formedAtMs) return
      this.#extreme = this.#further(this.#extreme, bar)
    }
  }

  /** Makes an entry of the leg that led to a break. */
  publish(source: IctRecord, context: IctContext): void {
    const origin = this.#origin?.level ?? Number.NaN
    const leg = this.#extreme - origin
    if (this.#origin === undefined || !(leg * this.#direction > 0)) return
    const near = this.#extreme - leg * NEAR_SHARE
    const far = this.#extreme - leg * FAR_SHARE
    const record = newRecord({
      kind: 'ote',
      direction: this.#direction,
      timeframe: context.timeframe,
      formedAtMs: timeMs(this.#origin.formedAtMs),
      confirmedAtMs: timeMs(source.confirmedAtMs),
      top: Math.max(near, far),
      bottom: Math.min(near, far),
      level: this.#extreme - leg * MIDDLE_SHARE,
      label: source.kind,
      sourceId: source.id,
      qualifier: timeDigits(source.confirmedAtMs),
    })
    context.publish(record)
    const entry = { record, far, origin }
    this.#open.add(entry)
    this.#untouched.add(near, entry)
  }

  /** Ends every entry: structure was broken in the other direction. */
  endAll(context: IctContext): void {
    if (this.#open.size === 0) return
    for (const { record } of this.#open) context.mark(record, 'invalidatedAtMs')
    this.#open.clear()
    this.#untouched.clear()
    this.#touched.clear()
    this.#filled.clear()
  }

  #further(extreme: number, { high, low }: Candle): number {
    return this.#direction === 1 ? Math.max(extreme, high) : Math.min(extreme, low)
  }
}
