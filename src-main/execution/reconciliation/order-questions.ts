import { timeMs } from '../../base/index.ts'
import type { InstrumentId, Order, OrderId, VenueExecution, VenueOrderReport } from '../../domain/index.ts'
import { type Answer, type VenueQuestions } from './venue-questions.ts'

/** Clocks of venue and machine differ; executions are looked for from this much before the order was made. */
const CLOCK_MARGIN_MS = 60_000

/** What the venue said about one order that was asked about. */
export type OrderAnswer =
  | { readonly kind: 'known'; readonly order: Order; readonly report: VenueOrderReport }
  /** The venue does not know it; its executions, where it lists some all the same. */
  | { readonly kind: 'notFound'; readonly order: Order; readonly executions: readonly VenueExecution[] }
  | { readonly kind: 'failed'; readonly order: Order; readonly reason: string }

/** What the venue has open; instruments that it could not be asked about, with the reason. */
export interface OpenAtVenue {
  readonly reports: readonly VenueOrderReport[]
  readonly failed: ReadonlyMap<InstrumentId, string>
}

/**
 * Everything open, in one question; where that gets no answer, instrument by instrument, so that one that cannot be asked
 * about keeps no other from being compared.
 */
export async function askOpenOrders(
  questions: VenueQuestions,
  instruments: Iterable<InstrumentId>,
): Promise<OpenAtVenue> {
  const all = await questions.openOrders()
  if (all.kind === 'answered') return { reports: all.value, failed: new Map() }
  const reports: VenueOrderReport[] = []
  const failed = new Map<InstrumentId, string>()
  for (const instrumentId of instruments) {
    const answer = await questions.openOrders(instrumentId)
    if (answer.kind === 'answered') reports.push(...answer.value)
    else failed.set(instrumentId, answer.reason)
  }
  return { reports, failed }
}

/** Asks about each order: from the list where it stands there, else by a question of its own. */
export async function askOrders(
  questions: VenueQuestions,
  orders: readonly Order[],
  open: OpenAtVenue | undefined,
): Promise<OrderAnswer[]> {
  const listed = new Map<OrderId, VenueOrderReport>(open?.reports.map((report) => [report.orderId, report]))
  const answers: OrderAnswer[] = []
  for (const order of orders) {
    const { orderId, instrumentId } = order.terms
    const inList = listed.get(orderId)
    const failure = open?.failed.get(instrumentId)
    if (inList) answers.push(await withExecutions(questions, order, inList))
    else if (failure === undefined) answers.push(await askOrder(questions, order))
    else answers.push({ kind: 'failed', order, reason: failure })
  }
  return answers
}

async function askOrder(questions: VenueQuestions, order: Order): Promise<OrderAnswer> {
  const answer = await questions.order(order.terms)
  if (answer.kind === 'failed') return { kind: 'failed', order, reason: answer.reason }
  if (answer.value) return withExecutions(questions, order, answer.value)
  // Some venues forget an order sooner than its executions: it is not called lost before these were looked for.
  const fills = await askExecutions(questions, order)
  if (fills.kind === 'failed') return { kind: 'failed', order, reason: fills.reason }
  return { kind: 'notFound', order, executions: fills.value }
}

/** A report that counts more than it lists is completed from the list of executions; where that fails it stays as it is. */
async function withExecutions(questions: VenueQuestions, order: Order, report: VenueOrderReport): Promise<OrderAnswer> {
  const listed = report.fills.reduce(
    (sum, fill) => sum.add(fill.quantity),
    report.filledQuantity.sub(report.filledQuantity),
  )
  if (listed.gte(report.filledQuantity)) return { kind: 'known', order, report }
  const answer = await askExecutions(questions, order)
  if (answer.kind === 'failed') return { kind: 'known', order, report }
  const known = new Set(report.fills.map(({ tradeId }) => tradeId))
  const missing = answer.value.filter(({ tradeId }) => !known.has(tradeId))
  return { kind: 'known', order, report: { ...report, fills: [...report.fills, ...missing] } }
}

async function askExecutions(questions: VenueQuestions, { terms }: Order): Promise<Answer<VenueExecution[]>> {
  const { orderId, instrumentId, createdAtMs } = terms
  const answer = await questions.fills(instrumentId, timeMs(Math.max(0, createdAtMs - CLOCK_MARGIN_MS)))
  if (answer.kind === 'failed') return answer
  // By the id alone, never by time: another order may have filled at the same moment.
  return { kind: 'answered', value: answer.value.filter((execution) => execution.orderId === orderId) }
}
