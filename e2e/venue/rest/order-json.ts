import type { OwnTrade } from '../books/order-store.ts'
import { averagePriceOf, executedOf, isOpen, turnoverOf, type VenueOrder } from '../books/venue-order.ts'
import { amountText } from './text.ts'

/** An order of the spot side, as queries and cancels answer it. */
export function spotOrder(order: VenueOrder): object {
  const { terms } = order
  return {
    symbol: terms.symbol,
    orderId: order.orderId,
    orderListId: -1,
    clientOrderId: terms.clientOrderId,
    price: amountText('spot', terms.price),
    origQty: amountText('spot', terms.quantity),
    executedQty: amountText('spot', executedOf(order)),
    origQuoteOrderQty: '0.00000000',
    cummulativeQuoteQty: amountText('spot', turnoverOf(order)),
    status: order.status,
    timeInForce: terms.timeInForce,
    type: terms.type,
    side: terms.side,
    stopPrice: amountText('spot', terms.stopPrice),
    icebergQty: '0.00000000',
    time: order.createdMs,
    updateTime: order.updatedMs,
    isWorking: isOpen(order) && !order.isWaiting,
    workingTime: order.isWaiting ? -1 : order.createdMs,
    selfTradePreventionMode: 'NONE',
  }
}

/** The answer to a new order, in the length that was asked for. */
export function placedSpotOrder(order: VenueOrder, responseType: string): object {
  const { symbol, clientOrderId } = order.terms
  const transactTime = order.updatedMs
  if (responseType === 'ACK') return { symbol, orderId: order.orderId, orderListId: -1, clientOrderId, transactTime }
  const result = { ...spotOrder(order), transactTime }
  if (responseType === 'RESULT') return result
  const fills = order.executions.map(({ price, quantity, commission, commissionAsset, tradeId }) => ({
    price: amountText('spot', price),
    qty: amountText('spot', quantity),
    commission: amountText('spot', commission),
    commissionAsset,
    tradeId,
  }))
  return { ...result, fills }
}

export function spotTrade({ order, execution }: OwnTrade): object {
  const { price, quantity } = execution
  return {
    symbol: order.terms.symbol,
    id: execution.tradeId,
    orderId: order.orderId,
    orderListId: -1,
    price: amountText('spot', price),
    qty: amountText('spot', quantity),
    quoteQty: amountText('spot', price.mul(quantity)),
    commission: amountText('spot', execution.commission),
    commissionAsset: execution.commissionAsset,
    time: execution.timeMs,
    isBuyer: order.terms.side === 'BUY',
    isMaker: execution.isMaker,
    isBestMatch: true,
  }
}

/** An order of the futures side; one that was conditional shows as what it has become. */
export function futuresOrder(order: VenueOrder): object {
  const { terms } = order
  const turnover = turnoverOf(order)
  const type = listedType(order)
  return {
    orderId: order.orderId,
    symbol: terms.symbol,
    status: order.status,
    clientOrderId: terms.clientOrderId,
    price: amountText('usdm', terms.price),
    avgPrice: amountText('usdm', averagePriceOf(order)),
    origQty: amountText('usdm', terms.quantity),
    executedQty: amountText('usdm', executedOf(order)),
    cumQty: amountText('usdm', executedOf(order)),
    cumQuote: amountText('usdm', turnover),
    timeInForce: terms.timeInForce,
    type,
    reduceOnly: terms.reduceOnly,
    closePosition: terms.closePosition,
    side: terms.side,
    positionSide: terms.positionSide,
    stopPrice: '0',
    workingType: 'CONTRACT_PRICE',
    priceProtect: false,
    origType: type,
    priceMatch: 'NONE',
    selfTradePreventionMode: 'NONE',
    goodTillDate: terms.goodTillMs ?? 0,
    time: order.createdMs,
    updateTime: order.updatedMs,
  }
}

/** What a conditional order becomes when it is triggered; every other keeps its type. */
export function listedType({ algo, terms }: VenueOrder): string {
  if (!algo) return terms.type
  return terms.price ? 'LIMIT' : 'MARKET'
}

/** A conditional order, while it waits and afterwards. */
export function algoOrder(order: VenueOrder): object {
  const { terms, algo } = order
  return {
    algoId: algo?.algoId,
    clientAlgoId: terms.clientOrderId,
    algoType: 'CONDITIONAL',
    orderType: terms.type,
    symbol: terms.symbol,
    side: terms.side,
    positionSide: terms.positionSide,
    timeInForce: terms.timeInForce,
    quantity: amountText('usdm', terms.quantity),
    algoStatus: algo?.status,
    actualOrderId: order.orderId > 0 ? String(order.orderId) : '',
    actualPrice: amountText('usdm', averagePriceOf(order)),
    triggerPrice: amountText('usdm', terms.stopPrice),
    price: amountText('usdm', terms.price),
    icebergQuantity: null,
    selfTradePreventionMode: 'NONE',
    workingType: 'CONTRACT_PRICE',
    priceMatch: 'NONE',
    closePosition: terms.closePosition,
    priceProtect: false,
    reduceOnly: terms.reduceOnly,
    ...(terms.callbackRate && {
      callbackRate: terms.callbackRate.toFixed(),
      activatePrice: amountText('usdm', terms.activationPrice),
    }),
    createTime: order.createdMs,
    updateTime: order.updatedMs,
    triggerTime: algo?.triggerMs,
    goodTillDate: 0,
  }
}

export function futuresTrade({ order, execution }: OwnTrade): object {
  const { terms } = order
  const { price, quantity } = execution
  return {
    symbol: terms.symbol,
    id: execution.tradeId,
    orderId: order.orderId,
    side: terms.side,
    price: amountText('usdm', price),
    qty: amountText('usdm', quantity),
    realizedPnl: amountText('usdm', execution.realizedPnl),
    marginAsset: 'USDT',
    quoteQty: amountText('usdm', price.mul(quantity)),
    commission: amountText('usdm', execution.commission),
    commissionAsset: execution.commissionAsset,
    time: execution.timeMs,
    positionSide: terms.positionSide,
    buyer: terms.side === 'BUY',
    maker: execution.isMaker,
  }
}
