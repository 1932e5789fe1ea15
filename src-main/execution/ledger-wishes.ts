import {
  price,
  quantity,
  type AccountId,
  type AmendableTerms,
  type Handover,
  type Order,
  type OrderId,
  type OrderTerms,
} from '../domain/index.ts'
import type { Database } from '../storage/index.ts'
import { REPLACE_CANCEL_REASON, replacementKey } from './order-amends.ts'

/** Newest amendments whose keys are known again. */
const AMENDMENTS = 1_000
/** The same of handovers. */
const HANDOVERS = 1_000

/** Other terms that were asked for under a key. */
export interface AmendWish {
  readonly orderId: OrderId
  readonly idempotencyKey: string
  readonly terms: AmendableTerms
}

/** The terms that an order was made with, where it has been given others since. */
export interface OriginalTerms {
  readonly orderId: OrderId
  readonly terms: AmendableTerms
}

/** What orders were wished to be. Of thousands most have their first terms still: those are not copied. */
export function wishedTerms(orders: readonly Order[], originalTerms: readonly OriginalTerms[]): OrderTerms[] {
  const original = new Map(originalTerms.map(({ orderId, terms }) => [orderId, terms]))
  return orders.map(({ terms }) => {
    const first = original.get(terms.orderId)
    return first ? Object.assign({}, terms, first) : terms
  })
}

/** A handover that was made, under the key that it was asked for with. */
export type MadeHandover = Pick<Handover, 'handoverId' | 'instrumentId' | 'from' | 'to'>

interface TermsPayload {
  readonly quantity: string
  readonly limitPrice?: string
  readonly triggerPrice?: string
}

/** Oldest first. */
export function readAmendWishes(database: Database, accountId: AccountId): AmendWish[] {
  const rows = database
    .prepare<[string], { payload: string }>(
      `SELECT payload FROM facts WHERE account_id = ? AND kind = 'amendRequested'
         AND json_extract(payload, '$.idempotencyKey') IS NOT NULL ORDER BY seq DESC LIMIT ${AMENDMENTS}`,
    )
    .all(accountId)
  return rows.map(({ payload }) => amendWishOf(payload)).reverse()
}

/** The newest, oldest first. */
export function readMadeHandovers(database: Database, accountId: AccountId): MadeHandover[] {
  const rows = database
    .prepare<[string], { payload: string }>(
      `SELECT payload FROM facts WHERE account_id = ? AND kind = 'handedOver' ORDER BY seq DESC LIMIT ${HANDOVERS}`,
    )
    .all(accountId)
  return rows.reverse().map(({ payload }) => {
    const { handoverId, instrumentId, from, to } = (JSON.parse(payload) as { handover: MadeHandover }).handover
    return { handoverId, instrumentId, from, to }
  })
}

/** Of orders that the venue, or the engine, has given other terms. */
export function readOriginalTerms(database: Database, accountId: AccountId): OriginalTerms[] {
  const rows = database
    .prepare<[string], { orderId: OrderId; terms: string }>(
      `SELECT made.order_id AS orderId, json_extract(made.payload, '$.terms') AS terms FROM facts AS made
       WHERE made.account_id = ? AND made.kind = 'orderIntended' AND made.order_id IN (
         SELECT amended.order_id FROM facts AS amended
         WHERE amended.account_id = made.account_id AND amended.kind = 'venue.amended')`,
    )
    .all(accountId)
  return rows.map(({ orderId, terms }) => ({ orderId, terms: termsOf(JSON.parse(terms) as TermsPayload) }))
}

/** Orders on their way out, or gone, for one with other terms that was neither placed nor refused yet. */
export function readReplacing(database: Database, accountId: AccountId): OrderId[] {
  const rows = database
    .prepare<{ accountId: string; reason: string }, { orderId: OrderId }>(
      `SELECT DISTINCT orders.order_id AS orderId
       FROM orders JOIN facts ON facts.order_id = orders.order_id AND facts.account_id = orders.account_id
       WHERE orders.account_id = @accountId AND orders.amendment IS NOT NULL
         AND facts.kind = 'cancelRequested' AND json_extract(facts.payload, '$.reason') = @reason`,
    )
    .all({ accountId, reason: REPLACE_CANCEL_REASON })
  const replacing = rows.map(({ orderId }) => orderId)
  if (replacing.length === 0) return []
  const denied = readDeniedKeys(database, accountId)
  return replacing.filter((orderId) => !isPlaced(database, orderId) && !denied.has(replacementKey(orderId)))
}

function isPlaced(database: Database, orderId: OrderId): boolean {
  const sql = 'SELECT 1 FROM orders WHERE parent_order_id = ? AND idempotency_key = ?'
  return database.prepare<[string, string]>(sql).get(orderId, replacementKey(orderId)) !== undefined
}

/** What risk has refused once is not asked for again by a later start. */
function readDeniedKeys(database: Database, accountId: AccountId): ReadonlySet<string> {
  const sql = `SELECT json_extract(payload, '$.intent.idempotencyKey') AS key FROM facts
    WHERE account_id = ? AND kind = 'orderDenied'`
  const rows = database.prepare<[string], { key: string }>(sql).all(accountId)
  return new Set(rows.map(({ key }) => key))
}

function amendWishOf(payload: string): AmendWish {
  const fact = JSON.parse(payload) as TermsPayload & { orderId: OrderId; idempotencyKey: string }
  return { orderId: fact.orderId, idempotencyKey: fact.idempotencyKey, terms: termsOf(fact) }
}

function termsOf({ quantity: whole, limitPrice, triggerPrice }: TermsPayload): AmendableTerms {
  return {
    quantity: quantity(whole),
    limitPrice: limitPrice === undefined ? undefined : price(limitPrice),
    triggerPrice: triggerPrice === undefined ? undefined : price(triggerPrice),
  }
}
