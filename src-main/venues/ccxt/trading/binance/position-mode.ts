import { z } from 'zod'
import type { PositionMode } from '../../../../domain/index.ts'
import { VenueError } from '../../connection/venue-error.ts'
import type { Urgency } from '../../connection/venue-request.ts'
import { callBinance, type GatewayConnection } from './binance-api.ts'
import { flag, read } from './fields.ts'

const DualSide = z.object({ dualSidePosition: flag })

/** A position as far as it tells how positions are counted; both sides are named only where they are kept apart. */
export interface SidedPosition {
  readonly positionSide?: 'BOTH' | 'LONG' | 'SHORT' | undefined
}

/**
 * How the account counts positions. Binance tells it when asked, never by itself, and switches it only while there is neither a
 * position nor an order.
 */
export class AccountPositionMode {
  readonly #connection: GatewayConnection
  #current: PositionMode | undefined
  #reading: Promise<PositionMode> | undefined

  constructor(connection: GatewayConnection) {
    this.#connection = connection
  }

  /** As it was told last; undefined before the first answer. */
  get current(): PositionMode | undefined {
    return this.#current
  }

  /** For an order that is to be sent. @throws VenueError that leaves nothing open: without an answer no order is sent. */
  async forOrder(): Promise<PositionMode> {
    return this.#current ?? this.readForOrder()
  }

  /** As {@link forOrder}, asked anew. */
  async readForOrder(): Promise<PositionMode> {
    try {
      return await this.#read('protective')
    } catch (error) {
      if (!(error instanceof VenueError)) throw error
      throw new VenueError({
        kind: error.kind,
        what: `The order was not sent, because Binance did not say whether the account is in hedge mode: ${error.what}`,
        advice: error.advice,
        isOutcomeUnknown: false,
        cause: error,
      })
    }
  }

  /** Learns it from what is held, and asks where nothing is: only then may it have been switched. */
  async refresh(positions: readonly SidedPosition[]): Promise<void> {
    const side = positions.find(({ positionSide }) => positionSide !== undefined)?.positionSide
    if (side === undefined) await this.#read('account')
    else this.#current = side === 'BOTH' ? 'oneWay' : 'hedge'
  }

  /** Whoever asks meanwhile gets the same answer. */
  #read(urgency: Urgency): Promise<PositionMode> {
    this.#reading ??= this.#ask(urgency).finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #ask(urgency: Urgency): Promise<PositionMode> {
    const about = { name: 'ask how positions are counted', urgency }
    const answer = await callBinance(this.#connection, about, (api) => api.fapiPrivateGetPositionSideDual())
    this.#current = read(DualSide, answer, 'how positions are counted').dualSidePosition ? 'hedge' : 'oneWay'
    return this.#current
  }
}
