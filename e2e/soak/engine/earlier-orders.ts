import { timeMs } from '../../../src-main/base/index.ts'
import {
  type AccountId,
  HAND,
  type InstrumentId,
  type JournalRecord,
  orderId,
  type OrderTerms,
  PLAIN_ORDER,
  price,
  quantity,
} from '../../../src-main/domain/index.ts'
import { applyFact, type OrderFact, pendingOrder, SqliteJournal } from '../../../src-main/execution/index.ts'
import { KEPT_ENDED_ORDERS } from '../../../src-main/execution/order-store.ts'

/** What ids of earlier orders begin with; one start of a program in two thousand million is drawn so too. */
export const EARLIER_ORDERS = 'wh-before'
const AGE_MS = 3_600_000

export interface EarlierOrders {
  /** `ledger.db`, of an account that was opened. */
  readonly file: string
  readonly accountId: AccountId
  readonly instrumentId: InstrumentId
  readonly nowMs: number
}

/**
 * Gives an account as many ended orders as an engine keeps in memory, so that its heap stands where it stands after months
 * of trading and is not measured while that fills. None of them was ever at the venue.
 */
export async function storeEarlierOrders({ file, accountId, instrumentId, nowMs }: EarlierOrders): Promise<void> {
  const failed = Promise.withResolvers<never>()
  const journal = await SqliteJournal.open({ file, accountId, onFailed: failed.reject })
  for (let number = 1; number <= KEPT_ENDED_ORDERS; number++) {
    for (const record of recordsOf({
      ...TERMS,
      ...namesOf(number),
      accountId,
      instrumentId,
      createdAtMs: timeMs(nowMs - AGE_MS),
    }))
      journal.append(record, () => undefined)
  }
  await Promise.race([journal.drained(), failed.promise])
  await journal.close()
}

const TERMS = {
  ...PLAIN_ORDER,
  owner: HAND,
  source: 'hand',
  role: 'entry',
  parentOrderId: undefined,
  side: 'buy',
  type: 'limit',
  triggerPrice: undefined,
  timeInForce: 'GTC',
  reduceOnly: false,
  reason: 'by hand',
} as const

/** What no two orders share; of the size that orders have which trade. */
function namesOf(
  number: number,
): Pick<OrderTerms, 'orderId' | 'idempotencyKey' | 'quantity' | 'limitPrice' | 'stopLossPrice' | 'takeProfitPrice'> {
  return {
    orderId: orderId(`${EARLIER_ORDERS}-${number}`),
    idempotencyKey: `earlier-${number}`,
    quantity: quantity(`0.${1_000 + number}`),
    limitPrice: price(`${10_000 + number}.25`),
    stopLossPrice: price(`${9_000 + number}.25`),
    takeProfitPrice: price(`${11_000 + number}.25`),
  }
}

/** Written, and never sent: what an order becomes that the venue did not get before a crash. */
function recordsOf(terms: OrderTerms): JournalRecord[] {
  const intended = pendingOrder(terms)
  const at = { orderId: terms.orderId, timeMs: terms.createdAtMs }
  const fact: OrderFact = { kind: 'orderUnsent', reason: 'the venue has never seen it', ...at }
  const ended = applyFact(intended, fact)
  if (ended.kind !== 'changed') throw new Error(`an order that was not sent is ${ended.kind}`)
  return [
    { fact: { kind: 'orderIntended', terms, timeMs: at.timeMs }, order: intended },
    { fact, order: ended.order },
  ]
}
