import type { Candle } from '../../domain/index.ts'
import type { IctContext, IctDetector } from './ict-detector.ts'
import type { IctRecord, LaterTimeName } from './ict-record.ts'
import { PriceWatch } from './price-watch.ts'

/** What the price must do for a record to get a later time. */
export interface FollowStep {
  readonly time: LaterTimeName
  /** The edge that the price comes to first, the other one, or the record's level. */
  readonly at: 'nearEdge' | 'farEdge' | 'level'
  /** `touch`: high or low at the price or beyond it; `pass`: beyond it; `closeBeyond`: the close beyond it. */
  readonly by: 'touch' | 'pass' | 'closeBeyond'
}

/**
 * Follows records of all kinds that the price comes back to: to an upward one from above, to a downward one from below. Runs before
 * the detectors, so that a record is looked at from the bar after the one that published it.
 */
export class RecordFollower implements IctDetector {
  readonly kinds = [] as const
  readonly #upward = new FollowedSide(1)
  readonly #downward = new FollowedSide(-1)

  update(candle: Candle, context: IctContext): void {
    this.#upward.update(candle, context)
    this.#downward.update(candle, context)
  }

  /**
   * Follows a record until its last step, or until it is invalidated otherwise.
   * @param steps - Each at the price of the one before or beyond it, and no easier: a touch, then a pass, then a close.
   */
  follow(record: IctRecord, steps: readonly FollowStep[]): void {
    const side = record.direction === 1 ? this.#upward : this.#downward
    side.wait({ record, steps, place: 0 })
  }
}

/** A record that waits for the step at `place`. */
interface Followed {
  readonly record: IctRecord
  readonly steps: readonly FollowStep[]
  place: number
}

const BEYOND = { strictly: true }

const isOver = ({ record }: Followed): boolean => record.invalidatedAtMs !== null

class FollowedSide {
  readonly #direction: 1 | -1
  readonly #touches: PriceWatch<Followed>
  readonly #passes: PriceWatch<Followed>
  readonly #closes: PriceWatch<Followed>
  readonly #onReached = (followed: Followed): void => this.#pass(followed)
  #context: IctContext | undefined

  constructor(direction: 1 | -1) {
    const watch = () => (direction === 1 ? PriceWatch.falling(isOver) : PriceWatch.rising(isOver))
    this.#direction = direction
    this.#touches = watch()
    this.#passes = watch()
    this.#closes = watch()
  }

  update({ high, low, close }: Candle, context: IctContext): void {
    const extreme = this.#direction === 1 ? low : high
    this.#context = context
    this.#touches.takeReached(extreme, this.#onReached)
    this.#passes.takeReached(extreme, this.#onReached, BEYOND)
    this.#closes.takeReached(close, this.#onReached, BEYOND)
  }

  wait(followed: Followed): void {
    const step = followed.steps[followed.place]
    const price = step && this.#priceOf(followed.record, step.at)
    if (typeof price === 'number') this.#watchOf(step?.by).add(price, followed)
  }

  #pass(followed: Followed): void {
    const step = followed.steps[followed.place]
    if (step === undefined) return
    this.#context?.mark(followed.record, step.time)
    followed.place += 1
    this.wait(followed)
  }

  #watchOf(by: FollowStep['by'] | undefined): PriceWatch<Followed> {
    if (by === 'touch') return this.#touches
    return by === 'pass' ? this.#passes : this.#closes
  }

  #priceOf({ top, bottom, level }: IctRecord, at: FollowStep['at']): number | null {
    if (at === 'level') return level
    return (at === 'nearEdge') === (this.#direction === 1) ? top : bottom
  }
}
