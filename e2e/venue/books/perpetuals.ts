import { Decimal, type Disposable, Emitter } from '../../../src-main/base/index.ts'
import type { SymbolMarket } from '../market/symbol-market.ts'
import { Exchange, type ExchangeOptions } from './exchange.ts'
import { FuturesAccount, MARGIN_ASSET } from './futures-account.ts'
import { booked, type Position } from './position.ts'
import type { Execution, OrderTerms } from './venue-order.ts'

/** Money that came or went. */
export interface Income {
  readonly id: number
  readonly symbol: string
  readonly type: 'FUNDING_FEE' | 'INSURANCE_CLEAR' | 'TRANSFER' | 'COMMISSION' | 'REALIZED_PNL'
  readonly amount: Decimal
  readonly asset: string
  readonly timeMs: number
}

/** Why wallet and positions have changed, as ACCOUNT_UPDATE says it. */
export interface AccountChange {
  readonly reason: 'ORDER' | 'FUNDING_FEE' | 'DEPOSIT' | 'INSURANCE_CLEAR'
  readonly positions: readonly Position[]
}

export const FUNDING_PERIOD_MS = 8 * 3_600_000

/** The USD-M side: an exchange with funding and liquidation. */
export class Perpetuals implements Disposable {
  readonly exchange: Exchange<FuturesAccount>
  readonly income: Income[] = []
  readonly accountChanges: Emitter<AccountChange>
  #funding: Disposable
  #liquidations = 0

  constructor(options: ExchangeOptions) {
    this.accountChanges = new Emitter(options.onError)
    this.exchange = new Exchange('usdm', options, (parts) => new FuturesAccount(parts))
    this.exchange.settled.event(({ market, change }) => {
      if (change.kind === 'trade') this.#liquidateBroken(market)
    })
    this.exchange.desk.events.event(({ order, execution }) => {
      if (execution) this.#noteTrade(order.terms.symbol, execution)
    })
    this.#funding = this.#fundLater()
  }

  nextFundingMs(): number {
    const nowMs = this.exchange.clock.nowMs()
    return nowMs - (nowMs % FUNDING_PERIOD_MS) + FUNDING_PERIOD_MS
  }

  /** Longs pay shorts this share of their position's value, or the other way where it is below zero. */
  applyFunding(symbol: string, rate: Decimal.Value = this.exchange.market(symbol).fundingRate): void {
    const { account } = this.exchange
    for (const position of account.positions(symbol)) {
      const amount = booked(position.amount.mul(account.markOf(symbol)).mul(rate).neg())
      account.pay(amount, position)
      this.#note('FUNDING_FEE', symbol, amount)
      const positions = account.marginTypeOf(symbol) === 'isolated' ? [account.position(symbol, position.side)] : []
      this.accountChanges.fire({ reason: 'FUNDING_FEE', positions })
    }
  }

  /** Money is brought in or taken out. */
  transfer(amount: Decimal.Value): void {
    this.exchange.account.pay(new Decimal(amount))
    this.#note('TRANSFER', '', new Decimal(amount))
    this.accountChanges.fire({ reason: 'DEPOSIT', positions: [] })
  }

  dispose(): void {
    this.#funding.dispose()
    this.exchange.dispose()
  }

  #liquidateBroken({ rules }: SymbolMarket): void {
    const { account } = this.exchange
    const isCrossed = account.marginTypeOf(rules.symbol) === 'cross'
    for (const position of account.positions(isCrossed ? undefined : rules.symbol)) {
      if (account.isBroken(position)) this.#liquidate(position)
    }
  }

  /** The orders go, the position is closed at the mark price, or where its margin is used up if that is nearer. */
  #liquidate(position: Position): void {
    const { account, desk } = this.exchange
    const { symbol, side, amount } = position
    desk.cancelAll(symbol, ({ terms }) => terms.positionSide === side)
    const isLong = amount.isPositive()
    const market = this.exchange.market(symbol)
    const bankruptcy = market.priceOf(market.ticksOf(account.bankruptcyPriceOf(position)))
    const mark = account.markOf(symbol)
    desk.liquidate(
      closing(position, ++this.#liquidations),
      isLong ? Decimal.max(mark, bankruptcy) : Decimal.min(mark, bankruptcy),
    )
    if (account.wallet.isNegative()) this.#clear(symbol)
  }

  /** The insurance fund pays what the account cannot. */
  #clear(symbol: string): void {
    const amount = this.exchange.account.wallet.neg()
    this.exchange.account.pay(amount)
    this.#note('INSURANCE_CLEAR', symbol, amount)
    this.accountChanges.fire({ reason: 'INSURANCE_CLEAR', positions: [] })
  }

  #noteTrade(symbol: string, { commission, realizedPnl }: Execution): void {
    this.#note('COMMISSION', symbol, commission.neg())
    if (!realizedPnl.isZero()) this.#note('REALIZED_PNL', symbol, realizedPnl)
  }

  #note(type: Income['type'], symbol: string, amount: Decimal): void {
    const id = this.income.length + 1
    this.income.push({ id, symbol, type, amount, asset: MARGIN_ASSET, timeMs: this.exchange.clock.nowMs() })
  }

  #fundLater(): Disposable {
    const { clock } = this.exchange
    return clock.setTimer(this.nextFundingMs() - clock.nowMs(), () => {
      for (const symbol of this.exchange.markets.keys()) this.applyFunding(symbol)
      this.#funding = this.#fundLater()
    })
  }
}

function closing({ symbol, side, amount }: Position, number: number): OrderTerms {
  return {
    symbol,
    side: amount.isPositive() ? 'SELL' : 'BUY',
    type: 'MARKET',
    timeInForce: 'GTC',
    quantity: amount.abs(),
    price: undefined,
    stopPrice: undefined,
    callbackRate: undefined,
    activationPrice: undefined,
    clientOrderId: `autoclose-${String(number).padStart(16, '0')}`,
    positionSide: side,
    reduceOnly: true,
    closePosition: false,
    goodTillMs: undefined,
  }
}
