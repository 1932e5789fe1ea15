import type { PriceAlertDelta, PriceAlertView } from '../../src-contract/index.ts'
import { type Clock, Decimal, Emitter, EngineError, type Event, roundToStep, toFloat } from '../base/index.ts'
import { type Candle, type InstrumentId, parseInstrumentId, type Quote } from '../domain/index.ts'
import { AlertIds } from './alert-ids.ts'
import type { PriceAlertMarket, StoredPriceAlert } from './alert-ports.ts'
import { barMark, extremeOf, isReachedBy, isReachedWithin } from './price-alert.ts'

/** Price alerts that may wait at the same time. */
export const MAX_PRICE_ALERTS = 200

/** What somebody asks for. */
export interface PriceAlertDraft {
  readonly instrumentId: string
  readonly price: string
  readonly note: string
}

/** A price alert that came true, and the price that made it so. */
export interface PriceReached {
  readonly alert: PriceAlertView
  readonly price: number
}

export interface PriceAlertBookPorts {
  readonly market: PriceAlertMarket
  /** System clock, for ids. */
  readonly clock: Clock
  /** Hears what a listener throws. */
  readonly onError: (error: unknown) => void
}

/** Prices that somebody waits for. */
export class PriceAlertBook {
  readonly #ports: PriceAlertBookPorts
  readonly #ids = new AlertIds('price')
  /** In the order in which they were made. */
  readonly #alerts = new Map<string, StoredPriceAlert>()
  readonly #byInstrument = new Map<InstrumentId, StoredPriceAlert[]>()
  readonly #changes: Emitter<PriceAlertDelta>
  readonly #reached: Emitter<PriceReached>

  constructor(ports: PriceAlertBookPorts) {
    this.#ports = ports
    this.#changes = new Emitter(ports.onError)
    this.#reached = new Emitter(ports.onError)
  }

  /** A price alert was made, or is gone. */
  get onChange(): Event<PriceAlertDelta> {
    return this.#changes.event
  }

  /** Told before the price alert is gone. */
  get onReached(): Event<PriceReached> {
    return this.#reached.event
  }

  /** Newest first. */
  list(): PriceAlertView[] {
    return Array.from(this.#alerts.values(), ({ view }) => view).reverse()
  }

  /** In the order in which they were made, as they are kept. */
  stored(): StoredPriceAlert[] {
    return [...this.#alerts.values()]
  }

  /** The instruments that are waited for, each with the session time of its oldest wait. */
  waitingSince(): Map<InstrumentId, number> {
    return new Map(
      Array.from(this.#byInstrument, ([instrumentId, waiting]) => [
        instrumentId,
        Math.min(...waiting.map(({ since }) => since.openTimeMs)),
      ]),
    )
  }

  find(priceAlertId: string): StoredPriceAlert | undefined {
    return this.#alerts.get(priceAlertId)
  }

  /**
   * Begins to wait for a price, rounded to the instrument's tick; the side from which it has to come follows from the
   * price of the moment.
   * @throws EngineError `UNKNOWN_INSTRUMENT`, `PRICE_UNAVAILABLE` before the first price, `BAD_REQUEST` where the price
   * is there already or too many are waited for.
   */
  create(draft: PriceAlertDraft): PriceAlertView {
    const { market, clock } = this.#ports
    const { instrumentId, tickSize } = market.instrument(draft.instrumentId)
    this.#requireRoom()
    const last = market.lastPrice(instrumentId)
    if (last === undefined) {
      throw new EngineError('PRICE_UNAVAILABLE', `There is no price of ${instrumentId} yet. Try again in a moment.`)
    }
    const price = requirePrice(roundToStep(new Decimal(draft.price), tickSize), { draft, tickSize })
    const direction = directionOf(price, last)
    const nowMs = market.nowMs(instrumentId)
    const view: PriceAlertView = {
      priceAlertId: this.#ids.next(clock.nowMs()),
      instrumentId,
      price: price.toFixed(),
      direction,
      note: draft.note,
      createdAtMs: nowMs,
    }
    const alert = { view, since: barMark({ direction, nowMs, forming: market.formingMinute(instrumentId) }) }
    this.#add(alert)
    this.#changes.fire({ priceAlertId: view.priceAlertId, alert: view })
    return view
  }

  /** @throws EngineError `UNKNOWN_ALERT`. */
  remove(priceAlertId: string): void {
    const alert = this.#alerts.get(priceAlertId)
    if (!alert) {
      throw new EngineError('UNKNOWN_ALERT', `There is no price alert ${priceAlertId}; it may have come true already.`)
    }
    this.#remove(alert)
  }

  /** Takes over what was waited for before a restart, oldest first. */
  restore(stored: readonly StoredPriceAlert[]): void {
    for (const alert of stored) {
      this.#add(alert)
      this.#changes.fire({ priceAlertId: alert.view.priceAlertId, alert: alert.view })
    }
  }

  /** A trade or a quote has come. A bid at the price waited for counts as well as a trade, and so does an offer. */
  handlePrice(instrumentId: InstrumentId, last: number, quote: Quote | undefined): void {
    const waiting = this.#byInstrument.get(instrumentId)
    if (waiting === undefined) return
    for (const alert of waiting) {
      const price = furthest(alert, last, quote)
      if (isReachedBy(alert, price)) this.#reach(alert, price)
    }
  }

  /** A 1m bar has changed or closed. */
  handleBar(instrumentId: InstrumentId, candle: Candle): void {
    const waiting = this.#byInstrument.get(instrumentId)
    if (waiting === undefined) return
    for (const alert of waiting) {
      if (isReachedWithin(alert, candle)) this.#reach(alert, extremeOf(alert.view.direction, candle))
    }
  }

  #reach(alert: StoredPriceAlert, price: number): void {
    this.#reached.fire({ alert: alert.view, price })
    this.#remove(alert)
  }

  #add(alert: StoredPriceAlert): void {
    const { priceAlertId } = alert.view
    const instrumentId = parseInstrumentId(alert.view.instrumentId)
    this.#alerts.set(priceAlertId, alert)
    this.#byInstrument.set(instrumentId, [...(this.#byInstrument.get(instrumentId) ?? []), alert])
  }

  /** The list of the instrument is replaced, not changed: somebody may be going through it. */
  #remove(alert: StoredPriceAlert): void {
    const { priceAlertId } = alert.view
    const instrumentId = parseInstrumentId(alert.view.instrumentId)
    this.#alerts.delete(priceAlertId)
    const others = this.#byInstrument.get(instrumentId)?.filter((each) => each !== alert) ?? []
    if (others.length > 0) this.#byInstrument.set(instrumentId, others)
    else this.#byInstrument.delete(instrumentId)
    this.#changes.fire({ priceAlertId, alert: null })
  }

  #requireRoom(): void {
    if (this.#alerts.size < MAX_PRICE_ALERTS) return
    throw new EngineError(
      'BAD_REQUEST',
      `${this.#alerts.size} prices are waited for, and at most ${MAX_PRICE_ALERTS} are allowed. Remove one first.`,
    )
  }
}

function requirePrice(price: Decimal, { draft, tickSize }: { draft: PriceAlertDraft; tickSize: Decimal }): Decimal {
  if (price.gt(0)) return price
  throw new EngineError(
    'BAD_REQUEST',
    `price: ${draft.price} rounds to 0; the smallest price of ${draft.instrumentId} is ${tickSize.toFixed()}.`,
  )
}

function directionOf(price: Decimal, last: number): 'above' | 'below' {
  const level = toFloat(price)
  if (level === last) {
    throw new EngineError('BAD_REQUEST', `price: the market stands at ${last} already; choose a price above or below.`)
  }
  return level > last ? 'above' : 'below'
}

/** The price on the way furthest: the last one, or what somebody bids above it or offers below it. */
function furthest({ view }: StoredPriceAlert, last: number, quote: Quote | undefined): number {
  if (!quote) return last
  return view.direction === 'above' ? Math.max(last, quote.bid) : Math.min(last, quote.ask)
}
