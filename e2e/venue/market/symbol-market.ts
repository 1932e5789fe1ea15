import {
  type Clock,
  Decimal,
  type Disposable,
  Emitter,
  isMultipleOf,
  SeededRandom,
} from '../../../src-main/base/index.ts'
import type { Side } from '../../../src-main/domain/index.ts'
import { MINUTE_MS, stepped, type TickCandle } from './candles.ts'
import { type DepthDiff, Ladder, type Level } from './ladder.ts'
import { Minutes } from './minutes.ts'
import type { ListedSymbol, SymbolRules, SymbolStatus } from './symbol-rules.ts'

/** A trade that everybody sees. */
export interface PublicTrade {
  readonly id: number
  readonly ticks: number
  readonly lots: number
  readonly takerSide: Side
  readonly timeMs: number
  /** The taker is the account here: what it took is not there for its resting orders. */
  readonly isOwn: boolean
}

export type MarketChange =
  | { readonly kind: 'trade'; readonly trade: PublicTrade }
  | { readonly kind: 'depth'; readonly diff: DepthDiff }
  | { readonly kind: 'minuteClosed'; readonly minute: TickCandle }

export interface MarketOptions {
  readonly clock: Clock
  readonly seed: number
  /** Minutes of history before the start. */
  readonly historyMinutes: number
  readonly onError: (error: unknown) => void
}

type TradeWish = Pick<PublicTrade, 'ticks' | 'lots' | 'takerSide'> & Partial<Pick<PublicTrade, 'isOwn'>>

const DEPTH = 100
const TRADES_KEPT = 1_000
/** Value of a level beside the middle, in quote currency, on average. */
const LEVEL_VALUE = 60_000

/** The public market of one symbol: book, trades and bars. Moves only when it is told to. */
export class SymbolMarket implements Disposable {
  readonly changes: Emitter<MarketChange>
  readonly trades: PublicTrade[] = []
  readonly minutes: Minutes
  readonly #clock: Clock
  readonly #random: SeededRandom
  readonly #ladder: Ladder
  /** What everything here counts in; orders may have to be coarser. */
  readonly #tick: Decimal
  readonly #step: Decimal
  #rules: SymbolRules
  #midTicks: number
  #lastTicks: number
  #tradeId = 1
  #fundingRate = new Decimal('0.0001')
  #roll: Disposable

  constructor({ rules, startPrice }: ListedSymbol, { clock, seed, historyMinutes, onError }: MarketOptions) {
    this.changes = new Emitter(onError)
    this.#clock = clock
    this.#rules = rules
    this.#tick = rules.tickSize
    this.#step = rules.stepSize
    this.#random = new SeededRandom(seed)
    this.#midTicks = this.ticksOf(startPrice)
    this.#lastTicks = this.#midTicks
    const averageLots = Math.max(2, Math.round(LEVEL_VALUE / startPrice / rules.stepSize.toNumber()))
    const spacing = Math.max(1, Math.round(this.#midTicks * 0.00005))
    this.#ladder = new Ladder(this.#midTicks, { seed, depth: DEPTH, spacing, averageLots })
    const endMs = clock.nowMs() - (clock.nowMs() % MINUTE_MS)
    this.minutes = new Minutes({ seed, minutes: historyMinutes, endMs, endTicks: this.#midTicks, averageLots })
    this.#roll = this.#rollLater()
  }

  get rules(): SymbolRules {
    return this.#rules
  }

  get bids(): readonly Level[] {
    return this.#ladder.bids
  }

  get asks(): readonly Level[] {
    return this.#ladder.asks
  }

  get lastUpdateId(): number {
    return this.#ladder.lastUpdateId
  }

  /** Price of the newest trade; also the mark and index price of a perpetual. */
  get lastPrice(): Decimal {
    return this.priceOf(this.#lastTicks)
  }

  get fundingRate(): Decimal {
    return this.#fundingRate
  }

  set fundingRate(rate: Decimal) {
    this.#fundingRate = rate
  }

  /**
   * The exchange changes what it demands. What trades already stays on the old grid.
   * @throws RangeError for a tick or step that is no multiple of the first one: everything here counts in those.
   */
  changeRules(change: Partial<Omit<SymbolRules, 'status'>>): void {
    const rules = { ...this.#rules, ...change }
    const isOnGrid = isMultipleOf(rules.tickSize, this.#tick) && isMultipleOf(rules.stepSize, this.#step)
    if (!isOnGrid)
      throw new RangeError(`tick and step must be multiples of ${this.#tick.toFixed()} and ${this.#step.toFixed()}`)
    this.#rules = rules
  }

  setStatus(status: SymbolStatus): void {
    this.#rules = { ...this.#rules, status }
  }

  nowMs(): number {
    return this.#clock.nowMs()
  }

  /** Nearest tick. */
  ticksOf(price: Decimal.Value): number {
    return new Decimal(price).div(this.#tick).round().toNumber()
  }

  priceOf(ticks: number): Decimal {
    return this.#tick.mul(ticks)
  }

  quantityOf(lots: number): Decimal {
    return this.#step.mul(lots)
  }

  lotsOf(quantity: Decimal): number {
    return quantity.div(this.#step).floor().toNumber()
  }

  /** Quote currency of lots times ticks. */
  turnoverOf(turnover: number): Decimal {
    return this.#tick.mul(this.#step).mul(turnover)
  }

  /** Moves the book around a price, which is traded as well. */
  moveTo(price: Decimal.Value, lots = 1): void {
    const ticks = this.ticksOf(price)
    const takerSide = ticks >= this.#lastTicks ? 'buy' : 'sell'
    this.#midTicks = ticks
    const diff = this.#ladder.moveTo(ticks)
    this.changes.fire({ kind: 'depth', diff })
    this.#print({ ticks, lots, takerSide })
  }

  /** Puts these levels in the place of the book, best first, and trades a lot at the best bid. */
  putBook(bids: readonly Level[], asks: readonly Level[]): void {
    const diff = this.#ladder.put(bids, asks)
    this.changes.fire({ kind: 'depth', diff })
    const [best] = bids
    if (best) this.#print({ ticks: best.ticks, lots: 1, takerSide: 'sell' })
  }

  /** One step of the seeded walk. */
  step(): void {
    const ticks = stepped(this.#midTicks, this.#random.next())
    this.moveTo(this.priceOf(ticks), 1 + Math.floor(this.#random.next() * 50))
  }

  /** A trade between others; the book stays. */
  print(price: Decimal.Value, quantity: Decimal.Value, takerSide: Side): void {
    this.#print({ ticks: this.ticksOf(price), lots: Math.max(1, this.lotsOf(new Decimal(quantity))), takerSide })
  }

  /** What an account of ours took: gone from the book, and traded. */
  consume(takerSide: Side, taken: ReadonlyMap<number, number>): void {
    if (taken.size === 0) return
    const diff = this.#ladder.consume(takerSide === 'buy' ? 'asks' : 'bids', taken)
    this.changes.fire({ kind: 'depth', diff })
    for (const [ticks, lots] of taken) this.#print({ ticks, lots, takerSide, isOwn: true })
  }

  dispose(): void {
    this.#roll.dispose()
  }

  #print(wish: TradeWish): void {
    const { ticks, lots, takerSide, isOwn = false } = wish
    this.#closeMinutes()
    this.#lastTicks = ticks
    const trade = { id: this.#tradeId++, ticks, lots, takerSide, isOwn, timeMs: this.#clock.nowMs() }
    this.trades.push(trade)
    if (this.trades.length > TRADES_KEPT) this.trades.shift()
    this.minutes.trade(ticks, takerSide === 'buy' ? lots : -lots)
    this.changes.fire({ kind: 'trade', trade })
  }

  #closeMinutes(): void {
    for (const minute of this.minutes.advanceTo(this.#clock.nowMs())) {
      this.changes.fire({ kind: 'minuteClosed', minute })
    }
  }

  #rollLater(): Disposable {
    const nowMs = this.#clock.nowMs()
    return this.#clock.setTimer(MINUTE_MS - (nowMs % MINUTE_MS), () => {
      this.#closeMinutes()
      this.#roll = this.#rollLater()
    })
  }
}
