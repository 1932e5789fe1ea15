import { type Clock, type Disposable, ManualClock, type TimeMs, toDisposable } from '../../../../base/index.ts'

/** A clock that moves only when told to, and knows how many timers wait. */
export class CountingClock implements Clock {
  readonly #clock: ManualClock
  #waiting = 0

  constructor(startMs: number) {
    this.#clock = new ManualClock(startMs)
  }

  get waiting(): number {
    return this.#waiting
  }

  nowMs(): TimeMs {
    return this.#clock.nowMs()
  }

  setTimer(delayMs: number, action: () => void): Disposable {
    const timer = this.#clock.setTimer(delayMs, () => {
      counted.dispose()
      action()
    })
    const counted = this.#count(timer)
    return counted
  }

  setRepeating(periodMs: number, action: () => void): Disposable {
    return this.#count(this.#clock.setRepeating(periodMs, action))
  }

  advanceBy(durationMs: number): void {
    this.#clock.advanceBy(durationMs)
  }

  #count(timer: Disposable): Disposable {
    this.#waiting++
    return toDisposable(() => {
      timer.dispose()
      this.#waiting--
    })
  }
}
