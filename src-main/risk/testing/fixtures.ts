import {
  HAND,
  type Instrument,
  instrumentId,
  money,
  type OrderIntent,
  price,
  quantity,
  venueId,
} from '../../domain/index.ts'
import type { RiskSnapshot } from '../ports.ts'
import { RiskConfig, type RiskLimits, riskLimits } from '../risk-config.ts'

const SIMULATED = venueId('simulated')

export const BTC: Instrument = {
  instrumentId: instrumentId(SIMULATED, 'BTC-PERP'),
  venueId: SIMULATED,
  symbol: 'BTC-PERP',
  name: 'Bitcoin',
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.1'),
  lotSize: quantity('0.001'),
  minQuantity: quantity('0.001'),
  minNotional: money('5'),
  kind: 'linearPerpetual',
  status: 'trading',
}

export const DEFAULT_LIMITS: RiskLimits = riskLimits(RiskConfig.parse({}))

/** A flat account of 100,000 USDT, BTC at 50,000. */
export function snapshotWith(changes: Partial<RiskSnapshot> = {}): RiskSnapshot {
  return {
    instrument: BTC,
    nowMs: 1_767_571_200_000,
    referencePrice: 50_000,
    isStale: false,
    spreadFraction: undefined,
    annualVolatility: undefined,
    equity: 100_000,
    dayStartEquity: 100_000,
    netQuantity: quantity(0),
    ownerQuantity: quantity(0),
    pendingBuyQuantity: quantity(0),
    pendingSellQuantity: quantity(0),
    ownerPendingQuantity: quantity(0),
    ownerClosingQuantity: quantity(0),
    netClosingQuantity: quantity(0),
    openPositions: 0,
    ownerHasPosition: false,
    otherNotionals: new Map(),
    ownerOtherNotional: 0,
    groups: [],
    spot: undefined,
    initialMarginFraction: undefined,
    tradingState: 'active',
    tradingStateReason: undefined,
    venueInterruption: undefined,
    notArmed: undefined,
    quarantineReason: undefined,
    unknownOrders: 0,
    overdueProtection: undefined,
    entriesLastMinute: 0,
    guardBlock: undefined,
    ownerRecord: undefined,
    takerFeeFraction: 0.0005,
    ...changes,
  }
}

/** A market buy of 0.1 BTC by hand. */
export function intentWith(changes: Partial<OrderIntent> = {}): OrderIntent {
  return {
    source: 'hand',
    owner: HAND,
    idempotencyKey: 'key-00000001',
    instrumentId: BTC.instrumentId,
    side: 'buy',
    type: 'market',
    size: { kind: 'quantity', quantity: '0.1' },
    limitPrice: undefined,
    triggerPrice: undefined,
    trailing: undefined,
    timeInForce: 'GTC',
    expireAtMs: undefined,
    postOnly: false,
    reduceOnly: false,
    ocoGroup: undefined,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    exitPlan: undefined,
    role: 'entry',
    parentOrderId: undefined,
    reason: 'by hand',
    ...changes,
  }
}

/** A market sell that closes part of a long position by hand. */
export function closeIntent(size: string, changes: Partial<OrderIntent> = {}): OrderIntent {
  return intentWith({
    side: 'sell',
    size: { kind: 'quantity', quantity: size },
    reduceOnly: true,
    role: 'close',
    ...changes,
  })
}
