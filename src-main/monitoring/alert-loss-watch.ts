import type { AlertBook } from './alert-book.ts'
import { percentText } from './alert-text.ts'

/** Share of the limit from which it is worth a warning. */
const NEAR_FRACTION = 0.8
/** Share of the limit below which the warning is taken back, so that it does not come and go with every price. */
const CLEAR_FRACTION = 0.7

/** The daily loss as the risk check measures it: shares of the equity that the day began with. */
export interface DailyLoss {
  readonly measured: number
  readonly limit: number
  /** False once entries are denied. */
  readonly passed: boolean
}

/** Raises the daily loss when it comes near its limit, and when it is there. */
export class LossWatch {
  readonly #book: Pick<AlertBook, 'raise' | 'resolve' | 'isStanding'>

  constructor(book: Pick<AlertBook, 'raise' | 'resolve' | 'isStanding'>) {
    this.#book = book
  }

  /** Undefined where the day began with nothing, and nothing can be lost. */
  handleLoss(loss: DailyLoss | undefined): void {
    const isReached = loss !== undefined && !loss.passed
    const share = loss === undefined ? 0 : loss.measured / loss.limit
    this.#set('DAILY_LOSS_REACHED', isReached, loss)
    const stays = share >= CLEAR_FRACTION && this.#book.isStanding({ code: 'DAILY_LOSS_NEAR', subject: null })
    this.#set('DAILY_LOSS_NEAR', !isReached && (share >= NEAR_FRACTION || stays), loss)
  }

  /** Only what is new is told: the loss changes with every price. */
  #set(code: 'DAILY_LOSS_NEAR' | 'DAILY_LOSS_REACHED', isThere: boolean, loss: DailyLoss | undefined): void {
    const key = { code, subject: null }
    const stands = this.#book.isStanding(key)
    if (!isThere || loss === undefined) {
      if (stands) this.#book.resolve(key)
      return
    }
    if (stands) return
    const isReached = code === 'DAILY_LOSS_REACHED'
    const numbers = `${percentText(loss.measured)} of the day's starting equity is lost, the limit is ${percentText(loss.limit)}`
    this.#book.raise({
      ...key,
      instrumentId: null,
      severity: isReached ? 'critical' : 'warning',
      title: isReached ? 'The daily loss limit is reached' : 'The daily loss is near its limit',
      detail: isReached
        ? `${numbers}. Entries are denied until the next trading day; exits and stops go on. Look at the open positions.`
        : `${numbers}. At the limit entries are denied until the next trading day. Consider smaller positions, or stop for today.`,
    })
  }
}
