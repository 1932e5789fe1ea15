import type { InstrumentId, OrderId, PositionMode, VenueOrderId, VenueOrderRequest } from '../../../../domain/index.ts'
import type { Urgency, VenueRequest } from '../../connection/venue-request.ts'
import type { OrderName, OrderWord } from '../order-gateway.ts'
import { AlgoLinks } from './algo-links.ts'
import { type AlgoWord, algoOrderWord } from './algo-payloads.ts'
import { type BinanceApi, callBinance } from './binance-api.ts'
import { read, rows, unreadable } from './fields.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { isNotFound, unlessNotFound } from './not-found.ts'
import { OrderNames } from './order-names.ts'
import { algoOrderParams, futuresOrderParams, type Params } from './order-requests.ts'
import { urgencyOf } from './urgency.ts'
import { futuresOrderWord } from './usdm-payloads.ts'

/**
 * Orders of the futures side at their two endpoints: conditional orders stand at one of their own until their price is
 * reached, and at that of all others afterwards.
 */
export class UsdmOrders {
  readonly names = new OrderNames()
  readonly links = new AlgoLinks()
  readonly #parts: BinanceGatewayParts

  constructor(parts: BinanceGatewayParts) {
    this.#parts = parts
  }

  async placePlain(request: VenueOrderRequest, mode: PositionMode): Promise<OrderWord> {
    const params = futuresOrderParams(request, this.marketIdOf(request.instrumentId), mode)
    const about = aboutOrder('place an order', urgencyOf(request, 'futures'), request)
    this.links.notePlain(request.orderId)
    return this.plainWord(await this.#call(about, (api) => api.fapiPrivatePostOrder(params)))
  }

  async placeAlgo(request: VenueOrderRequest, mode: PositionMode): Promise<OrderWord> {
    const params = algoOrderParams(request, this.marketIdOf(request.instrumentId), mode)
    const about = aboutOrder('place a conditional order', urgencyOf(request, 'futures'), request)
    return this.algoWord(await this.#call(about, (api) => api.fapiPrivatePostAlgoOrder(params))).word
  }

  /**
   * Where it is known to wait for its price, there; elsewhere at the other endpoint first, and at the one of those that wait
   * where that does not have it.
   *
   * @returns How it stands then; undefined for one that waited, whose end the answer does not describe.
   */
  async cancel(name: OrderName): Promise<OrderWord | undefined> {
    const link = this.links.linkOf(name.orderId)
    if (link && link.actualOrderId === undefined) return this.#cancelWaiting(name)
    try {
      return await this.#cancelListed(name, link?.actualOrderId)
    } catch (error) {
      if (!isNotFound(error) || this.links.isKnown(name.orderId)) throw error
      return this.#cancelAlgo(name)
    }
  }

  /** As it was placed: of a conditional order with what has become of it. */
  async fetch(name: OrderName): Promise<OrderWord | undefined> {
    if (this.links.linkOf(name.orderId)) return this.#fetchAlgo(name)
    const about = aboutOrder('ask about an order', 'account', name)
    const answer = await unlessNotFound(this.#call(about, (api) => api.fapiPrivateGetOrder(this.#named(name))))
    if (answer === undefined) return this.#fetchAlgo(name)
    await this.#learn(name)
    return this.plainWord(answer)
  }

  /** Those that wait for their price are among them. */
  async fetchOpen(instrumentId: InstrumentId | undefined): Promise<readonly OrderWord[]> {
    const params: Params = instrumentId === undefined ? {} : { symbol: this.marketIdOf(instrumentId) }
    const about: VenueRequest = { name: 'ask for open orders', urgency: 'account' }
    const waiting = read(rows, await this.#call(about, (api) => api.fapiPrivateGetOpenAlgoOrders(params)), 'a list')
    const words = waiting.flatMap((row) => {
      const algo = algoOrderWord(row, this.#parts.names.instrumentIdOf)
      return algo ? [this.#notedAlgo(algo).word] : []
    })
    const listed = read(
      rows,
      await this.#call(about, (api) => api.fapiPrivateGetOpenOrders(params)),
      'a list of orders',
    )
    for (const row of listed) {
      const word = futuresOrderWord(row, this.#parts.names.instrumentIdOf)
      if (!word) continue
      await this.#learn(word)
      words.push(this.noted(word))
    }
    return words
  }

  /** The newest orders of an instrument. */
  async fetchRecent(instrumentId: InstrumentId): Promise<readonly OrderWord[]> {
    const params = { symbol: this.marketIdOf(instrumentId), limit: 1_000 }
    const about: VenueRequest = { name: 'ask for orders', urgency: 'account', key: instrumentId }
    const answer = await this.#call(about, (api) => api.fapiPrivateGetAllOrders(params))
    return read(rows, answer, 'a list of orders').flatMap((row) => {
      const word = futuresOrderWord(row, this.#parts.names.instrumentIdOf)
      return word ? [this.noted(word)] : []
    })
  }

  async fetchByVenueId(instrumentId: InstrumentId, venueOrderId: VenueOrderId): Promise<OrderWord | undefined> {
    const params = { symbol: this.marketIdOf(instrumentId), orderId: venueOrderId }
    const about: VenueRequest = { name: 'ask about an order', urgency: 'account', key: instrumentId }
    const answer = await unlessNotFound(this.#call(about, (api) => api.fapiPrivateGetOrder(params)))
    return answer === undefined ? undefined : this.plainWord(answer)
  }

  /** An order of the common endpoint, as it was placed. */
  plainWord(answer: unknown): OrderWord {
    const word = futuresOrderWord(answer, this.#parts.names.instrumentIdOf)
    if (!word) throw unreadable('an order', 'its instrument is not traded here')
    return this.noted(word)
  }

  algoWord(answer: unknown): AlgoWord {
    const algo = algoOrderWord(answer, this.#parts.names.instrumentIdOf)
    if (!algo) throw unreadable('a conditional order', 'its instrument is not traded here')
    return this.#notedAlgo(algo)
  }

  /** Remembers what the order is called, and says it of the order that was placed. */
  noted(word: OrderWord): OrderWord {
    const placed = this.links.asPlaced(word)
    this.names.note(word, placed.orderId)
    return placed
  }

  marketIdOf(instrumentId: InstrumentId): string {
    return this.#parts.names.marketIdOf(instrumentId)
  }

  #notedAlgo(algo: AlgoWord): AlgoWord {
    this.links.note(algo)
    return algo
  }

  async #cancelWaiting(name: OrderName): Promise<OrderWord | undefined> {
    try {
      return await this.#cancelAlgo(name)
    } catch (error) {
      if (!isNotFound(error)) throw error
      // Its price may have been reached just now.
      const algo = await this.#askAlgo(name)
      if (algo?.actualOrderId === undefined) throw error
      return this.#cancelListed(name, algo.actualOrderId)
    }
  }

  async #cancelAlgo(name: OrderName): Promise<undefined> {
    const about = aboutOrder('cancel a conditional order', 'protective', name)
    await this.#call(about, (api) => api.fapiPrivateDeleteAlgoOrder({ clientAlgoId: name.orderId }))
  }

  async #cancelListed(name: OrderName, actualOrderId: string | undefined): Promise<OrderWord> {
    const about = aboutOrder('cancel an order', 'protective', name)
    const params =
      actualOrderId === undefined
        ? this.#named(name)
        : { symbol: this.marketIdOf(name.instrumentId), orderId: actualOrderId }
    return this.plainWord(await this.#call(about, (api) => api.fapiPrivateDeleteOrder(params)))
  }

  async #fetchAlgo(name: OrderName): Promise<OrderWord | undefined> {
    const algo = await this.#askAlgo(name)
    if (!algo) return undefined
    const { actualOrderId } = this.links.linkOf(algo.word.orderId) ?? algo
    if (actualOrderId === undefined) return algo.word
    const actual = await this.fetchByVenueId(name.instrumentId, actualOrderId as VenueOrderId)
    // What never filled is forgotten after some days.
    return actual ?? { ...algo.word, state: 'cancelled', reason: 'Binance no longer lists what it has become' }
  }

  async #askAlgo({ orderId, instrumentId }: OrderName): Promise<AlgoWord | undefined> {
    const about = aboutOrder('ask about a conditional order', 'account', { orderId, instrumentId })
    const answer = await unlessNotFound(
      this.#call(about, (api) => api.fapiPrivateGetAlgoOrder({ clientAlgoId: orderId })),
    )
    return answer === undefined ? undefined : this.algoWord(answer)
  }

  /** An order of an earlier start may have begun as a conditional one: that is asked once. */
  async #learn({ orderId, instrumentId }: OrderName): Promise<void> {
    if (this.links.isKnown(orderId)) return
    const algo = await this.#askAlgo({ orderId, instrumentId })
    if (!algo) this.links.notePlain(orderId)
  }

  #named({ orderId, instrumentId }: OrderName): Params {
    return { symbol: this.marketIdOf(instrumentId), origClientOrderId: orderId }
  }

  #call(about: VenueRequest, call: (api: BinanceApi) => Promise<unknown>): Promise<unknown> {
    return callBinance(this.#parts.connection, about, call)
  }
}

function aboutOrder(
  name: string,
  urgency: Urgency,
  { orderId, instrumentId }: { readonly orderId: OrderId; readonly instrumentId: InstrumentId },
): VenueRequest {
  return { name, urgency, affinityKey: orderId, key: instrumentId }
}
