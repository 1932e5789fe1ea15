import { executedOf, type VenueOrder } from '../books/venue-order.ts'
import { algoOrder, futuresOrder, futuresTrade, spotOrder, spotTrade } from '../rest/order-json.ts'
import { spotAccount } from '../rest/account-json.ts'
import type { VenueSimulator } from '../venue.ts'

/** Everything that the venue knows, as plain data: what a judge compares a program's books with. */
export function booksOf(venue: VenueSimulator): object {
  const { spot, usdm, perpetuals } = venue
  return {
    spot: {
      prices: pricesOf(spot.markets),
      orders: spot.store.orders.map(spotOrder),
      trades: spot.store.trades.map(spotTrade),
      account: spotAccount(spot.account, true, venue.nowMs()),
    },
    usdm: {
      prices: pricesOf(usdm.markets),
      orders: usdm.store.orders.map((order) => (isWaitingAlgo(order) ? algoOrder(order) : futuresOrder(order))),
      trades: usdm.store.trades.map(futuresTrade),
      wallet: usdm.account.wallet.toFixed(),
      positions: usdm.account.positions().map(({ symbol, side, amount, entryPrice }) => ({
        symbol,
        side,
        amount: amount.toFixed(),
        entryPrice: entryPrice.toFixed(),
      })),
      income: perpetuals.income.map((row) => Object.assign({}, row, { amount: row.amount.toFixed() })),
    },
  }
}

function isWaitingAlgo(order: VenueOrder): boolean {
  return order.algo !== undefined && executedOf(order).isZero() && order.orderId === 0
}

function pricesOf(markets: VenueSimulator['spot']['markets']): Record<string, string> {
  return Object.fromEntries(Array.from(markets, ([symbol, { lastPrice }]) => [symbol, lastPrice.toFixed()]))
}
