import { Decimal, ZERO } from '../../../src-main/base/index.ts'
import { quantity } from '../../../src-main/domain/index.ts'
import type { Holding } from '../../../src-main/venues/matching/index.ts'
import { ApiError } from '../rest/api-error.ts'
import type { Account, FeeRates, Match } from './account.ts'
import type { AccountParts } from './exchange.ts'
import { onlyReduces } from './order-kind.ts'
import { booked, liquidationPrice, type MarginType, moved, type Position, unrealizedPnl } from './position.ts'
import {
  type Execution,
  isListed,
  type OrderTerms,
  type PositionSide,
  remainingOf,
  type VenueOrder,
} from './venue-order.ts'

/** The wallet of a side in one look; every amount in USDT. */
export interface MarginState {
  readonly wallet: Decimal
  readonly unrealizedPnl: Decimal
  readonly positionMargin: Decimal
  readonly orderMargin: Decimal
  readonly maintenanceMargin: Decimal
  readonly crossWallet: Decimal
  readonly crossUnrealizedPnl: Decimal
  readonly available: Decimal
}

export const MARGIN_ASSET = 'USDT'
const STANDARD_LEVERAGE = 20

/** The USD-M wallet: one asset, positions one way or hedged, margin crossed or isolated for each symbol. */
export class FuturesAccount implements Account {
  readonly fees: FeeRates = { maker: new Decimal('0.0002'), taker: new Decimal('0.0005') }
  /** Two positions a symbol, long and short. */
  isHedged = false
  readonly #parts: AccountParts
  readonly #positions = new Map<string, Position>()
  readonly #leverage = new Map<string, number>()
  readonly #marginType = new Map<string, MarginType>()
  #wallet = ZERO

  constructor(parts: AccountParts) {
    this.#parts = parts
  }

  get wallet(): Decimal {
    return this.#wallet
  }

  setWallet(total: Decimal.Value): void {
    this.#wallet = new Decimal(total)
  }

  leverageOf(symbol: string): number {
    return this.#leverage.get(symbol) ?? STANDARD_LEVERAGE
  }

  setLeverage(symbol: string, leverage: number): void {
    this.#leverage.set(symbol, leverage)
  }

  marginTypeOf(symbol: string): MarginType {
    return this.#marginType.get(symbol) ?? 'cross'
  }

  setMarginType(symbol: string, marginType: MarginType): void {
    this.#marginType.set(symbol, marginType)
  }

  position(symbol: string, side: PositionSide): Position {
    const none = { symbol, side, amount: ZERO, entryPrice: ZERO, isolatedWallet: ZERO, updatedMs: 0 }
    return this.#positions.get(`${symbol}:${side}`) ?? none
  }

  /** What is held, without what is flat. */
  positions(symbol?: string): Position[] {
    return [...this.#positions.values()].filter(
      (position) => !position.amount.isZero() && (symbol === undefined || position.symbol === symbol),
    )
  }

  /** Money comes or goes without a trade. An isolated position pays from what was set apart for it. */
  pay(amount: Decimal, position?: Position): void {
    this.#wallet = this.#wallet.add(amount)
    if (!position || this.marginTypeOf(position.symbol) === 'cross') return
    this.#keep({ ...position, isolatedWallet: position.isolatedWallet.add(amount) })
  }

  markOf(symbol: string): Decimal {
    return this.#parts.marketOf(symbol).lastPrice
  }

  maintenanceOf(position: Position): Decimal {
    const { maintenanceMargin } = this.#parts.marketOf(position.symbol).rules
    return position.amount.abs().mul(this.markOf(position.symbol)).mul(maintenanceMargin)
  }

  unrealizedOf(position: Position): Decimal {
    return unrealizedPnl(position, this.markOf(position.symbol))
  }

  liquidationPriceOf(position: Position): Decimal {
    const { maintenanceMargin } = this.#parts.marketOf(position.symbol).rules
    return liquidationPrice(position, this.#backing(position), maintenanceMargin)
  }

  /** Where the margin that stands for it is used up. */
  bankruptcyPriceOf(position: Position): Decimal {
    const perUnit = this.#backing(position).div(position.amount)
    return Decimal.max(position.entryPrice.sub(perUnit), ZERO)
  }

  /** Margin that stands for it, with its unrealised profit, no longer covers the maintenance. */
  isBroken(position: Position): boolean {
    return this.#backing(position).add(this.unrealizedOf(position)).lt(this.maintenanceOf(position))
  }

  margins(): MarginState {
    const positions = this.positions()
    const isolated = positions.filter(({ symbol }) => this.marginTypeOf(symbol) === 'isolated')
    const crossed = positions.filter(({ symbol }) => this.marginTypeOf(symbol) === 'cross')
    const crossWallet = isolated.reduce((rest, { isolatedWallet }) => rest.sub(isolatedWallet), this.#wallet)
    const crossUnrealizedPnl = this.#sum(crossed, (position) => this.unrealizedOf(position))
    const crossMargin = this.#sum(crossed, (position) => this.initialMarginOf(position))
    const orderMargin = this.#parts.store.open().reduce((sum, order) => sum.add(this.#orderMargin(order)), ZERO)
    return {
      wallet: this.#wallet,
      unrealizedPnl: this.#sum(positions, (position) => this.unrealizedOf(position)),
      positionMargin: this.#sum(positions, (position) => this.initialMarginOf(position)),
      orderMargin,
      maintenanceMargin: this.#sum(positions, (position) => this.maintenanceOf(position)),
      crossWallet,
      crossUnrealizedPnl,
      available: Decimal.max(crossWallet.add(crossUnrealizedPnl).sub(crossMargin).sub(orderMargin), ZERO),
    }
  }

  initialMarginOf({ symbol, amount }: Position): Decimal {
    return amount.abs().mul(this.markOf(symbol)).div(this.leverageOf(symbol))
  }

  refusalOf(terms: OrderTerms, notional: Decimal): ApiError | undefined {
    const closable = this.#closable(terms)
    if (onlyReduces(terms)) {
      const isCovered = this.isHedged ? closable.gte(terms.quantity) : closable.gt(ZERO)
      return isCovered || terms.closePosition ? undefined : new ApiError(-2022, 'ReduceOnly Order is rejected.')
    }
    const opening = Decimal.max(terms.quantity.sub(closable), ZERO)
    const margin = notional.mul(opening).div(terms.quantity).div(this.leverageOf(terms.symbol))
    return margin.gt(this.margins().available) ? new ApiError(-2019, 'Margin is insufficient.') : undefined
  }

  holdingOf({ symbol, positionSide }: Pick<OrderTerms, 'symbol' | 'positionSide'>): Holding {
    return { net: quantity(this.position(symbol, positionSide).amount) }
  }

  book({ terms }: VenueOrder, match: Match): Pick<Execution, 'commission' | 'commissionAsset' | 'realizedPnl'> {
    const { symbol, side, positionSide } = terms
    const { position, realizedPnl } = moved(this.position(symbol, positionSide), {
      change: side === 'BUY' ? match.quantity : match.quantity.neg(),
      price: match.price,
      leverage: this.leverageOf(symbol),
      marginType: this.marginTypeOf(symbol),
      nowMs: this.#parts.clock.nowMs(),
    })
    this.#keep(position)
    const rate = match.isMaker ? this.fees.maker : this.fees.taker
    const commission = booked(match.price.mul(match.quantity).mul(rate))
    this.#wallet = this.#wallet.add(realizedPnl).sub(commission)
    return { commission, commissionAsset: MARGIN_ASSET, realizedPnl }
  }

  #keep(position: Position): void {
    this.#positions.set(`${position.symbol}:${position.side}`, position)
  }

  #backing(position: Position): Decimal {
    if (this.marginTypeOf(position.symbol) === 'isolated') return position.isolatedWallet
    const { crossWallet, crossUnrealizedPnl } = this.margins()
    const others = this.positions().filter((other) => other !== position && this.marginTypeOf(other.symbol) === 'cross')
    const reserved = this.#sum(others, (other) => this.maintenanceOf(other))
    return crossWallet.add(crossUnrealizedPnl).sub(this.unrealizedOf(position)).sub(reserved)
  }

  /** How much of the position an order of that side could close. */
  #closable({ symbol, side, positionSide }: OrderTerms): Decimal {
    const { amount } = this.position(symbol, positionSide)
    return Decimal.max(side === 'SELL' ? amount : amount.neg(), ZERO)
  }

  /** A limit in the book binds margin for what it would open. */
  #orderMargin(order: VenueOrder): Decimal {
    const { terms } = order
    if (!isListed(order) || !terms.price || onlyReduces(terms)) return ZERO
    const opening = Decimal.max(remainingOf(order).sub(this.#closable(terms)), ZERO)
    return opening.mul(terms.price).div(this.leverageOf(terms.symbol))
  }

  #sum(positions: readonly Position[], amountOf: (position: Position) => Decimal): Decimal {
    return positions.reduce((sum, position) => sum.add(amountOf(position)), ZERO)
  }
}
