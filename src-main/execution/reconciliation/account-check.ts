import { type Decimal, type Logger, ZERO } from '../../base/index.ts'
import type { InstrumentId, Money, Order, Price, Quantity, VenueAccountReport } from '../../domain/index.ts'
import type { OrderStore } from '../order-store.ts'
import type { Books } from '../ports.ts'
import type { DifferenceFinding } from './difference.ts'
import { inFlightOf, isInFlight } from './order-answers.ts'
import type { InstrumentOutcome } from './report.ts'
import { venueNets } from './venue-legs.ts'

/** How an instrument, or the account, stood here at one moment: two that are the same had nothing happen in between. */
interface Mark {
  readonly orders: readonly Order[]
  readonly figure: Decimal
}

interface Suspicion {
  readonly numbers: string
  readonly mark: Mark
}

export interface AccountMarks {
  readonly instruments: ReadonlyMap<InstrumentId, Mark>
  readonly account: Mark
}

/** What each side says. */
export interface Sides<T> {
  readonly ledger: T
  readonly venue: T
}

export interface AccountComparison {
  readonly outcomes: ReadonlyMap<InstrumentId, InstrumentOutcome>
  readonly findings: readonly DifferenceFinding[]
  /** Net positions as both sides told them. */
  readonly quantities: ReadonlyMap<InstrumentId, Sides<Quantity>>
  readonly cashLessCost: Sides<Money> & { readonly currency: string }
  /** Seen for the first time: to be looked at again, and until then nothing is said. */
  readonly suspects: readonly InstrumentId[]
  /** Asking once more would tell more. */
  readonly isUnsettled: boolean
  readonly cash: 'agreed' | 'differs' | 'suspect' | 'deferred'
}

export interface AccountCheckPorts {
  readonly store: Pick<OrderStore, 'open'>
  readonly books: Books
  readonly logger: Logger
  /** Differences in cash up to this are not told. */
  readonly cashTolerance: Decimal
}

const NOTHING: Mark = { orders: [], figure: ZERO }

/**
 * Compares positions and cash with what the venue answered. What happened here while it was asked, or is on its way, defers
 * the verdict; a difference stands once it was seen twice with the same numbers and nothing in between.
 */
export class AccountCheck {
  readonly #ports: AccountCheckPorts
  readonly #suspicions = new Map<InstrumentId, Suspicion>()
  #cashSuspicion: Suspicion | undefined

  constructor(ports: AccountCheckPorts) {
    this.#ports = ports
  }

  /** How everything stands before the venue is asked. */
  marks(): AccountMarks {
    const { store, books } = this.#ports
    const orders = store.open()
    const instruments = new Set(books.openPositions().map(({ instrumentId }) => instrumentId))
    for (const { terms } of orders) instruments.add(terms.instrumentId)
    return {
      instruments: new Map([...instruments].map((instrumentId) => [instrumentId, this.#markOf(instrumentId, orders)])),
      account: { orders, figure: books.cashLessCost },
    }
  }

  /** @param also further instruments to give an outcome for. */
  compare(account: VenueAccountReport, before: AccountMarks, also: Iterable<InstrumentId>): AccountComparison {
    const { store } = this.#ports
    const held = venueNets(account.positions)
    const inFlight = inFlightOf(store.open())
    const outcomes = new Map<InstrumentId, InstrumentOutcome>()
    const findings: DifferenceFinding[] = []
    const suspects: InstrumentId[] = []
    const quantities = new Map<InstrumentId, Sides<Quantity>>()
    for (const instrumentId of new Set([...before.instruments.keys(), ...held.keys(), ...also])) {
      const venue = held.get(instrumentId)
      const finding = this.#finding(instrumentId, venue?.quantity, venue?.entryPrice)
      const verdict = this.#verdict(
        finding,
        before.instruments.get(instrumentId) ?? NOTHING,
        inFlight.get(instrumentId),
      )
      outcomes.set(instrumentId, verdict)
      quantities.set(instrumentId, { ledger: finding.ledger, venue: finding.venue })
      if (verdict.kind === 'differs') findings.push(finding)
      if (verdict === SEEN_ONCE) suspects.push(instrumentId)
    }
    const cash = this.#compareCash(account, before.account)
    if (cash.finding) findings.push(cash.finding)
    const isUnsettled =
      cash.isUnsettled || [...outcomes.values()].some((each) => each === SEEN_ONCE || each === CHANGED)
    const cashLessCost = {
      currency: account.currency,
      ledger: this.#ports.books.cashLessCost,
      venue: venueCashLessCost(account),
    }
    return { outcomes, findings, quantities, cashLessCost, suspects, isUnsettled, cash: cash.verdict }
  }

  #finding(
    instrumentId: InstrumentId,
    quantity: Quantity | undefined,
    entryPrice: Price | undefined,
  ): Extract<DifferenceFinding, { kind: 'position' }> {
    return {
      kind: 'position',
      instrumentId,
      ledger: this.#ports.books.netQuantity(instrumentId),
      venue: quantity ?? (ZERO as Quantity),
      entryPrice: entryPrice ?? (ZERO as Price),
    }
  }

  #verdict(
    finding: Extract<DifferenceFinding, { kind: 'position' }>,
    before: Mark,
    inFlight: string | undefined,
  ): InstrumentOutcome {
    const { instrumentId, ledger, venue } = finding
    const suspicion = this.#suspicions.get(instrumentId)
    this.#suspicions.delete(instrumentId)
    if (ledger.eq(venue)) return { kind: 'agreed' }
    if (inFlight !== undefined) return { kind: 'deferred', reason: `order ${inFlight} is on its way` }
    const mark = this.#markOf(instrumentId, this.#ports.store.open())
    if (!isSame(before, mark)) return CHANGED
    const numbers = `${ledger.toFixed()}>${venue.toFixed()}`
    this.#suspicions.set(instrumentId, { numbers, mark })
    const isSeenAgain = suspicion?.numbers === numbers && isSame(suspicion.mark, mark)
    if (!isSeenAgain) return SEEN_ONCE
    return { kind: 'differs', reason: `position ${ledger.toFixed()} here, ${venue.toFixed()} at the venue` }
  }

  #compareCash(account: VenueAccountReport, before: Mark): CashVerdict {
    const { books, store, cashTolerance } = this.#ports
    const suspicion = this.#cashSuspicion
    this.#cashSuspicion = undefined
    const ledger = books.cashLessCost
    const venue = venueCashLessCost(account)
    if (ledger.sub(venue).abs().lte(cashTolerance)) return { verdict: 'agreed', isUnsettled: false }
    const mark: Mark = { orders: store.open(), figure: ledger }
    if (mark.orders.some(isInFlight)) return { verdict: 'deferred', isUnsettled: false }
    if (!isSame(before, mark)) return { verdict: 'deferred', isUnsettled: true }
    const numbers = `${ledger.toFixed()}>${venue.toFixed()}`
    this.#cashSuspicion = { numbers, mark }
    const isSeenAgain = suspicion?.numbers === numbers && isSame(suspicion.mark, mark)
    if (!isSeenAgain) return { verdict: 'suspect', isUnsettled: true }
    const { currency } = account
    return { verdict: 'differs', isUnsettled: false, finding: { kind: 'cash', currency, ledger, venue } }
  }

  #markOf(instrumentId: InstrumentId, orders: readonly Order[]): Mark {
    return {
      orders: orders.filter(({ terms }) => terms.instrumentId === instrumentId),
      figure: this.#ports.books.netQuantity(instrumentId),
    }
  }
}

interface CashVerdict {
  readonly verdict: AccountComparison['cash']
  readonly isUnsettled: boolean
  readonly finding?: DifferenceFinding
}

const CHANGED: InstrumentOutcome = { kind: 'deferred', reason: 'something happened while the venue was asked' }
const SEEN_ONCE: InstrumentOutcome = { kind: 'deferred', reason: 'the difference was seen once and is looked at again' }

/** Orders are replaced by every fact about them, so the same ones mean that nothing was said. */
function isSame(left: Mark, right: Mark): boolean {
  return (
    left.figure.eq(right.figure) &&
    left.orders.length === right.orders.length &&
    left.orders.every((order, index) => order === right.orders[index])
  )
}

function venueCashLessCost({ cash, positions }: VenueAccountReport): Money {
  return positions.reduce<Decimal>(
    (rest, { quantity, entryPrice }) => rest.sub(quantity.mul(entryPrice)),
    cash,
  ) as Money
}
