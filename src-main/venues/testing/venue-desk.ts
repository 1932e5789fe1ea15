import { Decimal } from '../../base/index.ts'
import {
  type Instrument,
  type OrderId,
  type TradingVenue,
  type VenueAdjustment,
  type VenueCapabilities,
  type VenueFact,
  type VenueFill,
} from '../../domain/index.ts'
import { type OrderWords, testOrder } from './orders.ts'

/** How the conformance suites get a trading venue. */
export interface TradingVenueFixture {
  /** Tick 0.5, lot 0.1, least worth 5; a linear perpetual. */
  readonly instrument: Instrument
  /** What the venue says of itself; tests of what it does not offer are skipped. */
  readonly capabilities: VenueCapabilities
  /** The books outlive the venue. */
  readonly isDurable: boolean
  /** A started venue with new books: 10,000 cash and no fees but those of the venue's own. */
  create(): Promise<TradingVenueSubject>
}

export interface TradingVenueSubject {
  readonly venue: TradingVenue
  /** Moves the best prices of the market; resolves once everything that follows was told. */
  quote(bid: number, ask: number, size?: number): Promise<void>
  /** Lets session time pass. */
  pass(durationMs: number): Promise<void>
  /** Pays funding at this rate and mark price; absent where the fixture cannot bring it about. */
  fund?(rate: number, markPrice: number): Promise<void>
  /** Resolves once everything that was decided was told. */
  settled(): Promise<void>
  /** Ends the venue and opens it again on the same books. */
  reopen(): Promise<TradingVenueSubject>
}

/** A venue with everything it says written down. */
export class VenueDesk {
  readonly facts: VenueFact[] = []
  readonly adjustments: VenueAdjustment[] = []
  readonly subject: TradingVenueSubject
  readonly #instrument: Instrument

  constructor(subject: TradingVenueSubject, instrument: Instrument) {
    this.subject = subject
    this.#instrument = instrument
    subject.venue.onFact((fact) => this.facts.push(fact))
    subject.venue.onAdjustment((adjustment) => this.adjustments.push(adjustment))
  }

  get venue(): TradingVenue {
    return this.subject.venue
  }

  async submit(words: OrderWords): Promise<OrderId> {
    const request = testOrder({ instrument: this.#instrument, ...words })
    this.venue.submit(request)
    await this.subject.settled()
    return request.orderId
  }

  /** The words are the order as it shall be. */
  async amend(words: OrderWords): Promise<void> {
    const { orderId, instrumentId, quantity, limitPrice, triggerPrice } = testOrder({
      instrument: this.#instrument,
      ...words,
    })
    this.venue.amend({ orderId, instrumentId, quantity, limitPrice, triggerPrice })
    await this.subject.settled()
  }

  async cancel(id: OrderId): Promise<void> {
    this.venue.cancel(id)
    await this.subject.settled()
  }

  quote(bid: number, ask: number, size?: number): Promise<void> {
    return this.subject.quote(bid, ask, size)
  }

  /** Kinds of the facts of one order, in order. */
  kinds(id: string): string[] {
    return this.facts.filter((fact) => fact.orderId === id).map((fact) => fact.kind)
  }

  fills(id?: string): VenueFill[] {
    return this.facts.filter((fact) => fact.kind === 'filled').filter((fact) => id === undefined || fact.orderId === id)
  }

  /** `quantity @ price` of each fill of one order. */
  fillWords(id: string): string[] {
    return this.fills(id).map((fill) => `${fill.quantity.toString()} @ ${fill.price.toString()}`)
  }
}

export async function openDesk(fixture: TradingVenueFixture): Promise<VenueDesk> {
  return new VenueDesk(await fixture.create(), fixture.instrument)
}

export function sum(values: readonly Decimal[]): Decimal {
  return Decimal.sum(0, ...values)
}
