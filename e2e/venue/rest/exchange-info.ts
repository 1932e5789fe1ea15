import type { Exchange } from '../books/exchange.ts'
import type { SymbolRules } from '../market/symbol-rules.ts'
import type { RateLimits } from './rate-limits.ts'

const SPOT_TYPES = [
  'LIMIT',
  'LIMIT_MAKER',
  'MARKET',
  'STOP_LOSS',
  'STOP_LOSS_LIMIT',
  'TAKE_PROFIT',
  'TAKE_PROFIT_LIMIT',
]
const FUTURES_TYPES = [
  'LIMIT',
  'MARKET',
  'STOP',
  'STOP_MARKET',
  'TAKE_PROFIT',
  'TAKE_PROFIT_MARKET',
  'TRAILING_STOP_MARKET',
]
/** Perpetuals are never delivered; the exchange writes this date. */
const NEVER_MS = 4_133_404_800_000

/** `GET exchangeInfo`: rules of every symbol, and the limits of the door. */
export function exchangeInfo(exchange: Exchange, limits: RateLimits, nowMs: number): object {
  const symbolOf = exchange.side === 'spot' ? spotSymbol : futuresSymbol
  return {
    timezone: 'UTC',
    serverTime: nowMs,
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: limits.weightPerMinute },
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: limits.ordersPer10Seconds },
    ],
    exchangeFilters: [],
    symbols: Array.from(exchange.markets.values(), ({ rules }) => symbolOf(rules)),
    ...(exchange.side === 'usdm' && { assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '0' }] }),
  }
}

function commonFilters(rules: SymbolRules, text: (value: SymbolRules['tickSize']) => string): object[] {
  const minPrice = text(rules.minPrice)
  const maxPrice = text(rules.maxPrice)
  const quantities = {
    minQty: text(rules.minQuantity),
    maxQty: text(rules.maxQuantity),
    stepSize: text(rules.stepSize),
  }
  return [
    { filterType: 'PRICE_FILTER', minPrice, maxPrice, tickSize: text(rules.tickSize) },
    { filterType: 'LOT_SIZE', ...quantities },
    { filterType: 'MARKET_LOT_SIZE', ...quantities },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: 200, limit: 200 },
  ]
}

function spotSymbol(rules: SymbolRules): object {
  const text = (value: SymbolRules['tickSize']): string => value.toFixed(8)
  const up = rules.multiplierUp.toFixed()
  const down = rules.multiplierDown.toFixed()
  const bounds = { bidMultiplierUp: up, bidMultiplierDown: down, askMultiplierUp: up, askMultiplierDown: down }
  return {
    symbol: rules.symbol,
    status: rules.status === 'SETTLING' ? 'BREAK' : rules.status,
    baseAsset: rules.base,
    baseAssetPrecision: 8,
    quoteAsset: rules.quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: SPOT_TYPES,
    icebergAllowed: false,
    ocoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: [
      ...commonFilters(rules, text),
      { filterType: 'PERCENT_PRICE_BY_SIDE', ...bounds, avgPriceMins: 0 },
      { filterType: 'NOTIONAL', minNotional: text(rules.minNotional), applyMinToMarket: true, avgPriceMins: 0 },
    ],
    permissions: [],
    permissionSets: [['SPOT']],
    defaultSelfTradePreventionMode: 'NONE',
    allowedSelfTradePreventionModes: ['NONE'],
  }
}

function futuresSymbol(rules: SymbolRules): object {
  const text = (value: SymbolRules['tickSize']): string => value.toFixed()
  const percent = rules.maintenanceMargin.mul(100).toFixed(4)
  const multipliers = { multiplierUp: text(rules.multiplierUp), multiplierDown: text(rules.multiplierDown) }
  return {
    symbol: rules.symbol,
    pair: rules.symbol,
    contractType: 'PERPETUAL',
    deliveryDate: NEVER_MS,
    onboardDate: 1_569_398_400_000,
    status: rules.status === 'BREAK' ? 'PENDING_TRADING' : rules.status,
    maintMarginPercent: percent,
    requiredMarginPercent: '5.0000',
    baseAsset: rules.base,
    quoteAsset: rules.quote,
    marginAsset: rules.quote,
    pricePrecision: rules.tickSize.decimalPlaces(),
    quantityPrecision: rules.stepSize.decimalPlaces(),
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: [],
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: [
      ...commonFilters(rules, text),
      { filterType: 'MIN_NOTIONAL', notional: text(rules.minNotional) },
      { filterType: 'PERCENT_PRICE', ...multipliers, multiplierDecimal: '4' },
    ],
    orderTypes: FUTURES_TYPES,
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  }
}
