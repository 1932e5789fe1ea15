import { Decimal } from '../../base/index.ts'
import {
  type Instrument,
  type OrderId,
  type Side,
  type TradingVenue,
  type VenueAdjustment,
  type VenueCapabilities,
  type VenueFact,
  type VenueFill,
  type VenueOrderReport,
} from '../../domain/index.ts'
import { type OrderWords, testOrder } from './orders.ts'

/** What venues do each in their own way, while all of them keep the rules. */
export interface VenueManners {
  /** How what is left of a reduce-only order ends where there is nothing more to reduce. */
  readonly endOfRest: 'cancelled' | 'expired'
  /** How a fill-or-kill order ends that cannot be filled as a whole: taken and ended, or not taken at all. */
  readonly unfillable: 'expired' | 'rejected'
  /** Refuses the id of an order that has ended; exchanges take it again, and rely on us that it never comes. */
  readonly remembersEndedIds: boolean
  /** Knows what was paid for a holding. */
  readonly tellsEntryPrice: boolean
}

const OUR_MANNERS: VenueManners = {
  endOfRest: 'cancelled',
  unfillable: 'expired',
  remembersEndedIds: true,
  tellsEntryPrice: true,
}

/** How the conformance suites get a trading venue. */
export interface TradingVenueFixture {
  /** Tick 0.5 or 0.25, lot 0.1, least worth 5; a linear perpetual, or spot. */
  readonly instrument: Instrument
  /** Absent: as our own venues do it. */
  readonly manners?: Partial<VenueManners>
  /** What the venue says of itself; tests of what it does not offer are skipped. */
  readonly capabilities: VenueCapabilities
  /** The books outlive the venue. */
  readonly isDurable: boolean
  /**
   * A started venue with new books: 10,000 cash and no fees but those of the venue's own. A spot venue has some units of the
   * instrument as well, because it takes fees out of what is bought.
   */
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
  readonly #sides = new Map<string, Side>()

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
    this.#sides.set(request.orderId, request.side)
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

  /** The venue's word on an order of the instrument. */
  report(id: OrderId): Promise<VenueOrderReport | undefined> {
    return this.venue.queryOrder(id, this.#instrument.instrumentId)
  }

  /** What the venue says is held of the instrument. */
  async held(): Promise<Decimal> {
    const { positions } = await this.venue.queryAccount()
    const { instrumentId } = this.#instrument
    return sum(positions.filter((one) => one.instrumentId === instrumentId).map(({ quantity }) => quantity))
  }

  /** What the fills told so far have changed of that: fees that were taken out of it included. */
  reckoned(): Decimal {
    const { base } = this.#instrument
    return sum(
      this.fills().map(({ orderId, quantity, fee, feeCurrency }) => {
        const bought = this.#sides.get(orderId) === 'sell' ? quantity.neg() : quantity
        return feeCurrency === base ? bought.sub(fee) : bought
      }),
    )
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

export function mannersOf({ manners }: TradingVenueFixture): VenueManners {
  return { ...OUR_MANNERS, ...manners }
}

export function sum(values: readonly Decimal[]): Decimal {
  return Decimal.sum(0, ...values)
}
