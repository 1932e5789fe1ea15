import { type Decimal, ensureDefined, timeMs, toFloat } from '../../../src-main/base/index.ts'
import { price, quantity, type Quote } from '../../../src-main/domain/index.ts'
import {
  type BookOrder,
  type Holding,
  MatchingBook,
  type MatchingModel,
  type Outcome,
} from '../../../src-main/venues/matching/index.ts'
import type { Level } from '../market/ladder.ts'
import type { PublicTrade, SymbolMarket } from '../market/symbol-market.ts'
import { instrumentOf } from '../market/symbol-rules.ts'
import type { VenueSide } from '../side.ts'
import { isPostOnly, matchingType, onlyReduces } from './order-kind.ts'
import type { PositionSide, VenueOrder } from './venue-order.ts'

/** Fees are booked by the accounts, in the asset that the exchange takes them in. */
const NO_COSTS: MatchingModel = { makerFeeBps: 0, takerFeeBps: 0, slippageBps: 0, maxBookShare: 1, maxVolumeShare: 1 }

/** The account's orders in one symbol and position side, matched against the public market. */
export class SymbolBook {
  readonly positionSide: PositionSide
  readonly #market: SymbolMarket
  readonly #matching: MatchingBook

  constructor(market: SymbolMarket, side: VenueSide, positionSide: PositionSide) {
    this.positionSide = positionSide
    this.#market = market
    this.#matching = new MatchingBook(instrumentOf(market.rules, side), NO_COSTS, toFloat(market.lastPrice))
    const [top] = this.quotes()
    if (top) this.#matching.handleQuote(top, FLAT)
  }

  submit(order: VenueOrder, holding: Holding): readonly Outcome[] {
    return this.#matching.submit(this.#bookOrder(order), holding)
  }

  cancel(order: VenueOrder): void {
    this.#matching.cancel(order.key)
  }

  /** Takes other terms over; the order goes to the end of the queue. */
  amend(order: VenueOrder, remaining: Decimal, holding: Holding): readonly Outcome[] {
    const terms = { ...this.#bookOrder(order), remaining: quantity(remaining), losesPlace: true }
    return this.#matching.amend(terms, holding)
  }

  wouldTake(order: VenueOrder['terms']): boolean {
    return this.#matching.wouldTake({
      side: order.side === 'BUY' ? 'buy' : 'sell',
      limitPrice: order.price ? price(order.price) : undefined,
    })
  }

  handleQuote(quote: Quote, holding: Holding): readonly Outcome[] {
    return this.#matching.handleQuote(quote, holding)
  }

  handleTrade(trade: PublicTrade, holding: Holding): readonly Outcome[] {
    const { ticks, lots, takerSide, isOwn } = trade
    const amount = isOwn ? 0 : toFloat(this.#market.quantityOf(lots))
    const seen = {
      timeMs: timeMs(trade.timeMs),
      price: toFloat(this.#market.priceOf(ticks)),
      quantity: amount,
      takerSide,
    }
    return this.#matching.handleTrade(seen, holding)
  }

  /**
   * The public book as one quote a level, best first: who takes more than a level has goes on to the next.
   *
   * @param mostLots that may be taken of a side.
   */
  quotes(mostLots = Number.POSITIVE_INFINITY): Quote[] {
    const bids = atMost(this.#market.bids, mostLots)
    const asks = atMost(this.#market.asks, mostLots)
    const depth = Math.min(bids.length, asks.length)
    return bids.slice(0, depth).map((bid, index) => {
      const ask = ensureDefined(asks[index], `ask level ${index}`)
      return {
        timeMs: timeMs(0),
        bid: toFloat(this.#market.priceOf(bid.ticks)),
        bidSize: toFloat(this.#market.quantityOf(bid.lots)),
        ask: toFloat(this.#market.priceOf(ask.ticks)),
        askSize: toFloat(this.#market.quantityOf(ask.lots)),
      }
    })
  }

  #bookOrder({ key, terms }: VenueOrder): BookOrder {
    const { side, callbackRate, closePosition } = terms
    return {
      orderId: key,
      side: side === 'BUY' ? 'buy' : 'sell',
      type: matchingType(terms),
      quantity: quantity(closePosition ? this.#market.rules.maxQuantity : terms.quantity),
      limitPrice: terms.price ? price(terms.price) : undefined,
      triggerPrice: terms.stopPrice ? price(terms.stopPrice) : undefined,
      trailing: callbackRate ? { kind: 'fraction', fraction: toFloat(callbackRate.div(100)) } : undefined,
      // What may not rest is ended by the desk, once it has gone through all levels.
      timeInForce: 'GTC',
      postOnly: isPostOnly(terms),
      reduceOnly: onlyReduces(terms),
    }
  }
}

const FLAT: Holding = { net: quantity(0) }

/** The levels that together have that many lots; every level after them is empty, so that prices stay. */
function atMost(levels: readonly Level[], mostLots: number): Level[] {
  let left = mostLots
  return levels.map(({ ticks, lots }) => {
    const offered = Math.min(lots, left)
    left -= offered
    return { ticks, lots: offered }
  })
}
