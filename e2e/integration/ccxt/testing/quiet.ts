import type { ExchangeConnection } from '../../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import { nextTurn } from '../../../../src-main/venues/next-turn.ts'
import type { VenueSide } from '../../../venue/index.ts'
import type { Rig } from '../../../venue/testing/rig.ts'

/** A frame of the account that says nothing, by which everything said before it is known to have come. */
const MARK = 'TRADE_LITE'
/** Turns in which nothing may happen. */
const QUIET_TURNS = 3
/** Turns after which a mark that was not heard is said again. */
const TURNS_A_MARK = 2_000

interface Messages {
  handleMessage(client: unknown, message: unknown): void
}

/** Tells when a connection and the account's stream have nothing under way. To be made before the stream is opened. */
export class Quiet {
  readonly #rig: Rig
  readonly #side: VenueSide
  #requests = 0
  #made = 0
  #heard = 0
  #said = 0

  constructor(connection: ExchangeConnection, rig: Rig, side: VenueSide) {
    this.#rig = rig
    this.#side = side
    this.#count(connection)
  }

  async reached(): Promise<void> {
    for (let made = -1; made !== this.#made || this.#requests > 0; ) {
      made = this.#made
      for (let turn = 0; turn < QUIET_TURNS || this.#requests > 0; turn++) await nextTurn()
      await this.#streamHeard()
    }
  }

  /** A mark may be lost with its connection: then another one is said through the next. */
  async #streamHeard(): Promise<void> {
    const { venue } = this.#rig
    const user = this.#side === 'spot' ? venue.spotUser : venue.futuresUser
    const mark = this.#said + 1
    for (let turn = 0; this.#heard < mark && user.wires.length > 0; turn++) {
      if (turn % TURNS_A_MARK === 0) user.tell({ e: MARK, mark: ++this.#said })
      await nextTurn()
    }
  }

  #count(connection: ExchangeConnection): void {
    const request = connection.request.bind(connection)
    connection.request = async (about, act) => {
      this.#requests++
      this.#made++
      try {
        return await request(about, act)
      } finally {
        this.#requests--
      }
    }
    const exchange = connection.exchange as unknown as Messages
    const handle = exchange.handleMessage.bind(exchange)
    exchange.handleMessage = (client, message) => {
      this.#note(message)
      handle(client, message)
    }
  }

  #note(message: unknown): void {
    const frame = (message as { readonly event?: unknown }).event ?? message
    const { mark } = frame as { readonly mark?: number }
    if (mark !== undefined) this.#heard = mark
  }
}
