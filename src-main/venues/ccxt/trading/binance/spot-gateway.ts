import type { TimeMs } from '../../../../base/index.ts'
import {
  type InstrumentId,
  money,
  price,
  type Quantity,
  type VenueAdjustment,
  type VenueAmendRequest,
  type VenueExecution,
  type VenueOrderRequest,
} from '../../../../domain/index.ts'
import { VenueError } from '../../connection/venue-error.ts'
import type { Urgency, VenueRequest } from '../../connection/venue-request.ts'
import type { AccountState, OrderGateway, OrderName, OrderNews, OrderWord } from '../order-gateway.ts'
import { type BinanceApi, callBinance } from './binance-api.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { read, rows, unreadable } from './fields.ts'
import { allRowsSince, type History } from './history.ts'
import { executionOf, type ListedExecution } from './listed-execution.ts'
import { unlessNotFound } from './not-found.ts'
import { OrderNames } from './order-names.ts'
import { type Params, spotOrderParams } from './order-requests.ts'
import { placedFills, spotBalances, spotOrderWord, spotTrade } from './spot-payloads.ts'
import { SpotStream } from './spot-stream.ts'
import { fetchSpotTransfers } from './spot-transfers.ts'
import { urgencyOf } from './urgency.ts'

const TRADES_A_PAGE = 1_000
const TRADES_WINDOW_MS = 86_400_000

/** Orders, executions and balances of Binance spot. */
export class SpotGateway implements OrderGateway {
  readonly stream: SpotStream
  readonly #parts: BinanceGatewayParts
  readonly #names = new OrderNames()

  constructor(parts: BinanceGatewayParts) {
    this.#parts = parts
    this.stream = new SpotStream(parts, (word) => this.#noted(word))
  }

  async place(request: VenueOrderRequest): Promise<OrderNews> {
    const params = spotOrderParams(request, this.#marketId(request.instrumentId))
    const about = this.#about('place an order', urgencyOf(request, 'spot'), request)
    const answer = await this.#call(about, (api) => api.privatePostOrder(params))
    const word = this.#word(answer)
    return { word, executions: placedFills(answer, word) }
  }

  async cancel(name: OrderName): Promise<OrderNews> {
    const about = this.#about('cancel an order', 'protective', name)
    const answer = await this.#call(about, (api) => api.privateDeleteOrder(this.#named(name)))
    return { word: this.#word(answer), executions: [] }
  }

  /** Orders of the spot side cannot be given another price: the capabilities say so. */
  async amend({ orderId }: VenueAmendRequest): Promise<OrderNews> {
    throw new VenueError({
      kind: 'invalidOrder',
      what: `Binance spot cannot change order ${orderId} in place.`,
      advice: 'Cancel it and place another one.',
      isOutcomeUnknown: false,
    })
  }

  async fetchOrder(name: OrderName): Promise<OrderWord | undefined> {
    const about = this.#about('ask about an order', 'account', name)
    const answer = await unlessNotFound(this.#call(about, (api) => api.privateGetOrder(this.#named(name))))
    return answer === undefined ? undefined : this.#word(answer)
  }

  async fetchOrderExecutions({ instrumentId, orderId, venueOrderId }: OrderWord): Promise<readonly VenueExecution[]> {
    const about = this.#about('ask for the executions of an order', 'account', { orderId, instrumentId })
    const params = { symbol: this.#marketId(instrumentId), orderId: venueOrderId, limit: TRADES_A_PAGE }
    const answer = await this.#call(about, (api) => api.privateGetMyTrades(params))
    return read(rows, answer, 'a list of executions').map((row) => executionOf(spotTrade(row, instrumentId), orderId))
  }

  async fetchOpenOrders(instrumentId: InstrumentId | undefined): Promise<readonly OrderWord[]> {
    const params: Params = instrumentId === undefined ? {} : { symbol: this.#marketId(instrumentId) }
    const about: VenueRequest = { name: 'ask for open orders', urgency: 'account' }
    return this.#words(await this.#call(about, (api) => api.privateGetOpenOrders(params)))
  }

  async fetchExecutions(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    const symbol = this.#marketId(instrumentId)
    const about: VenueRequest = { name: 'ask for executions', urgency: 'account', key: instrumentId }
    const trades: History<ListedExecution> = {
      ask: async (range) => {
        const params = { symbol, limit: TRADES_A_PAGE, ...range }
        const answer = await this.#call(about, (api) => api.privateGetMyTrades(params))
        return read(rows, answer, 'a list of executions').map((row) => spotTrade(row, instrumentId))
      },
      timeOf: ({ timeMs }) => timeMs,
      keyOf: ({ tradeId, venueOrderId }) => `${tradeId} ${venueOrderId}`,
      sinceMs,
      nowMs: this.#parts.nowMs(),
      windowMs: TRADES_WINDOW_MS,
      limit: TRADES_A_PAGE,
    }
    return this.#names.resolve(await allRowsSince(trades, {}), {
      recent: async () =>
        this.#words(await this.#call(about, (api) => api.privateGetAllOrders({ symbol, limit: TRADES_A_PAGE }))),
      one: async (id) => {
        const answer = await unlessNotFound(this.#call(about, (api) => api.privateGetOrder({ symbol, orderId: id })))
        return answer === undefined ? undefined : this.#word(answer)
      },
    })
  }

  /** The play-money environment has no wallet beside it, and so nothing to tell. */
  async fetchAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    if (this.#parts.environment === 'testnet') return []
    return fetchSpotTransfers({ ...this.#parts, sinceMs })
  }

  /**
   * Cash is what is there of the account's currency; every other currency that can be sold for it is a position. What was
   * paid for it the exchange does not say, so that its entry price is zero.
   */
  async fetchAccount(): Promise<AccountState> {
    const { accountCurrency, names } = this.#parts
    const about: VenueRequest = { name: 'ask for the account', urgency: 'account' }
    const answer = await this.#call(about, (api) => api.privateGetAccount({ omitZeroBalances: 'true' }))
    const balances = spotBalances(answer).map(({ asset, free, locked }) => ({
      currency: asset,
      total: money(free.add(locked)),
      reserved: money(locked),
    }))
    const cash = balances.find(({ currency }) => currency === accountCurrency)?.total ?? money(0)
    const positions = balances.flatMap(({ currency, total }) => {
      if (currency === accountCurrency || total.isZero()) return []
      const instrumentId = names.instrumentIdOf(`${currency}${accountCurrency}`)
      return instrumentId === undefined
        ? []
        : [{ instrumentId, quantity: total as unknown as Quantity, entryPrice: price(0) }]
    })
    return { cash, positions, balances }
  }

  #marketId(instrumentId: InstrumentId): string {
    return this.#parts.names.marketIdOf(instrumentId)
  }

  #named({ orderId, instrumentId }: OrderName): Params {
    return { symbol: this.#marketId(instrumentId), origClientOrderId: orderId }
  }

  #about(name: string, urgency: Urgency, { orderId, instrumentId }: OrderName): VenueRequest {
    return { name, urgency, affinityKey: orderId, key: instrumentId }
  }

  #call(about: VenueRequest, call: (api: BinanceApi) => Promise<unknown>): Promise<unknown> {
    return callBinance(this.#parts.connection, about, call)
  }

  #word(answer: unknown): OrderWord {
    const word = spotOrderWord(answer, this.#parts.names.instrumentIdOf)
    if (word) return this.#noted(word)
    throw unreadable('an order', 'its instrument is not traded here')
  }

  #words(answer: unknown): OrderWord[] {
    return read(rows, answer, 'a list of orders').flatMap((row) => {
      const word = spotOrderWord(row, this.#parts.names.instrumentIdOf)
      return word ? [this.#noted(word)] : []
    })
  }

  #noted(word: OrderWord): OrderWord {
    this.#names.note(word, word.orderId)
    return word
  }
}
