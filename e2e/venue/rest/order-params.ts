import { type Decimal, floorToStep, ZERO } from '../../../src-main/base/index.ts'
import type {
  FuturesOrderType,
  OrderSide,
  OrderTerms,
  PositionSide,
  SpotOrderType,
  TimeInForce,
} from '../books/venue-order.ts'
import type { SymbolMarket } from '../market/symbol-market.ts'
import { ApiError, refusals } from './api-error.ts'
import type { Params } from './params.ts'

const CLIENT_ID = /^[.A-Z:/a-z0-9_-]{1,36}$/
const SPOT_TYPES: readonly string[] = [
  'LIMIT',
  'MARKET',
  'LIMIT_MAKER',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
] satisfies SpotOrderType[]
const CONDITIONAL: readonly string[] = [
  'STOP',
  'STOP_MARKET',
  'TAKE_PROFIT',
  'TAKE_PROFIT_MARKET',
  'TRAILING_STOP_MARKET',
] satisfies FuturesOrderType[]
const WITH_LIMIT = new Set(['LIMIT', 'LIMIT_MAKER', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT_LIMIT'])
const WITH_STOP = new Set(['STOP_LOSS', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT'])
/** Terms that the exchange knows and the simulator does not play. */
const SPOT_UNPLAYED = ['icebergQty', 'trailingDelta', 'pegPriceType']

/** What is shared by the requests of both sides. */
export interface OrderRequest {
  readonly params: Params
  readonly market: SymbolMarket
  /** A client id for an order that brings none. */
  readonly freshId: () => string
}

/** Reads a new order of the spot side. */
export function spotTerms(request: OrderRequest): OrderTerms {
  const { params, market, freshId } = request
  const side = sideOf(params)
  const type = params.required('type')
  if (!SPOT_TYPES.includes(type)) throw new ApiError(-1116, 'Invalid orderType.')
  for (const name of SPOT_UNPLAYED) if (params.optional(name)) throw refusals.notWanted(name)
  const hasLimit = WITH_LIMIT.has(type)
  const terms = {
    ...PLAIN,
    symbol: market.rules.symbol,
    side,
    type: type as SpotOrderType,
    timeInForce: type === 'LIMIT_MAKER' || !hasLimit ? 'GTC' : timeInForceOf(params, ['GTC', 'IOC', 'FOK']),
    quantity: spotQuantity(request, type, side),
    price: onlyWhere(hasLimit, params, 'price'),
    stopPrice: onlyWhere(WITH_STOP.has(type), params, 'stopPrice'),
    clientOrderId: clientIdOf(params, 'newClientOrderId', freshId),
  } satisfies OrderTerms
  if (terms.stopPrice && terms.timeInForce === 'FOK') throw invalidTimeInForce()
  return terms
}

function spotQuantity({ params, market }: OrderRequest, type: string, side: OrderSide): Decimal {
  const value = params.decimal('quoteOrderQty')
  if (!value) return required(params, 'quantity')
  if (type !== 'MARKET') throw refusals.notWanted('quoteOrderQty')
  let left = value
  let quantity = ZERO
  for (const { ticks, lots } of side === 'BUY' ? market.asks : market.bids) {
    const price = market.priceOf(ticks)
    const part = market.quantityOf(lots)
    if (part.mul(price).gt(left)) return floorToStep(quantity.add(left.div(price)), market.rules.stepSize)
    quantity = quantity.add(part)
    left = left.sub(part.mul(price))
  }
  return quantity
}

/** Reads a new order of the futures side. */
export function futuresTerms({ params, market, freshId }: OrderRequest, isHedged: boolean): OrderTerms {
  const type = params.required('type')
  if (CONDITIONAL.includes(type)) {
    const message = 'Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.'
    throw new ApiError(-4120, message)
  }
  if (type !== 'LIMIT' && type !== 'MARKET') throw new ApiError(-1116, 'Invalid orderType.')
  const timeInForce = type === 'MARKET' ? 'GTC' : timeInForceOf(params, ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'])
  return {
    ...PLAIN,
    ...futuresSides(params, isHedged),
    symbol: market.rules.symbol,
    type,
    timeInForce,
    quantity: required(params, 'quantity'),
    price: onlyWhere(type === 'LIMIT', params, 'price'),
    clientOrderId: clientIdOf(params, 'newClientOrderId', freshId),
    goodTillMs: timeInForce === 'GTD' ? goodTillOf(params) : undefined,
  }
}

/** Reads a new conditional order of the futures side. */
export function algoTerms({ params, market, freshId }: OrderRequest, isHedged: boolean): OrderTerms {
  if (params.required('algoType') !== 'CONDITIONAL')
    throw new ApiError(-1130, "Data sent for parameter 'algoType' is not valid.")
  const type = params.required('type')
  if (!CONDITIONAL.includes(type)) throw new ApiError(-1116, 'Invalid orderType.')
  const isTrailing = type === 'TRAILING_STOP_MARKET'
  const hasLimit = type === 'STOP' || type === 'TAKE_PROFIT'
  const closePosition = params.flag('closePosition')
  if (closePosition && params.optional('quantity')) throw refusals.notWanted('quantity')
  if (closePosition && params.flag('reduceOnly')) throw refusals.notWanted('reduceOnly')
  const activation = params.decimal('activatePrice') ?? params.decimal('activationPrice')
  return {
    ...PLAIN,
    ...futuresSides(params, isHedged),
    symbol: market.rules.symbol,
    type: type as FuturesOrderType,
    timeInForce: hasLimit && params.optional('timeInForce') ? timeInForceOf(params, ['GTC', 'IOC']) : 'GTC',
    quantity: closePosition ? ZERO : required(params, 'quantity'),
    price: onlyWhere(hasLimit, params, 'price'),
    stopPrice: isTrailing ? undefined : required(params, 'triggerPrice'),
    callbackRate: isTrailing ? callbackRateOf(params) : undefined,
    activationPrice: isTrailing ? activation : undefined,
    clientOrderId: clientIdOf(params, 'clientAlgoId', freshId),
    closePosition,
  }
}

/** What most orders do not have. */
const PLAIN = {
  price: undefined,
  stopPrice: undefined,
  callbackRate: undefined,
  activationPrice: undefined,
  positionSide: 'BOTH',
  reduceOnly: false,
  closePosition: false,
  goodTillMs: undefined,
} as const

function futuresSides(params: Params, isHedged: boolean): Pick<OrderTerms, 'side' | 'positionSide' | 'reduceOnly'> {
  const positionSide = params.optional('positionSide') ?? 'BOTH'
  if (!isPositionSide(positionSide)) throw new ApiError(-1117, 'Invalid side.')
  if ((positionSide === 'BOTH') === isHedged) {
    throw new ApiError(-4061, "Order's position side does not match user's setting.")
  }
  if (isHedged && params.optional('reduceOnly')) throw refusals.notWanted('reduceonly')
  return { side: sideOf(params), positionSide, reduceOnly: params.flag('reduceOnly') }
}

function isPositionSide(text: string): text is PositionSide {
  return text === 'BOTH' || text === 'LONG' || text === 'SHORT'
}

function goodTillOf(params: Params): number {
  params.required('goodTillDate')
  return params.integer('goodTillDate') ?? 0
}

function callbackRateOf(params: Params): Decimal {
  const rate = required(params, 'callbackRate')
  if (rate.gte('0.1') && rate.lte(10)) return rate
  throw new ApiError(-2007, 'Invalid callBack rate')
}

function sideOf(params: Params): OrderSide {
  const side = params.required('side')
  if (side === 'BUY' || side === 'SELL') return side
  throw new ApiError(-1117, 'Invalid side.')
}

function timeInForceOf(params: Params, offered: readonly TimeInForce[]): TimeInForce {
  const text = params.required('timeInForce')
  const found = offered.find((name) => name === text)
  if (found === undefined) throw invalidTimeInForce()
  return found
}

function invalidTimeInForce(): ApiError {
  return new ApiError(-1115, 'Invalid timeInForce.')
}

function onlyWhere(isWanted: boolean, params: Params, name: string): Decimal | undefined {
  if (isWanted) return required(params, name)
  if (params.optional(name) !== undefined) throw refusals.notWanted(name)
  return undefined
}

function required(params: Params, name: string): Decimal {
  params.required(name)
  return params.decimal(name) ?? ZERO
}

function clientIdOf(params: Params, name: string, freshId: () => string): string {
  const clientId = params.optional(name) ?? freshId()
  if (!CLIENT_ID.test(clientId)) throw refusals.malformed(name)
  return clientId
}
