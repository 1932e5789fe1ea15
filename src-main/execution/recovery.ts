import { type Clock, Decimal, EngineError, errorText, type Logger, type TimeMs, ZERO } from '../base/index.ts'
import {
  type InstrumentId,
  isTerminal,
  type Money,
  type Order,
  type OrderId,
  type Quantity,
  type TradingVenue,
  type VenueAccountReport,
  type VenueFact,
  type VenueOrderReport,
} from '../domain/index.ts'
import type { RecordedChange } from './fact-recorder.ts'
import { type OrderFact, venueFact } from './order-machine.ts'
import type { OrderStore } from './order-store.ts'
import type { Books } from './ports.ts'

/** Two words on one thing. */
export interface Difference<T> {
  readonly ledger: T
  readonly venue: T
}

/** What the ledger and the venue had to say about each other. */
export interface RecoveryReport {
  /** Open orders that the venue was asked about. */
  readonly checkedOrders: number
  /** Facts that the ledger had missed and now has. */
  readonly recoveredFacts: number
  /** Of those, executions. */
  readonly recoveredFills: number
  /** Never reached the venue. */
  readonly unsentOrders: readonly OrderId[]
  /** The venue had them once and no longer knows them. */
  readonly lostOrders: readonly OrderId[]
  /** Open at the venue and not in the ledger; left as they are. */
  readonly unknownOrders: readonly VenueOrderReport[]
  /** The venue says more was filled than it lists executions for. */
  readonly unexplainedFills: readonly (Difference<Quantity> & { readonly orderId: OrderId })[]
  /** Cash less the cost of open positions, where it differs. */
  readonly cash: Difference<Money> | undefined
  readonly positions: readonly (Difference<Quantity> & { readonly instrumentId: InstrumentId })[]
  /** Protective orders that were missing and were placed. */
  readonly protectionPlaced: number
  /** True when nothing is left that a person has to look at. */
  readonly isConsistent: boolean
}

export interface RecoveryPorts {
  readonly store: OrderStore
  readonly venue: TradingVenue
  readonly books: Books
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
  /** On its way to disk and sent from there: not for the venue to know yet. */
  readonly isOnItsWay: (orderId: OrderId) => boolean
  /** Makes a fact take effect; undefined where it changed nothing. */
  readonly apply: (order: Order, fact: OrderFact) => RecordedChange | undefined
}

type Findings = Omit<RecoveryReport, 'protectionPlaced' | 'isConsistent'>

/** What differs after one round and not after the next was only told at different moments. */
const MOST_ROUNDS = 3

interface Round {
  /** Orders that the venue was asked about. */
  readonly asked: readonly Order[]
  readonly atVenue: readonly VenueOrderReport[]
  readonly differences: Pick<Findings, 'cash' | 'positions' | 'unexplainedFills'>
}

/**
 * Asks the venue about everything that the ledger leaves open, and books its answers as facts. Trading may go on
 * meanwhile: of an order that has changed since it was asked about, the answer is out of date.
 */
export class Recovery {
  readonly #ports: RecoveryPorts
  readonly #unsent: OrderId[] = []
  readonly #lost: OrderId[] = []
  #facts = 0
  #fills = 0

  constructor(ports: RecoveryPorts) {
    this.#ports = ports
  }

  /** Rejects with `EngineError` `NOT_READY` when the venue cannot be asked; then nothing was assumed. */
  async run(): Promise<Findings> {
    const first = await this.#round()
    let last = first
    for (let round = 1; round < MOST_ROUNDS && differs(last); round++) last = await this.#round()
    return {
      checkedOrders: first.asked.length,
      recoveredFacts: this.#facts,
      recoveredFills: this.#fills,
      unsentOrders: this.#unsent,
      lostOrders: this.#lost,
      unknownOrders: last.atVenue.filter(({ orderId }) => !this.#ports.store.get(orderId)),
      ...last.differences,
    }
  }

  /** Every question comes before the first answer is booked. */
  async #round(): Promise<Round> {
    const { store, venue, books, isOnItsWay } = this.#ports
    const asked = store.open().filter(({ terms }) => !isOnItsWay(terms.orderId))
    const reports: VenueOrderReport[] = []
    const unknown: Order[] = []
    for (const order of asked) {
      const { orderId } = order.terms
      const report = await this.#ask(`order ${orderId}`, () => venue.queryOrder(orderId))
      if (report) reports.push(report)
      else unknown.push(order)
    }
    const atVenue = await this.#ask('its open orders', () => venue.queryOpenOrders())
    const account = await this.#ask('the account', () => venue.queryAccount())
    const changed = asked.filter((order) => !this.#isAsAsked(order))
    for (const order of unknown) if (!changed.includes(order)) this.#handleNotFound(order.terms.orderId)
    const unexplainedFills = this.#adopt(reports, new Set(changed.map(({ terms }) => terms.orderId)))
    return { asked, atVenue, differences: { unexplainedFills, ...compareAccount(books, account) } }
  }

  #isAsAsked(order: Order): boolean {
    return this.#ports.store.get(order.terms.orderId) === order
  }

  #handleNotFound(orderId: OrderId): void {
    const timeMs = this.#ports.clock.nowMs()
    const order = this.#openOrder(orderId)
    if (!order) return
    const wasKnown = order.venueOrderId !== undefined || order.filledQuantity.gt(ZERO)
    if (wasKnown) {
      this.#lost.push(orderId)
      this.#recordVenue({ kind: 'cancelled', orderId, reason: 'the venue no longer knows this order', timeMs })
    } else {
      this.#unsent.push(orderId)
      this.#record(order, { kind: 'orderUnsent', orderId, reason: 'the venue never saw this order', timeMs })
    }
  }

  /**
   * Executions of all orders are booked in the order of their times: a position's path depends on it. Returns those that
   * the venue counts and does not list; an order that has changed meanwhile may have filled further than its report says.
   */
  #adopt(reports: readonly VenueOrderReport[], changed: ReadonlySet<OrderId>): Findings['unexplainedFills'] {
    for (const report of reports) this.#adoptAcceptance(report)
    const fills = reports.flatMap((report) => report.fills)
    for (const fill of fills.toSorted((left, right) => left.timeMs - right.timeMs)) this.#recordVenue(fill)
    const unexplained = reports.flatMap(({ orderId, filledQuantity: venue }) => {
      const ledger = this.#ports.store.get(orderId)?.filledQuantity
      const isExplained = !ledger || ledger.eq(venue) || (changed.has(orderId) && ledger.gt(venue))
      return isExplained ? [] : [{ orderId, ledger, venue }]
    })
    for (const report of reports) this.#adoptEnd(report)
    return unexplained
  }

  #adoptAcceptance({ orderId, venueOrderId }: VenueOrderReport): void {
    const timeMs = this.#ports.clock.nowMs()
    const order = this.#openOrder(orderId)
    if (order?.state.kind === 'pending') this.#record(order, { kind: 'orderSubmitted', orderId, timeMs })
    if (order) this.#recordVenue({ kind: 'accepted', orderId, venueOrderId, timeMs })
  }

  #adoptEnd(report: VenueOrderReport): void {
    const order = this.#openOrder(report.orderId)
    if (!order) return
    const end = endOf(report, this.#ports.clock.nowMs())
    if (end) this.#recordVenue(end)
    // The cancel may have been lost with the connection; asking twice does no harm.
    else if (order.state.kind === 'cancelling') this.#ports.venue.cancel(report.orderId)
  }

  #openOrder(orderId: OrderId): Order | undefined {
    const order = this.#ports.store.get(orderId)
    return order && !isTerminal(order.state) ? order : undefined
  }

  #recordVenue(fact: VenueFact): void {
    const order = this.#ports.store.get(fact.orderId)
    if (order && this.#record(order, venueFact(fact)) && fact.kind === 'filled') this.#fills += 1
  }

  #record(order: Order, fact: OrderFact): boolean {
    const isNew = this.#ports.apply(order, fact) !== undefined
    if (isNew) this.#facts += 1
    return isNew
  }

  async #ask<T>(what: string, question: () => Promise<T>): Promise<T> {
    const { venueId } = this.#ports.venue
    try {
      return await question()
    } catch (error) {
      this.#ports.logger.error('the venue could not be asked', { venueId, what, error: errorText(error) })
      throw new EngineError(
        'NOT_READY',
        `${venueId} could not be asked about ${what}: ${errorText(error)}. Nothing was assumed, and nothing is entered before it has answered.`,
        { cause: error },
      )
    }
  }
}

/** True when ledger and venue agree on everything. */
export function isConsistent(findings: Findings): boolean {
  const { unknownOrders, lostOrders, unexplainedFills, cash, positions } = findings
  return !cash && [unknownOrders, lostOrders, unexplainedFills, positions].every((list) => list.length === 0)
}

/** The fact that ended the order; a filled one is ended by its executions. */
function endOf({ state, orderId, reason }: VenueOrderReport, timeMs: TimeMs): VenueFact | undefined {
  switch (state) {
    case 'cancelled':
    case 'rejected':
    case 'expired':
      return { kind: state, orderId, reason: reason ?? `the venue says ${state}`, timeMs }
    default:
      return undefined
  }
}

/** The venue rounds its average prices in its own way; less than this is not a difference. */
const CASH_TOLERANCE = new Decimal('1e-9')

function venueCashLessCost({ cash, positions }: VenueAccountReport): Money {
  return positions.reduce<Decimal>(
    (rest, { quantity, entryPrice }) => rest.sub(quantity.mul(entryPrice)),
    cash,
  ) as Money
}

function differs({ differences }: Round): boolean {
  const { cash, positions, unexplainedFills } = differences
  return cash !== undefined || positions.length > 0 || unexplainedFills.length > 0
}

function compareAccount(books: Books, account: VenueAccountReport): Pick<Findings, 'cash' | 'positions'> {
  const net = new Map<InstrumentId, Quantity>()
  for (const { instrumentId } of books.openPositions()) net.set(instrumentId, books.netQuantity(instrumentId))
  const held = new Map(account.positions.map(({ instrumentId, quantity }) => [instrumentId, quantity]))
  const positions = [...new Set([...net.keys(), ...held.keys()])]
    .map((instrumentId) => ({
      instrumentId,
      ledger: net.get(instrumentId) ?? (ZERO as Quantity),
      venue: held.get(instrumentId) ?? (ZERO as Quantity),
    }))
    .filter(({ ledger, venue }) => !ledger.eq(venue))
  const venue = venueCashLessCost(account)
  const isSame = books.cashLessCost.sub(venue).abs().lte(CASH_TOLERANCE)
  const cash = isSame ? undefined : { ledger: books.cashLessCost, venue }
  return { cash, positions }
}
