import type { Candle } from '../../../domain/index.ts'
import type { IctRecord } from '../ict-record.ts'
import { SESSIONS } from '../sessions/index.ts'

/** A level that a bar traded beyond, the first to do so. */
export interface TakenLevel {
  /** The record that the level is of. */
  readonly source: IctRecord
  /** 1 above the price, -1 below. */
  readonly side: 1 | -1
  readonly level: number
  readonly label: string
}

/** High and low of the newest period of one label, as long as nobody traded beyond them. */
interface Slot {
  readonly label: string
  record: IctRecord | undefined
  high: number
  low: number
}

const NOTHING: readonly TakenLevel[] = []

/** Highs and lows of the previous week, day and sessions, in this order, until the price takes them or the next period replaces them. */
export class PeriodLevels {
  readonly #slots: readonly Slot[] = ['W', '1D', ...SESSIONS.map(({ name }) => name)].map((label) => ({
    label,
    record: undefined,
    high: Infinity,
    low: -Infinity,
  }))
  /** Nearest levels on either side. */
  #lowestHigh = Infinity
  #highestLow = -Infinity

  /**
   * Levels that the newest bar took. It counts for a period that ends or is replaced at it, and for one that is only published at
   * it because its last bar is missing.
   */
  update(candle: Candle, published: readonly IctRecord[]): readonly TakenLevel[] {
    const taken = this.#take(candle)
    return published.length > 0 && this.#replace(published) ? [...taken, ...this.#take(candle)] : taken
  }

  #take({ high, low }: Candle): readonly TakenLevel[] {
    if (high <= this.#lowestHigh && low >= this.#highestLow) return NOTHING
    const taken: TakenLevel[] = []
    for (const slot of this.#slots) {
      const { record: source, label } = slot
      if (source === undefined) continue
      if (high > slot.high) {
        taken.push({ source, label, side: 1, level: slot.high })
        slot.high = Infinity
      }
      if (low < slot.low) {
        taken.push({ source, label, side: -1, level: slot.low })
        slot.low = -Infinity
      }
    }
    this.#findNearest()
    return taken
  }

  /** @returns whether a period is new. */
  #replace(published: readonly IctRecord[]): boolean {
    let hasNew = false
    for (const record of published) {
      if (record.kind !== 'previousHighLow' && record.kind !== 'session') continue
      const slot = this.#slots.find(({ label }) => label === record.label)
      if (slot === undefined) continue
      slot.record = record
      slot.high = record.top ?? Infinity
      slot.low = record.bottom ?? -Infinity
      hasNew = true
    }
    if (hasNew) this.#findNearest()
    return hasNew
  }

  #findNearest(): void {
    this.#lowestHigh = Infinity
    this.#highestLow = -Infinity
    for (const { high, low } of this.#slots) {
      this.#lowestHigh = Math.min(this.#lowestHigh, high)
      this.#highestLow = Math.max(this.#highestLow, low)
    }
  }
}
