import { Emitter, type Event } from '../../../base/index.ts'
import type { Instrument, InstrumentId } from '../../../domain/index.ts'
import type { ExchangeConnection } from '../connection/exchange-connection.ts'

/** What the venue trades and by which rules; both sides of the venue name instruments through it. */
export class InstrumentTable {
  readonly #connection: ExchangeConnection
  readonly #byId = new Map<InstrumentId, Instrument>()
  readonly #changes = new Emitter<Instrument>(() => undefined)

  private constructor(connection: ExchangeConnection) {
    this.#connection = connection
  }

  /** Asks the venue for its instruments. @throws VenueError */
  static async load(connection: ExchangeConnection): Promise<InstrumentTable> {
    const table = new InstrumentTable(connection)
    await table.refresh()
    return table
  }

  /** An instrument has other rules, another status, is new or has gone (`status` is `delisted` then). */
  get onChange(): Event<Instrument> {
    return this.#changes.event
  }

  all(): readonly Instrument[] {
    return [...this.#byId.values()]
  }

  get(instrumentId: InstrumentId): Instrument | undefined {
    return this.#byId.get(instrumentId)
  }

  /** Name of the instrument in ccxt, such as "BTC/USDT:USDT". @throws VenueError `unknownSymbol`, which says what is near. */
  symbolOf(_instrumentId: InstrumentId): string {
    throw new Error('not there')
  }

  /** Undefined for what is not traded here: other kinds of market, other currencies of account. */
  idOf(_symbol: string): InstrumentId | undefined {
    throw new Error('not there')
  }

  /** Asks anew and tells what changed. @throws VenueError */
  async refresh(): Promise<void> {
    await this.#connection.exchange.loadMarkets(true)
  }
}
