import type { Clock } from '../base/index.ts'
import type { EquitySample, InstrumentId } from '../domain/index.ts'
import type { DayStart, EquityCurve, Marks, Portfolio, TradingDay } from '../portfolio/index.ts'

export interface AccountKeeperPorts {
  readonly portfolio: Portfolio
  readonly marks: Marks
  readonly curve: EquityCurve
  readonly day: TradingDay
  /** Session clock. */
  readonly clock: Clock
  /** A trading day began, or is counted from other figures: what it began with is to be kept. */
  readonly onDayStart: () => void
}

/** Keeps equity, the trading day and the equity curve up to date with prices and bookings. */
export class AccountKeeper {
  readonly #ports: AccountKeeperPorts

  constructor(ports: AccountKeeperPorts) {
    this.#ports = ports
  }

  get equity(): number {
    return this.#ports.marks.equity
  }

  get day(): TradingDay {
    return this.#ports.day
  }

  get newestSample(): EquitySample | undefined {
    return this.#ports.curve.newest
  }

  /** Equity since it is known, oldest first: the newest in full, older ones by what figures over them need. */
  samples(): readonly EquitySample[] {
    return this.#ports.curve.samples()
  }

  points(limit: number): readonly EquitySample[] {
    return this.#ports.curve.points(limit)
  }

  /** A price has come: marks positions, begins a new day when one is due, samples the curve once a minute. */
  handlePrice(instrumentId: InstrumentId, price: number, timeMs: number): void {
    const { marks, curve, day } = this.#ports
    marks.mark(instrumentId, price)
    if (timeMs >= day.endMs) this.#rollDay(timeMs)
    curve.sample(timeMs, marks)
  }

  /** The venue's own price for margin and open profit, beside the last one. */
  handleMark(instrumentId: InstrumentId, markPrice: number): void {
    this.#ports.marks.setMarkPrice(instrumentId, markPrice)
  }

  /** Money has moved: equity is anchored to the exact books, and the curve gets a point at once. */
  handleBooking(): void {
    const { marks, curve, clock } = this.#ports
    marks.anchor()
    curve.sampleNow({ timeMs: clock.nowMs(), equity: marks.equity, cash: marks.cash })
  }

  /**
   * Money was put in or taken out: it is neither a profit nor a loss of the day.
   * @param amount above zero was put in
   */
  handleCapital(amount: number): void {
    const { day, onDayStart } = this.#ports
    day.shift(amount)
    onDayStart()
  }

  /** The day is counted anew from here: the account was opened or reset. */
  beginDay(): void {
    const { marks, portfolio, day, clock, onDayStart } = this.#ports
    day.begin(clock.nowMs(), marks.equity, portfolio.fees)
    onDayStart()
  }

  /** The day begins at another hour; what it began with goes on, also after a restart: nothing lost today is forgiven. */
  changeDayStart(start: DayStart): void {
    const { day, clock, onDayStart } = this.#ports
    day.changeStart(start, clock.nowMs())
    onDayStart()
  }

  #rollDay(timeMs: number): void {
    const { marks, portfolio, day, onDayStart } = this.#ports
    if (day.roll(timeMs, marks.equity, portfolio.fees)) onDayStart()
  }
}
