import type { TimeMs } from '../../../../base/index.ts'
import {
  type InstrumentId,
  money,
  type PositionMode,
  type Quantity,
  type Price,
  type VenueAdjustment,
  type VenueAmendRequest,
  type VenueExecution,
  type VenueOrderRequest,
  type VenuePosition,
} from '../../../../domain/index.ts'
import type { VenueRequest } from '../../connection/venue-request.ts'
import type { AccountState, OrderGateway, OrderName, OrderNews, OrderWord } from '../order-gateway.ts'
import { callBinance } from './binance-api.ts'
import type { BinanceGatewayParts } from './gateway-parts.ts'
import { amendParams } from './order-requests.ts'
import { AccountPositionMode } from './position-mode.ts'
import { UsdmHistory } from './usdm-history.ts'
import { UsdmOrders } from './usdm-orders.ts'
import { futuresAssets, futuresMargin, type FuturesPosition, futuresPositions } from './usdm-payloads.ts'
import { UsdmPlacing } from './usdm-placing.ts'
import { UsdmStream } from './usdm-stream.ts'
import { usdmOrderEvents } from './usdm-order-events.ts'

/** Orders, executions, positions and money of Binance USD-M futures. */
export class UsdmGateway implements OrderGateway {
  readonly stream: UsdmStream
  readonly #parts: BinanceGatewayParts
  readonly #orders: UsdmOrders
  readonly #history: UsdmHistory
  readonly #mode: AccountPositionMode
  readonly #placing: UsdmPlacing

  constructor(parts: BinanceGatewayParts) {
    this.#parts = parts
    this.#orders = new UsdmOrders(parts)
    this.#mode = new AccountPositionMode(parts.connection)
    this.#placing = new UsdmPlacing(this.#orders, this.#mode)
    this.#history = new UsdmHistory(parts, this.#orders)
    this.stream = new UsdmStream(parts, usdmOrderEvents(parts, this.#orders))
  }

  get positionMode(): PositionMode {
    return this.#mode.current ?? 'oneWay'
  }

  async place(request: VenueOrderRequest): Promise<OrderNews> {
    const word = await this.#placing.place(request)
    return { word, executions: [] }
  }

  async cancel(name: OrderName): Promise<OrderNews | undefined> {
    const word = await this.#orders.cancel(name)
    return word && { word, executions: [] }
  }

  async amend(request: VenueAmendRequest, standing: OrderWord): Promise<OrderNews> {
    const { orderId, instrumentId } = request
    const params = amendParams(request, standing, this.#parts.names.marketIdOf(instrumentId))
    const about: VenueRequest = {
      name: 'change an order',
      urgency: standing.reduceOnly ? 'protective' : 'order',
      affinityKey: orderId,
      key: instrumentId,
    }
    const answer = await callBinance(this.#parts.connection, about, (api) => api.fapiPrivatePutOrder(params))
    return { word: { ...this.#orders.plainWord(answer), isAmendment: true }, executions: [] }
  }

  fetchOrder(name: OrderName): Promise<OrderWord | undefined> {
    return this.#orders.fetch(name)
  }

  fetchOrderExecutions(word: OrderWord): Promise<readonly VenueExecution[]> {
    return this.#history.ofOrder(word)
  }

  fetchOpenOrders(instrumentId: InstrumentId | undefined): Promise<readonly OrderWord[]> {
    return this.#orders.fetchOpen(instrumentId)
  }

  fetchExecutions(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    return this.#history.executions(instrumentId, sinceMs)
  }

  fetchAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    return this.#history.adjustments(sinceMs)
  }

  /** Cash is the wallet of the account's currency: what is realised, whatever positions are worth. */
  async fetchAccount(): Promise<AccountState> {
    const { connection, accountCurrency, names } = this.#parts
    const about: VenueRequest = { name: 'ask for the account', urgency: 'account' }
    const account = await callBinance(connection, about, (api) => api.fapiPrivateV3GetAccount())
    const risk = await callBinance(connection, about, (api) => api.fapiPrivateV3GetPositionRisk())
    const positions = futuresPositions(risk)
    await this.#mode.refresh(positions)
    const assets = futuresAssets(account)
    const own = assets.find(({ asset }) => asset === accountCurrency)
    return {
      cash: money(own?.walletBalance ?? 0),
      positions: positions.flatMap((held) => {
        const instrumentId = names.instrumentIdOf(held.symbol)
        return instrumentId === undefined || held.positionAmt.isZero() ? [] : [positionOf(instrumentId, held)]
      }),
      balances: assets
        .filter(({ asset, walletBalance }) => asset === accountCurrency || !walletBalance.isZero())
        .map(({ asset, walletBalance, openOrderInitialMargin }) => ({
          currency: asset,
          total: money(walletBalance),
          reserved: money(openOrderInitialMargin),
        })),
    }
  }
}

function positionOf(instrumentId: InstrumentId, held: FuturesPosition): VenuePosition {
  const { positionAmt, entryPrice, liquidationPrice } = held
  const margin = futuresMargin(held)
  return {
    instrumentId,
    quantity: positionAmt as Quantity,
    entryPrice: entryPrice as Price,
    ...(liquidationPrice.gt(0) && { liquidationPrice: liquidationPrice as Price }),
    ...(margin && { margin }),
  }
}
