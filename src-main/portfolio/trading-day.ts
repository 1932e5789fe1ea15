import { type Decimal, type TimeMs, timeMs as toTimeMs, ZERO } from '../base/index.ts'
import { type Money, money } from '../domain/index.ts'
import { type DayStart, type DaySpan, ZonedDays } from './zoned-day.ts'

/** What the present day began with; survives a restart. */
export interface TradingDayState {
  readonly startMs: TimeMs
  readonly dayStartEquity: number
  readonly dayStartFees: Money
}

const BEFORE_TIME: DaySpan = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.NEGATIVE_INFINITY }

/** The day that profit today and the daily loss limit are counted in, on the session clock. */
export class TradingDay {
  #start: DayStart
  #days: ZonedDays
  #span: DaySpan = BEFORE_TIME
  #dayStartEquity = 0
  #dayStartFees: Decimal = ZERO

  /** @throws RangeError when the zone is unknown or the hour is not 0 to 23. */
  constructor(start: DayStart) {
    this.#start = start
    this.#days = new ZonedDays(start)
  }

  /**
   * Begins a new day once the present one is over. A time before the present day changes nothing.
   * @param equity at that moment, open profit included
   * @param fees paid so far, as the ledger counts them
   * @returns true when a day began
   */
  roll(timeMs: number, equity: number, fees: Decimal): boolean {
    if (timeMs < this.#span.endMs) return false
    this.begin(timeMs, equity, fees)
    return true
  }

  /** Counts the present day anew from here: at the first start and after the account was reset. */
  begin(timeMs: number, equity: number, fees: Decimal): void {
    this.#span = this.#days.dayOf(timeMs)
    this.#dayStartEquity = equity
    this.#dayStartFees = fees
  }

  /**
   * Money was put in or taken out: the day is counted as if it had begun with that.
   * @param amount above zero was put in
   */
  shift(amount: number): void {
    this.#dayStartEquity += amount
  }

  /** Takes over the day that was going on before a restart; the next {@link roll} ends it if it is over. */
  restore({ startMs, dayStartEquity, dayStartFees }: TradingDayState): void {
    this.#span = this.#days.dayOf(startMs)
    this.#dayStartEquity = dayStartEquity
    this.#dayStartFees = dayStartFees
  }

  /** Moves the start of the day to another zone or hour; figures go on until the day by the new hours is over. */
  changeStart(start: DayStart, timeMs: number): void {
    this.#days = new ZonedDays(start)
    this.#start = start
    this.#span = this.#days.dayOf(timeMs)
  }

  get state(): TradingDayState {
    return { startMs: this.startMs, dayStartEquity: this.#dayStartEquity, dayStartFees: money(this.#dayStartFees) }
  }

  /** When each day begins. */
  get start(): DayStart {
    return this.#start
  }

  get zone(): string {
    return this.#start.zone
  }

  get startMs(): TimeMs {
    return toTimeMs(this.#span.startMs)
  }

  /** First instant of the next day. */
  get endMs(): TimeMs {
    return toTimeMs(this.#span.endMs)
  }

  get dayStartEquity(): number {
    return this.#dayStartEquity
  }

  /** Change of equity since the day began. */
  profitToday(equity: number): number {
    return equity - this.#dayStartEquity
  }

  /** {@link profitToday} as a share of the equity at the start, zero when there was none. */
  profitTodayFraction(equity: number): number {
    return this.#dayStartEquity > 0 ? this.profitToday(equity) / this.#dayStartEquity : 0
  }

  feesToday(fees: Decimal): Money {
    return fees.sub(this.#dayStartFees) as Money
  }
}
