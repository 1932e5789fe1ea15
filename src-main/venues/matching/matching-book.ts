import type { Candle, Instrument, OrderId, Quantity, Quote, Trade } from '../../domain/index.ts'
import { type BarMarket, matchBar } from './candle-matching.ts'
import { Liquidity, MatchRun } from './match-run.ts'
import type { BookAmendment, BookOrder, Holding, MatchingModel, Outcome, Standing } from './matching-model.ts'
import { PriceGrid } from './price-grid.ts'
import { matchQuote, matchTrade, openLiquidity, type QuoteMarket } from './quote-matching.ts'
import { WorkingOrder } from './working-order.ts'

const NOTHING: readonly Outcome[] = []

/**
 * Working orders of one instrument, matched against what the market does. Pure: no clock, no storage; the same calls
 * give the same outcomes. Orders are matched in the order in which they came.
 *
 * Once a quote or trade was seen, bars are ignored: they would count the same prices twice. Where only bars come, an order
 * fills on the bars after it. Each call gets what the account holds before the call.
 */
export class MatchingBook {
  #grid: PriceGrid
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

  /** What a buy would take at now: the newest quote's other side, else the last price. */
  get askPrice(): number | undefined {
    return this.#quote?.ask ?? this.#lastPrice
  }

  get isEmpty(): boolean {
    return this.#orders.length === 0
  }

  /** Fees, slippage and shares of what is matched from now on. */
  setModel(model: MatchingModel): void {
    this.#model = model
  }

  /** Another grid from now on. Orders in the book keep their prices and quantities, also where these miss the new grid. */
  setInstrument(instrument: Instrument): void {
    const before = this.#grid
    this.#grid = new PriceGrid(instrument)
    this.#net = undefined
    this.#liquidity = undefined
    for (const order of this.#orders) order.regrid(before, this.#grid)
  }

  /** The limit price would trade at once: against the newest quote or, where there is none, beyond the last price. */
  wouldTake({ side, limitPrice }: Pick<BookOrder, 'side' | 'limitPrice'>): boolean {
    const isBuy = side === 'buy'
    const other = this.#quote ? (isBuy ? this.#quote.ask : this.#quote.bid) : this.#lastPrice
    if (limitPrice === undefined || other === undefined) return false
    const limitTicks = this.#grid.ticksOf(limitPrice)
    return isBuy ? limitTicks >= this.#grid.ticksUp(other) : limitTicks <= this.#grid.ticksDown(other)
  }

  /**
   * Takes an order in; it trades at once against the newest quote, if there is one and it allows. A stop or take-profit
   * whose trigger the price has already reached is triggered at once.
   */
  submit(order: BookOrder, holding: Holding): readonly Outcome[] {
    const working = new WorkingOrder(order, this.#grid)
    this.#orders.push(working)
    return this.#enter(working, holding)
  }

  /** Gives a working order other terms; what they allow trades at once. Nothing when it is not in the book. */
  amend(amendment: BookAmendment, holding: Holding): readonly Outcome[] {
    const order = this.#find(amendment.orderId)
    if (!order) return NOTHING
    order.amend(amendment, amendment.remaining, this.#grid)
    if (!amendment.losesPlace) return NOTHING
    this.#orders = [...this.#orders.filter((other) => other !== order), order]
    return this.#enter(order, holding)
  }

  /** Puts back an order that was working before a restart; it trades with the next event. */
  restore(order: BookOrder, standing: Standing): void {
    const working = new WorkingOrder(order, this.#grid)
    working.resume(standing, this.#grid)
    this.#orders.push(working)
  }

  /** Takes an order out; false when it is not in the book. */
  cancel(orderId: OrderId): boolean {
    const before = this.#orders.length
    this.#orders = this.#orders.filter((order) => order.orderId !== orderId)
    return this.#orders.length < before
  }

  handleQuote(quote: Quote, holding: Holding): readonly Outcome[] {
    this.#hasTicks = true
    this.#quote = quote
    this.#liquidity = undefined
    if (!this.#hasTrades) this.#lastPrice = (quote.bid + quote.ask) / 2
    if (this.#orders.length === 0) return NOTHING
    const market = this.#quoteMarket()
    if (!market) return NOTHING
    const run = this.#newRun(holding)
    for (const order of this.#orders) matchQuote(order, market, run)
    return this.#end(run)
  }

  handleTrade(trade: Trade, holding: Holding): readonly Outcome[] {
    this.#hasTicks = true
    this.#hasTrades = true
    this.#lastPrice = trade.price
    if (this.#orders.length === 0) return NOTHING
    const run = this.#newRun(holding)
    const market = {
      ticksUp: this.#grid.ticksUp(trade.price),
      ticksDown: this.#grid.ticksDown(trade.price),
      liquidity: openLiquidity(this.#grid.lotsDown(trade.quantity), this.#model.maxVolumeShare),
    }
    for (const order of this.#orders) matchTrade(order, market, run)
    return this.#end(run)
  }

  /** A closed bar. Where it has no volume, its volume limits nothing. */
  handleCandle(candle: Candle, holding: Holding): readonly Outcome[] {
    if (this.#hasTicks) return NOTHING
    this.#lastPrice = candle.close
    if (this.#orders.length === 0) return NOTHING
    const run = this.#newRun(holding)
    matchBar(this.#orders, this.#barMarket(candle), run)
    return this.#end(run)
  }

  #find(orderId: OrderId): WorkingOrder | undefined {
    return this.#orders.find((order) => order.orderId === orderId)
  }

  #enter(order: WorkingOrder, holding: Holding): readonly Outcome[] {
    const run = this.#newRun(holding)
    if (order.phase === 'waiting') this.#seeLast(order, run)
    const market = this.#quoteMarket()
    if (market) matchQuote(order, market, run)
    return this.#end(run)
  }

  /** The position changes far less often than the price: its lots are kept. */
  #newRun({ net, spendable }: Holding): MatchRun {
    if (this.#net?.quantity !== net) this.#net = { quantity: net, lots: this.#grid.lotsOf(net) }
    return new MatchRun(this.#grid, this.#model, { netLots: this.#net.lots, spendable })
  }

  #end(run: MatchRun): readonly Outcome[] {
    if (run.outcomes.length === 0) return NOTHING
    this.#orders = this.#orders.filter((order) => !order.isOver)
    return run.outcomes
  }

  /** What has just come in is judged by the last price, too. */
  #seeLast(order: WorkingOrder, run: MatchRun): void {
    if (this.#lastPrice === undefined) return
    const up = this.#grid.ticksUp(this.#lastPrice)
    const down = this.#grid.ticksDown(this.#lastPrice)
    run.follow(order, order.isBuy ? up : down)
    if (order.isTriggeredAt(order.triggersUpwards ? down : up)) run.setPhase(order, 'taking')
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
    const grid = this.#grid
    const lots = grid.lotsDown(candle.volume * this.#model.maxVolumeShare)
    return {
      openUp: grid.ticksUp(candle.open),
      openDown: grid.ticksDown(candle.open),
      highDown: grid.ticksDown(candle.high),
      lowUp: grid.ticksUp(candle.low),
      closeUp: grid.ticksUp(candle.close),
      closeDown: grid.ticksDown(candle.close),
      liquidity: new Liquidity(candle.volume > 0 ? lots : Infinity),
    }
  }
}
