import { type Clock, type Disposable, Emitter, errorText, type Event, type Logger } from '../../../base/index.ts'
import type { Instrument, InstrumentId } from '../../../domain/index.ts'
import type { ExchangeConnection } from '../connection/exchange-connection.ts'
import { VenueError } from '../connection/venue-error.ts'
import { nearSymbols } from './near-symbols.ts'
import { isOfProfile, isSameInstrument, type ListedMarket, readInstrument } from './read-instrument.ts'

/** What of a connection the table needs. */
export type InstrumentSource = Pick<ExchangeConnection, 'profile' | 'request'>

/** How the table is kept fresh. */
export interface Refreshing {
  /** The system clock. */
  readonly clock: Clock
  readonly logger: Logger
  readonly everyMs: number
}

interface Row {
  readonly instrument: Instrument
  /** Name in ccxt. */
  readonly symbol: string
}

/** What the venue trades and by which rules; both sides of the venue name instruments through it. */
export class InstrumentTable {
  readonly #source: InstrumentSource
  readonly #changes: Emitter<Instrument>
  #byId: ReadonlyMap<InstrumentId, Row> = new Map()
  #idBySymbol: ReadonlyMap<string, InstrumentId> = new Map()

  private constructor(source: InstrumentSource, logger: Logger | undefined) {
    this.#source = source
    this.#changes = new Emitter((error) =>
      logger?.error('a listener to changed instruments failed', { error: errorText(error) }),
    )
  }

  /**
   * Asks the venue for its instruments.
   * @param logger hears of listeners that fail.
   * @throws VenueError
   */
  static async load(source: InstrumentSource, logger?: Logger): Promise<InstrumentTable> {
    const table = new InstrumentTable(source, logger)
    await table.refresh()
    return table
  }

  /** An instrument has other rules, another status, is new or has gone (`status` is `delisted` then). */
  get onChange(): Event<Instrument> {
    return this.#changes.event
  }

  all(): readonly Instrument[] {
    return Array.from(this.#byId.values(), ({ instrument }) => instrument)
  }

  get(instrumentId: InstrumentId): Instrument | undefined {
    return this.#byId.get(instrumentId)?.instrument
  }

  /** Name of the instrument in ccxt, such as "BTC/USDT:USDT". @throws VenueError `unknownSymbol`, which says what is near. */
  symbolOf(instrumentId: InstrumentId): string {
    const row = this.#byId.get(instrumentId)
    if (row === undefined) throw this.#unknown(instrumentId)
    return row.symbol
  }

  /** Undefined for what is not traded here: other kinds of market, other currencies of account. */
  idOf(symbol: string): InstrumentId | undefined {
    return this.#idBySymbol.get(symbol)
  }

  /** Asks anew and tells what changed. What has gone stays known, as delisted. @throws VenueError */
  async refresh(): Promise<void> {
    const request = { name: 'read its instruments', urgency: 'market' } as const
    const markets = await this.#source.request(request, (exchange) => exchange.loadMarkets(true))
    const before = this.#byId
    const after = this.#rowsOf(Object.values(markets))
    if (after.size === 0) throw this.#nothingListed()
    for (const [id, row] of before) if (!after.has(id)) after.set(id, delisted(row))
    this.#byId = after
    this.#idBySymbol = new Map(Array.from(after, ([id, { symbol }]) => [symbol, id]))
    if (before.size > 0) this.#tellChanges(before)
  }

  /** Refreshes every so often until it is disposed of. A refresh that fails is logged, and the next one is its repetition. */
  keepFresh({ clock, logger, everyMs }: Refreshing): Disposable {
    return clock.setRepeating(everyMs, () => {
      this.refresh().catch((error: unknown) =>
        logger.warn('the instruments could not be read again', { error: errorText(error) }),
      )
    })
  }

  #rowsOf(markets: readonly (ListedMarket | undefined)[]): Map<InstrumentId, Row> {
    const { profile } = this.#source
    const rows = new Map<InstrumentId, Row>()
    for (const market of markets) {
      if (!market || !isOfProfile(market, profile)) continue
      const instrument = readInstrument(market, profile)
      if (instrument) rows.set(instrument.instrumentId, { instrument, symbol: market.symbol })
    }
    return rows
  }

  #tellChanges(before: ReadonlyMap<InstrumentId, Row>): void {
    for (const [id, { instrument }] of this.#byId) {
      const old = before.get(id)
      if (!old || !isSameInstrument(old.instrument, instrument)) this.#changes.fire(instrument)
    }
  }

  /** An answer without any is no reason to take everything for delisted. */
  #nothingListed(): VenueError {
    return new VenueError({
      kind: 'unreadable',
      what: `${this.#source.profile.label} has answered without any instrument that can be traded here.`,
      advice: 'It is asked again later; if that stays so, look at the addresses that are configured for it.',
      isOutcomeUnknown: false,
    })
  }

  #unknown(instrumentId: InstrumentId): VenueError {
    const { label, venueId } = this.#source.profile
    const wanted = instrumentId.slice(instrumentId.indexOf(':') + 1)
    const near = nearSymbols(wanted, this.all())
    return new VenueError({
      kind: 'unknownSymbol',
      what: `${label} has no instrument "${wanted}".`,
      advice:
        near.length > 0
          ? `Did you mean ${near.map((symbol) => `${venueId}:${symbol}`).join(', ')}?`
          : `Name one that it lists, such as ${venueId}:BTC-USDT.`,
      isOutcomeUnknown: false,
    })
  }
}

function delisted(row: Row): Row {
  return { ...row, instrument: { ...row.instrument, status: 'delisted' } }
}
