import type { PositionMode, VenueOrderRequest } from '../../../../domain/index.ts'
import { VenueError } from '../../connection/venue-error.ts'
import type { OrderWord } from '../order-gateway.ts'
import { isConditional } from './order-requests.ts'
import type { AccountPositionMode } from './position-mode.ts'
import type { UsdmOrders } from './usdm-orders.ts'

/** The order names a side and the account is not in hedge mode, or the other way round. */
const OTHER_MODE = '-4061'
/** There is less to reduce than the order would. */
const NOTHING_TO_REDUCE = '-2022'

const MODES: Readonly<Record<PositionMode, string>> = { hedge: 'hedge mode', oneWay: 'one-way mode' }

/**
 * Places orders in the way that the account counts positions. One goes a second time, under the same id, only after a refusal
 * that leaves no doubt that it is not there.
 */
export class UsdmPlacing {
  readonly #orders: Pick<UsdmOrders, 'placePlain' | 'placeAlgo'>
  readonly #mode: Pick<AccountPositionMode, 'forOrder' | 'readForOrder'>

  constructor(
    orders: Pick<UsdmOrders, 'placePlain' | 'placeAlgo'>,
    mode: Pick<AccountPositionMode, 'forOrder' | 'readForOrder'>,
  ) {
    this.#orders = orders
    this.#mode = mode
  }

  /** @throws VenueError, also where the account was switched meanwhile: what opens is not sent in another way than was asked. */
  async place(request: VenueOrderRequest): Promise<OrderWord> {
    const mode = await this.#mode.forOrder()
    try {
      return await this.#placeIn(mode, request)
    } catch (error) {
      if (isRefusal(error, OTHER_MODE)) return this.#placeSwitched(request, mode, error)
      if (mode === 'hedge' && isRefusal(error, NOTHING_TO_REDUCE) && mayOpen(request))
        return this.#placeIn(mode, { ...request, positionEffect: 'open' })
      throw error
    }
  }

  /** What protects a position is not kept from it by a switch. */
  async #placeSwitched(request: VenueOrderRequest, before: PositionMode, refusal: VenueError): Promise<OrderWord> {
    const now = await this.#mode.readForOrder()
    if (now === before) throw refusal
    if (request.reduceOnly || request.positionEffect === 'reduce') return this.#placeIn(now, request)
    throw new VenueError({
      kind: 'refused',
      what: `The account was switched from ${MODES[before]} to ${MODES[now]} at Binance, and the order did not fit any more; it can be placed again now. ${refusal.what}`,
      advice: 'Place it again: orders go that way from now on.',
      isOutcomeUnknown: false,
      venueCode: OTHER_MODE,
      cause: refusal,
    })
  }

  #placeIn(mode: PositionMode, request: VenueOrderRequest): Promise<OrderWord> {
    return isConditional(request.type) ? this.#orders.placeAlgo(request, mode) : this.#orders.placePlain(request, mode)
  }
}

/** Owners may stand against each other: where the account holds less than one of them, its order opens the other side instead. */
function mayOpen({ reduceOnly, positionEffect }: VenueOrderRequest): boolean {
  return !reduceOnly && positionEffect === 'reduce'
}

function isRefusal(error: unknown, code: string): error is VenueError {
  return error instanceof VenueError && error.venueCode === code && !error.isOutcomeUnknown
}
