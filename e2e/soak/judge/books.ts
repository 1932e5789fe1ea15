import { Decimal } from 'decimal.js'
import type { LedgerBook } from '../../faults/rig/ledger-book.ts'
import type { VenueSide, VenueSimulator } from '../../venue/index.ts'

/** An order as one side's books have it, in words that both sides share. */
export interface BookedOrder {
  readonly orderId: string
  readonly state: string
  readonly isOpen: boolean
  readonly filled: string
  /** Side, instrument and terms: what stands, where it still stands. */
  readonly terms: string
}

/** Everything of one account that has to be the same on both sides. */
export interface Books {
  readonly orders: readonly BookedOrder[]
  /** One line each, with its id. */
  readonly fills: readonly string[]
  /** Net quantity by instrument, without those that are flat. */
  readonly positions: ReadonlyMap<string, string>
  /** USDT, less what open positions have cost: the same whichever way a side averages prices. */
  readonly cashLessCost: Decimal
}

const OPEN_STATES = new Set(['pending', 'submitted', 'working', 'partiallyFilled', 'cancelling', 'unknown'])
const STATES = {
  NEW: 'working',
  PARTIALLY_FILLED: 'partiallyFilled',
  FILLED: 'filled',
  CANCELED: 'cancelled',
  EXPIRED: 'expired',
}
const ZERO = new Decimal(0)

/** What the engine has on disk. */
export function localBooks(ledger: LedgerBook): Books {
  const cash = sumOf(
    ledger.postings.filter(({ account, currency }) => account === 'cash' && currency === 'USDT'),
    ({ amount }) => amount,
  )
  const cost = sumOf(ledger.positions, ({ quantity, entry_price: price }) => new Decimal(quantity).mul(price))
  return {
    orders: ledger.orders.map((row) => ({
      orderId: row.order_id,
      state: row.state,
      isOpen: OPEN_STATES.has(row.state),
      filled: plain(row.filled_quantity),
      terms: words([
        row.side,
        symbolOf(row.instrument_id),
        row.quantity,
        row.limit_price,
        row.type === 'trailingStop' ? null : row.trigger_price,
      ]),
    })),
    fills: ledger.fills.map((row) => words([row.trade_id, row.order_id, row.side, row.quantity, row.price])),
    positions: nets(ledger.positions.map(({ instrument_id: id, quantity }) => [symbolOf(id), new Decimal(quantity)])),
    cashLessCost: cash.sub(cost),
  }
}

/** What the venue has. */
export function venueBooks(venue: VenueSimulator, side: VenueSide): Books {
  const { store } = side === 'spot' ? venue.spot : venue.usdm
  const filledOf = (order: (typeof store.orders)[number]): Decimal =>
    sumOf(order.executions, ({ quantity }) => quantity)
  return {
    orders: store.orders.map((order) => {
      const { clientOrderId, symbol, quantity, price, stopPrice } = order.terms
      return {
        orderId: clientOrderId,
        state: STATES[order.status],
        isOpen: order.status === 'NEW' || order.status === 'PARTIALLY_FILLED',
        filled: plain(filledOf(order)),
        terms: words([
          order.terms.side.toLowerCase(),
          symbol,
          plain(quantity),
          price?.toFixed() ?? null,
          stopPrice?.toFixed() ?? null,
        ]),
      }
    }),
    fills: store.trades.map(({ order, execution }) =>
      words([
        String(execution.tradeId),
        order.terms.clientOrderId,
        order.terms.side.toLowerCase(),
        execution.quantity.toFixed(),
        execution.price.toFixed(),
      ]),
    ),
    ...(side === 'spot' ? spotHoldings(venue) : futuresHoldings(venue)),
  }
}

function spotHoldings({ spot }: VenueSimulator): Pick<Books, 'positions' | 'cashLessCost'> {
  const totals = spot.account.balances().map(({ asset, free, locked }) => [asset, free.add(locked)] as const)
  const held = totals.filter(([asset]) => asset !== 'USDT')
  return {
    positions: nets(held.map(([asset, total]) => [`${asset}USDT`, total])),
    cashLessCost: sumOf(
      totals.filter(([asset]) => asset === 'USDT'),
      ([, total]) => total,
    ),
  }
}

function futuresHoldings({ usdm: { account } }: VenueSimulator): Pick<Books, 'positions' | 'cashLessCost'> {
  const held = account.positions()
  const cost = sumOf(held, ({ amount, entryPrice }) => amount.mul(entryPrice))
  return {
    positions: nets(held.map(({ symbol, amount }) => [symbol, amount])),
    cashLessCost: account.wallet.sub(cost),
  }
}

/** `binance-usdm:BTC-USDT` is `BTCUSDT` at the venue. */
function symbolOf(instrumentId: string): string {
  return instrumentId.slice(instrumentId.indexOf(':') + 1).replace('-', '')
}

function nets(rows: readonly (readonly [string, Decimal])[]): ReadonlyMap<string, string> {
  const sums = new Map<string, Decimal>()
  for (const [symbol, quantity] of rows) sums.set(symbol, (sums.get(symbol) ?? ZERO).add(quantity))
  return new Map([...sums].flatMap(([symbol, sum]) => (sum.isZero() ? [] : [[symbol, plain(sum)] as const])))
}

function sumOf<Row>(rows: readonly Row[], amountOf: (row: Row) => Decimal.Value): Decimal {
  return rows.reduce((sum, row) => sum.add(amountOf(row)), ZERO)
}

function words(parts: readonly (string | null)[]): string {
  return parts.map((part) => (part === null ? '-' : /^\d+\.\d+$/.test(part) ? plain(part) : part)).join(' ')
}

function plain(amount: Decimal.Value): string {
  return new Decimal(amount).toFixed()
}
