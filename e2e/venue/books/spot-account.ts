import { Decimal, ZERO } from '../../../src-main/base/index.ts'
import { money, quantity } from '../../../src-main/domain/index.ts'
import type { Holding } from '../../../src-main/venues/matching/index.ts'
import { type ApiError, refusals } from '../rest/api-error.ts'
import type { SymbolRules } from '../market/symbol-rules.ts'
import type { Account, FeeRates, Match } from './account.ts'
import type { AccountParts } from './exchange.ts'
import { booked } from './position.ts'
import { type Execution, type OrderTerms, remainingOf, type VenueOrder } from './venue-order.ts'

/** What is held of one asset. */
export interface AssetBalance {
  readonly asset: string
  readonly free: Decimal
  readonly locked: Decimal
}

/** Money that came from outside. */
export interface Deposit {
  readonly id: number
  readonly asset: string
  readonly amount: Decimal
  readonly timeMs: number
}

/** The spot wallet. What is locked is reckoned from the open orders, so that it can never drift from them. */
export class SpotAccount implements Account {
  readonly fees: FeeRates = { maker: new Decimal('0.001'), taker: new Decimal('0.001') }
  readonly deposits: Deposit[] = []
  readonly #totals = new Map<string, Decimal>()
  readonly #parts: AccountParts

  constructor(parts: AccountParts) {
    this.#parts = parts
  }

  setBalance(asset: string, total: Decimal.Value): void {
    this.#totals.set(asset, new Decimal(total))
  }

  deposit(asset: string, amount: Decimal.Value): Deposit {
    const id = this.deposits.length + 1
    const deposit = { id, asset, amount: new Decimal(amount), timeMs: this.#parts.clock.nowMs() }
    this.#add(asset, deposit.amount)
    this.deposits.push(deposit)
    return deposit
  }

  balance(asset: string): AssetBalance {
    const total = this.#totals.get(asset) ?? ZERO
    const locked = this.#locked(asset)
    return { asset, free: total.sub(locked), locked }
  }

  balances(): AssetBalance[] {
    return Array.from(this.#totals.keys(), (asset) => this.balance(asset))
  }

  refusalOf({ symbol, side, quantity }: OrderTerms, notional: Decimal): ApiError | undefined {
    const { base, quote } = this.#rulesOf(symbol)
    const [asset, needed] = side === 'BUY' ? [quote, notional] : [base, quantity]
    if (this.balance(asset).free.gte(needed)) return undefined
    return refusals.rejected('Account has insufficient balance for requested action.')
  }

  holdingOf({ symbol }: Pick<OrderTerms, 'symbol'>): Holding {
    const { base, quote } = this.#rulesOf(symbol)
    return { net: quantity(this.#total(base)), spendable: money(this.#total(quote)) }
  }

  /** A buyer pays the fee in what was bought, a seller in what was paid. */
  book({ terms }: VenueOrder, match: Match): Pick<Execution, 'commission' | 'commissionAsset' | 'realizedPnl'> {
    const { base, quote } = this.#rulesOf(terms.symbol)
    const rate = match.isMaker ? this.fees.maker : this.fees.taker
    const value = match.price.mul(match.quantity)
    const isBuy = terms.side === 'BUY'
    const [gotAsset, got] = isBuy ? [base, match.quantity] : [quote, value]
    const [paidAsset, paid] = isBuy ? [quote, value] : [base, match.quantity]
    const commission = booked(got.mul(rate))
    this.#add(gotAsset, got.sub(commission))
    this.#add(paidAsset, paid.neg())
    return { commission, commissionAsset: gotAsset, realizedPnl: ZERO }
  }

  #rulesOf(symbol: string): SymbolRules {
    return this.#parts.marketOf(symbol).rules
  }

  #total(asset: string): Decimal {
    return this.#totals.get(asset) ?? ZERO
  }

  #add(asset: string, amount: Decimal): void {
    this.#totals.set(asset, this.#total(asset).add(amount))
  }

  #locked(asset: string): Decimal {
    return this.#parts.store.open().reduce((sum, order) => sum.add(this.#lockedBy(order, asset)), ZERO)
  }

  #lockedBy(order: VenueOrder, asset: string): Decimal {
    const { symbol, side, price, stopPrice } = order.terms
    const { base, quote } = this.#rulesOf(symbol)
    if (side === 'SELL') return asset === base ? remainingOf(order) : ZERO
    return asset === quote ? remainingOf(order).mul(price ?? stopPrice ?? ZERO) : ZERO
  }
}
