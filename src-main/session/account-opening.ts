import { EngineError } from '../base/index.ts'
import {
  type Booking,
  type Fact,
  isSimulated,
  type Journal,
  type MarketVenue,
  type Money,
  type TradingVenue,
} from '../domain/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { Execution } from '../execution/index.ts'
import type { ClosedTrades, Portfolio } from '../portfolio/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import type { PortfolioAnalytics } from './portfolio-analytics.ts'

export interface AccountOpeningPorts {
  readonly trading: TradingVenue
  readonly market: Pick<MarketVenue, 'clock'>
  readonly journal: Journal
  readonly currency: string
  readonly bus: EventBus
  readonly portfolio: Portfolio
  readonly closedTrades: ClosedTrades
  readonly account: AccountKeeper
  readonly execution: Execution
  /** As the ledger knows it; undefined on a new one. */
  readonly startingCash: Money | undefined
  readonly analytics: Pick<PortfolioAnalytics, 'handleBooking'>
  /** As the ledger knows it; undefined on a new one. */
  readonly openedAtMs: number | undefined
  /** A reset is on disk. */
  readonly onReset: () => void
}

/** Where an account begins: opened with what the venue holds, and on paper set back to that. */
export class AccountOpening {
  readonly #ports: AccountOpeningPorts
  #startingCash: Money | undefined
  #sinceMs: number
  #resetting: Promise<void> | undefined

  constructor(ports: AccountOpeningPorts) {
    this.#ports = ports
    this.#startingCash = ports.startingCash
    this.#sinceMs = ports.openedAtMs ?? 0
  }

  /** Cash at the opening of the account or at its last reset. */
  get startingCash(): Money {
    return this.#startingCash ?? this.#ports.portfolio.capital
  }

  /** Session time of the opening or the last reset; 0 before. */
  get sinceMs(): number {
    return this.#sinceMs
  }

  /** The reset under way; undefined when there is none. */
  get resetting(): Promise<void> | undefined {
    return this.#resetting
  }

  /** Does nothing for an account that is in the ledger. */
  async open(): Promise<void> {
    if (this.#startingCash !== undefined) return
    const { trading, market, journal, currency, portfolio, account } = this.#ports
    const { cash, accountId } = await trading.queryAccount()
    const timeMs = market.clock.nowMs()
    const booking = portfolio.openAccount(cash, timeMs)
    this.#startingCash = cash
    this.#sinceMs = timeMs
    account.handleBooking()
    this.#append({ kind: 'accountOpened', accountId, currency, cash, timeMs }, booking, () => undefined)
    account.beginDay()
    await journal.drained()
  }

  /**
   * The venue drops orders and positions and sets cash back; the books follow.
   * Rejects with `EngineError` `BAD_REQUEST` where the account is not on paper.
   */
  reset(): Promise<void> {
    this.#resetting ??= this.#reset().finally(() => {
      this.#resetting = undefined
    })
    return this.#resetting
  }

  /** Nothing is placed meanwhile: the venue would take it for an order of the new account, the books for one of the old. */
  async #reset(): Promise<void> {
    const { execution, trading, journal } = this.#ports
    if (!isSimulated(trading)) {
      throw new EngineError('BAD_REQUEST', `Only a paper account can be reset; ${trading.venueId} trades for real.`)
    }
    execution.suspend('the account is being reset')
    try {
      const { cash } = await trading.reset()
      this.#bookReset(cash)
    } finally {
      execution.resume()
    }
    await journal.drained()
  }

  #bookReset(cash: Money): void {
    const { trading, market, bus, currency, portfolio, closedTrades, account, execution, onReset } = this.#ports
    const { accountId } = trading
    execution.handleAccountReset('the paper account was reset')
    const timeMs = market.clock.nowMs()
    const booking = portfolio.reset(cash, timeMs)
    for (const entry of booking.entries) closedTrades.handleEntry(entry)
    this.#ports.analytics.handleBooking(booking)
    this.#startingCash = cash
    this.#sinceMs = timeMs
    account.handleBooking()
    account.beginDay()
    this.#append({ kind: 'accountReset', accountId, currency, cash, timeMs }, booking, () => {
      for (const position of booking.positions) bus.publish('position.closed', { position })
      bus.publish('account.reset', { accountId })
      onReset()
    })
  }

  #append(fact: Fact, booking: Booking, onStored: () => void): void {
    this.#ports.journal.append({ fact, booking }, onStored)
  }
}
