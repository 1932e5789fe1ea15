import { LOG_MEMORY_LINES, timeMs, ZERO } from '../../../src-main/base/index.ts'
import { createLogger } from '../../../src-main/base/log-writer.ts'
import {
  type AccountId,
  HAND,
  type InstrumentId,
  type JournalRecord,
  type Money,
  type Order,
  orderId,
  type OrderTerms,
  PLAIN_ORDER,
  price,
  quantity,
  tradeId,
  type VenueFact,
  venueOrderId,
} from '../../../src-main/domain/index.ts'
import { applyFact, type OrderFact, pendingOrder, SqliteJournal } from '../../../src-main/execution/index.ts'
import { KEPT_ENDED_ORDERS } from '../../../src-main/execution/order-store.ts'
import { Portfolio } from '../../../src-main/portfolio/index.ts'

/** What ids of earlier orders begin with; one start of a program in two thousand million is drawn so too. */
export const EARLIER_ORDERS = 'wh-before'
const AGE_MS = 3_600_000
const PRICE = price('100.25')

export interface EarlierOrders {
  /** `ledger.db`, of an account that was opened. */
  readonly file: string
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly currency: string
  readonly nowMs: number
}

/**
 * Gives an account as many ended orders and trades as an engine keeps in memory, so that its heap stands where it stands
 * after months of trading and is not measured while that fills. None of them was ever at the venue: they have traded without
 * profit, each buy followed by a sell.
 */
export async function storeEarlierOrders(options: EarlierOrders): Promise<void> {
  const { file, accountId, currency } = options
  const failed = Promise.withResolvers<never>()
  const journal = await SqliteJournal.open({ file, accountId, onFailed: failed.reject })
  const portfolio = new Portfolio({ accountId, currency })
  for (let number = 1; number <= KEPT_ENDED_ORDERS; number++) {
    const terms = termsOf(number, options)
    for (const record of tradedRecords(terms, portfolio)) journal.append(record, () => undefined)
  }
  await Promise.race([journal.drained(), failed.promise])
  await journal.close()
}

/** As many lines as the memory of a log keeps. */
export async function storeEarlierLog(folder: string): Promise<void> {
  const log = createLogger({ level: 'info', console: 'off', folder })
  const logger = log.logger.child('earlier')
  for (let number = 1; number <= LOG_MEMORY_LINES; number++) {
    logger.info('something that happened before', { orderId: `${EARLIER_ORDERS}-${number}`, reason: 'as long as most' })
  }
  await log.close()
}

const TERMS = {
  ...PLAIN_ORDER,
  owner: HAND,
  source: 'hand',
  role: 'entry',
  parentOrderId: undefined,
  type: 'limit',
  triggerPrice: undefined,
  timeInForce: 'GTC',
  reduceOnly: false,
  reason: 'by hand',
} as const

/** Of the size that orders have which trade; a buy and the sell after it are of one quantity. */
function termsOf(number: number, { accountId, instrumentId, nowMs }: EarlierOrders): OrderTerms {
  const pair = Math.ceil(number / 2)
  return {
    ...TERMS,
    accountId,
    instrumentId,
    side: number % 2 === 1 ? 'buy' : 'sell',
    createdAtMs: timeMs(nowMs - AGE_MS + number),
    orderId: orderId(`${EARLIER_ORDERS}-${number}`),
    idempotencyKey: `earlier-${number}`,
    quantity: quantity(`0.${1_000 + pair}`),
    limitPrice: price(`${10_000 + number}.25`),
    stopLossPrice: price(`${9_000 + number}.25`),
    takeProfitPrice: price(`${11_000 + number}.25`),
  }
}

function tradedRecords(terms: OrderTerms, portfolio: Portfolio): JournalRecord[] {
  const intended = pendingOrder(terms)
  const submitted: OrderFact = { kind: 'orderSubmitted', ...momentOf(terms) }
  const sent = after(intended, submitted)
  const accepted = venueFact({
    kind: 'accepted',
    orderId: terms.orderId,
    venueOrderId: venueOrderId(`earlier-${terms.orderId}`),
    timeMs: terms.createdAtMs,
  })
  const working = after(sent, accepted)
  const execution = {
    orderId: terms.orderId,
    tradeId: tradeId(`earlier-${terms.orderId}`),
    quantity: terms.quantity,
    price: PRICE,
    fee: ZERO as Money,
    feeCurrency: portfolio.currency,
    liquidity: 'maker',
    timeMs: terms.createdAtMs,
  } as const
  const filled = venueFact({ kind: 'filled', ...execution })
  const { accountId, instrumentId, owner, side } = terms
  const fill = { ...execution, accountId, instrumentId, owner, side }
  const { booking } = portfolio.book(fill)
  return [
    intendedRecord(intended),
    { fact: submitted, order: sent },
    { fact: accepted, order: working },
    { fact: filled, order: after(working, filled), fill, booking },
  ]
}

const venueFact = (fact: VenueFact): OrderFact => ({ kind: 'venue', fact, timeMs: fact.timeMs })

const momentOf = ({ orderId: id, createdAtMs }: OrderTerms) => ({ orderId: id, timeMs: createdAtMs })

const intendedRecord = (order: Order): JournalRecord => ({
  fact: { kind: 'orderIntended', terms: order.terms, timeMs: order.terms.createdAtMs },
  order,
})

function after(order: Order, fact: OrderFact): Order {
  const transition = applyFact(order, fact)
  if (transition.kind !== 'changed') throw new Error(`an order of the past is ${transition.kind}`)
  return transition.order
}
