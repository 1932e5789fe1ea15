import type { Candle, Instrument, OrderId, Quantity, Quote, Trade } from '../../domain/index.ts'
import { type BarMarket, matchBar } from './candle-matching.ts'
import { Liquidity, MatchRun } from './match-run.ts'
import type { BookOrder, MatchingModel, OrderPhase, Outcome } from './matching-model.ts'
import { PriceGrid } from './price-grid.ts'
import { matchQuote, matchTrade, openLiquidity, type QuoteMarket } from './quote-matching.ts'
import { WorkingOrder } from './working-order.ts'

const NOTHING: readonly Outcome[] = []

/**
 * Working orders of one instrument, matched against what the market does. Pure: no clock, no storage; the same calls
 * give the same outcomes. Orders are matched in the order in which they came.
 *
 * Once a quote or trade was seen, bars are ignored: they would count the same prices twice. Where only bars come, an order
 * fills on the bars after it. Each call gets the signed net position as it is before the call.
 */
export class MatchingBook {
  readonly #grid: PriceGrid
  #model: MatchingModel
  #orders: WorkingOrder[] = []
  #lastPrice: number | undefined
  #quote: Quote | undefined
  #liquidity: Pick<QuoteMarket, 'bids' | 'asks'> | undefined
  #hasTicks = false
  #hasTrades = false
  #net: { readonly quantity: Quantity; readonly lots: number } | undefined

  constructor(instrument: Instrument, model: MatchingModel, lastPrice?: number) {
    this.#grid = new PriceGrid(instrument)
    this.#model = model
    this.#lastPrice = lastPrice
  }

  /** Newest trade, close of a bar, or middle of the book; `undefined` before the first. */
  get lastPrice(): number | undefined {
    return this.#lastPrice
  }

  get isEmpty(): boolean {
    return this.#orders.length === 0
  }

  /** Fees, slippage and shares of what is matched from now on. */
  setModel(model: MatchingModel): void {
    this.#model = model
  }

  /**
   * Takes an order in; it trades at once against the newest quote, if there is one and it allows. A stop whose trigger the
   * price has already reached is triggered at once.
   */
  submit(order: BookOrder, net: Quantity): readonly Outcome[] {
    const working = new WorkingOrder(order, order.quantity, this.#grid)
    this.#orders.push(working)
    const run = this.#newRun(net)
    if (working.phase === 'waiting' && this.#isTriggeredByLast(working)) run.setPhase(working, 'taking')
    const market = this.#quoteMarket()
    if (market) matchQuote(working, market, run)
    return this.#end(run)
  }

  /** Puts back an order that was working before a restart; it trades with the next event. */
  restore(order: BookOrder, remaining: Quantity, phase: OrderPhase): void {
    const working = new WorkingOrder(order, remaining, this.#grid)
    working.phase = phase
    this.#orders.push(working)
  }

  /** Takes an order out; false when it is not in the book. */
  cancel(orderId: OrderId): boolean {
    const before = this.#orders.length
    this.#orders = this.#orders.filter((order) => order.orderId !== orderId)
    return this.#orders.length < before
  }

  handleQuote(quote: Quote, net: Quantity): readonly Outcome[] {
    this.#hasTicks = true
    this.#quote = quote
    this.#liquidity = undefined
    if (!this.#hasTrades) this.#lastPrice = (quote.bid + quote.ask) / 2
    if (this.#orders.length === 0) return NOTHING
    const market = this.#quoteMarket()
    if (!market) return NOTHING
    const run = this.#newRun(net)
    for (const order of this.#orders) matchQuote(order, market, run)
    return this.#end(run)
  }

  handleTrade(trade: Trade, net: Quantity): readonly Outcome[] {
    this.#hasTicks = true
    this.#hasTrades = true
    this.#lastPrice = trade.price
    if (this.#orders.length === 0) return NOTHING
    const run = this.#newRun(net)
    const market = {
      ticksUp: this.#grid.ticksUp(trade.price),
      ticksDown: this.#grid.ticksDown(trade.price),
      liquidity: openLiquidity(this.#grid.lotsDown(trade.quantity), this.#model.maxVolumeShare),
    }
    for (const order of this.#orders) matchTrade(order, market, run)
    return this.#end(run)
  }

  /** A closed bar. Where it has no volume, its volume limits nothing. */
  handleCandle(candle: Candle, net: Quantity): readonly Outcome[] {
    if (this.#hasTicks) return NOTHING
    this.#lastPrice = candle.close
    if (this.#orders.length === 0) return NOTHING
    const run = this.#newRun(net)
    matchBar(this.#orders, this.#barMarket(candle), run)
    return this.#end(run)
  }

  /** The position changes far less often than the price: its lots are kept. */
  #newRun(net: Quantity): MatchRun {
    if (this.#net?.quantity !== net) this.#net = { quantity: net, lots: this.#grid.lotsOf(net) }
    return new MatchRun(this.#grid, this.#model, this.#net.lots)
  }

  #end(run: MatchRun): readonly Outcome[] {
    if (run.outcomes.length === 0) return NOTHING
    this.#orders = this.#orders.filter((order) => !order.isOver)
    return run.outcomes
  }

  #isTriggeredByLast(order: WorkingOrder): boolean {
    if (this.#lastPrice === undefined) return false
    return order.isTriggeredAt(
      order.isBuy ? this.#grid.ticksDown(this.#lastPrice) : this.#grid.ticksUp(this.#lastPrice),
    )
  }

  /** The newest quote; what was taken from it stays taken until the next one. */
  #quoteMarket(): QuoteMarket | undefined {
    const quote = this.#quote
    if (!quote) return undefined
    this.#liquidity ??= {
      bids: openLiquidity(this.#grid.lotsDown(quote.bidSize), this.#model.maxBookShare),
      asks: openLiquidity(this.#grid.lotsDown(quote.askSize), this.#model.maxBookShare),
    }
    return {
      bidTicks: this.#grid.ticksDown(quote.bid),
      askTicks: this.#grid.ticksUp(quote.ask),
      ...this.#liquidity,
    }
  }

  #barMarket(candle: Candle): BarMarket {
    const lots = this.#grid.lotsDown(candle.volume * this.#model.maxVolumeShare)
    return {
      openUp: this.#grid.ticksUp(candle.open),
      openDown: this.#grid.ticksDown(candle.open),
      highDown: this.#grid.ticksDown(candle.high),
      lowUp: this.#grid.ticksUp(candle.low),
      liquidity: new Liquidity(candle.volume > 0 ? lots : Infinity),
    }
  }
}
