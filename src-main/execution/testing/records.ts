import { timeMs } from '../../base/index.ts'
import {
  type Fill,
  type JournalRecord,
  type Money,
  money,
  type Order,
  orderId,
  type OrderTerms,
  type Position,
  type Posting,
  price,
  quantity,
  type Side,
  tradeId,
} from '../../domain/index.ts'
import { pendingOrder } from '../order-machine.ts'
import { entryOf } from './fake-books.ts'
import { ACCOUNT, BTC, orderTerms } from './terms.ts'

/** The record of an account opened with 1,000 USDT. */
export function openedRecord(): JournalRecord {
  const cash = money(1_000)
  return {
    fact: { kind: 'accountOpened', accountId: ACCOUNT, currency: 'USDT', cash, timeMs: timeMs(500) },
    booking: {
      entries: [],
      positions: [],
      postings: [posting('open', 'cash', cash), posting('open', 'capital', money(-1_000))],
    },
  }
}

/** The record of the order with this number being written to the outbox. */
export function intendedRecord(number: number, change: Partial<OrderTerms> = {}): JournalRecord {
  const terms = orderTerms({ orderId: orderId(`wh-${number}`), ...change })
  return { fact: { kind: 'orderIntended', terms, timeMs: terms.createdAtMs }, order: pendingOrder(terms) }
}

export interface FillOptions {
  readonly side?: Side
  readonly amount?: number
  /** Signed quantity of the position afterwards. */
  readonly after: number
  readonly state?: Order['state']
  readonly terms?: Partial<OrderTerms>
}

/** The record of one fill of that order at 100 with a fee of 0.1, as it is booked. */
export function filledRecord(number: number, trade: string, options: FillOptions): JournalRecord {
  const { side = 'buy', amount = 1, after, state = { kind: 'filled' } } = options
  const terms = orderTerms({ orderId: orderId(`wh-${number}`), side, ...options.terms })
  const { orderId: id, owner } = terms
  const at = { timeMs: timeMs(2_000 + number) }
  const execution = {
    orderId: id,
    tradeId: tradeId(trade),
    quantity: quantity(amount),
    price: price(100),
    fee: money('0.1'),
    feeCurrency: 'USDT',
    liquidity: 'taker' as const,
    ...at,
  }
  const fill: Fill = { ...execution, accountId: ACCOUNT, instrumentId: BTC, owner, side }
  return {
    fact: { kind: 'venue', fact: { kind: 'filled', ...execution }, ...at },
    order: { ...pendingOrder(terms), state, filledQuantity: quantity(amount), updatedAtMs: at.timeMs },
    fill,
    booking: {
      entries: [entryOf(fill)],
      positions: [positionAfter(fill, after)],
      postings: [posting(trade, 'cash', money('-0.1')), posting(trade, 'fees', money('0.1'))],
    },
  }
}

function positionAfter(fill: Fill, after: number): Position {
  return {
    accountId: ACCOUNT,
    instrumentId: BTC,
    owner: fill.owner,
    quantity: quantity(after),
    entryPrice: fill.price,
    realisedPnl: money(0),
    fees: fill.fee,
    openedAtMs: fill.timeMs,
  }
}

function posting(transactionId: string, account: Posting['account'], amount: Money): Posting {
  return { transactionId, accountId: ACCOUNT, account, currency: 'USDT', amount, timeMs: timeMs(2_000) }
}
