import type { Exchange } from 'ccxt'
import type { VenueRequest } from '../../connection/venue-request.ts'
import type { Params } from './order-requests.ts'

type Call = (params?: Params) => Promise<unknown>

/**
 * Binance's endpoints as ccxt offers them by name. Orders go through these and not through ccxt's unified methods: those
 * take quantities and prices as floats and round them anew, leave out what is asked for here (executions with the answer,
 * conditional orders under our id), and give back floats. Signature, clock, errors and hosts are the same either way.
 */
export interface BinanceApi {
  readonly privatePostOrder: Call
  readonly privateDeleteOrder: Call
  readonly privateGetOrder: Call
  readonly privateGetOpenOrders: Call
  readonly privateGetAllOrders: Call
  readonly privateGetMyTrades: Call
  readonly privateGetAccount: Call
  readonly sapiGetCapitalDepositHisrec: Call
  readonly sapiGetCapitalWithdrawHistory: Call
  readonly sapiGetAssetTransfer: Call
  readonly fapiPrivatePostOrder: Call
  readonly fapiPrivatePutOrder: Call
  readonly fapiPrivateDeleteOrder: Call
  readonly fapiPrivateGetOrder: Call
  readonly fapiPrivateGetOpenOrders: Call
  readonly fapiPrivateGetAllOrders: Call
  readonly fapiPrivateGetUserTrades: Call
  readonly fapiPrivateGetIncome: Call
  readonly fapiPrivateGetForceOrders: Call
  readonly fapiPrivateGetPositionSideDual: Call
  readonly fapiPrivateV3GetAccount: Call
  readonly fapiPrivateV3GetPositionRisk: Call
  readonly fapiPrivatePostAlgoOrder: Call
  readonly fapiPrivateDeleteAlgoOrder: Call
  readonly fapiPrivateGetAlgoOrder: Call
  readonly fapiPrivateGetOpenAlgoOrders: Call
  readonly fapiPrivatePostListenKey: Call
  readonly fapiPrivatePutListenKey: Call
}

/** The part of a connection that gateways use. */
export interface GatewayConnection {
  readonly exchange: Exchange
  request<T>(request: VenueRequest, act: (exchange: Exchange) => Promise<T>): Promise<T>
}

/** Makes one request by the endpoint's name. @throws as the connection does. */
export function callBinance(
  connection: GatewayConnection,
  request: VenueRequest,
  call: (api: BinanceApi) => Promise<unknown>,
): Promise<unknown> {
  return connection.request(request, (exchange) => call(exchange as unknown as BinanceApi))
}
