import type { AlertView, ComponentView, ConfigChange, HealthValue, MetricsSample } from '../../src-contract/index.ts'
import type { Denial, TradingState } from './facts.ts'
import type { InstrumentId, OrderId, Owner } from './ids.ts'
import type { OrderIntent } from './intent.ts'
import type { Candle, Quote, Timeframe } from './market.ts'
import type { Fill, Order } from './order.ts'
import type { Position } from './portfolio.ts'
import type { Signal } from './signal.ts'

/** Name → payload of everything the bus announces. All of it has happened and, where it is booked, is stored. */
export interface EventMap {
  'kline.updated': { instrumentId: InstrumentId; timeframe: Timeframe; candle: Candle; closed: boolean }
  'quote.updated': { instrumentId: InstrumentId; last: number; quote: Quote | undefined; timeMs: number }
  'candle.stored': { instrumentId: InstrumentId; timeframe: Timeframe; candle: Candle }
  'feed.gap': { instrumentId: InstrumentId; fromMs: number; toMs: number; filled: boolean }
  'signal.generated': { signal: Signal }
  'signal.validated': { signal: Signal; order: Order }
  'signal.denied': { signal: Signal; denial: Denial }
  'signal.ignored': { signal: Signal; reason: string }
  'order.denied': { intent: OrderIntent; denial: Denial }
  /** Any change of an order's state, the first (`pending`) included. */
  'order.updated': { order: Order }
  'protection.failed': { orderId: OrderId; instrumentId: InstrumentId; owner: Owner; reason: string }
  /** A net position has stood longer than allowed without all of its stop at the venue. */
  'protection.overdue': { instrumentId: InstrumentId; unprotectedMs: number; boundMs: number; since: number }
  /** Ledger and venue were compared; how many differences stand. */
  'reconciliation.done': { differences: number }
  /** Nothing may be opened on the instrument; `reason` undefined: it may be again. */
  'instrument.quarantined': { instrumentId: InstrumentId; reason: string | undefined }
  /** A guard of risk has tripped, or is armed again. */
  'risk.guard': { guardId: string; scope: string; state: 'tripped' | 'armed'; message: string }
  'fill.booked': { fill: Fill; realisedPnl: string }
  'position.updated': { position: Position }
  'position.closed': { position: Position }
  'account.reset': { accountId: string }
  'trading-state.changed': { state: TradingState; reason: string }
  'config.updated': ConfigChange
  'component.state': ComponentView
  'health.changed': { health: HealthValue }
  'metrics.sampled': { sample: MetricsSample }
  /** Also when the cause came again; then at most once a second. */
  'alert.raised': { alert: AlertView }
  'alert.resolved': { alert: AlertView }
}

export type EventName = keyof EventMap
