import { z } from 'zod'
import { ConnectionView, StreamKind, streamKey, StreamView } from './connections.ts'
import { EndpointServiceView } from './endpoints.ts'
import { GuardView, RefusalView } from './guards.ts'
import { IctRecordsView, IctRecordView } from './ict.ts'
import {
  BookView,
  CandlesView,
  CandleUpdate,
  IndicatorParameters,
  IndicatorPoint,
  IndicatorSeriesView,
  InstrumentView,
  QuoteView,
  TradeView,
} from './market.ts'
import { AlertView, LogLevelValue, LogLineView, MetricsDelta, MetricsView, PriceAlertView } from './monitoring.ts'
import { InstrumentIdText, type Role, TimeframeValue } from './primitives.ts'
import { ProtectionMeterView } from './protection-meters.ts'
import { ReconciliationView } from './reconciliation.ts'
import { SignalView, StrategyView } from './strategy.ts'
import { ComponentView, StatusView } from './system.ts'
import { AccountView, FillView, LimitMeter, OrderView, PositionView } from './trading.ts'

/**
 * How deltas that wait for a client's credit are merged.
 * - `latest`: only the newest per key is kept.
 * - `levels`: deltas are books of changed levels; they become one, with the newest quantity of each price.
 * - `ring`: the newest {@link RING_CAPACITY} are kept, older ones are dropped and counted in `skipped`.
 * - `never`: every delta is delivered, in order; nothing is merged or dropped.
 *
 * A client that takes nothing for 30 s, or whose engine was put together anew, gets a snapshot in the middle of its
 * stream instead of what waited, whatever the rule: it holds all that those deltas would have told.
 */
export type MergeRule = 'latest' | 'levels' | 'ring' | 'never'

/** Deltas of a `ring` topic that wait for one client at most. */
export const RING_CAPACITY = 200

export interface TopicDefinition {
  readonly role: Role
  readonly merge: MergeRule
  /** Parameters of a subscription. */
  readonly params: z.ZodType
  /** The whole state, sent first and after every resync. */
  readonly snapshot: z.ZodType
  /** One change. */
  readonly delta: z.ZodType
  /** Key of a delta under the `latest` rule. */
  readonly key?: (delta: never) => string
  /** At most one batch with this topic in each period of so many milliseconds; 0 = as soon as there is credit. */
  readonly periodMs: number
}

const NoParams = z.object({})
const define = <const Definition extends TopicDefinition>(definition: Definition): Definition => definition

/** A position that has been closed leaves the map: `position` is null then. */
export const PositionDelta = z.object({ positionId: z.string(), position: PositionView.nullable() })
export type PositionDelta = z.infer<typeof PositionDelta>

/** A price alert that is gone leaves the map: `alert` is null then. */
export const PriceAlertDelta = z.object({ priceAlertId: z.string(), alert: PriceAlertView.nullable() })
export type PriceAlertDelta = z.infer<typeof PriceAlertDelta>

/** A net position that is flat leaves the map: `meter` is null then. */
export const ProtectionMeterDelta = z.object({ instrumentId: InstrumentIdText, meter: ProtectionMeterView.nullable() })
export type ProtectionMeterDelta = z.infer<typeof ProtectionMeterDelta>

/** A guard that is not configured any more leaves the map: `guard` is null then. */
export const GuardDelta = z.object({
  guardId: z.string(),
  target: z.string().nullable(),
  guard: GuardView.nullable(),
})
export type GuardDelta = z.infer<typeof GuardDelta>

/** An outside service that is not used any more leaves the map: `service` is null then. */
export const EndpointDelta = z.object({ name: z.string(), service: EndpointServiceView.nullable() })
export type EndpointDelta = z.infer<typeof EndpointDelta>

/** A connection that was closed leaves the map: `view` is null then. */
export const ConnectionDelta = z.object({ name: z.string(), view: ConnectionView.nullable() })
export type ConnectionDelta = z.infer<typeof ConnectionDelta>

/** A stream that is not followed any more leaves the map: `stream` is null then. */
export const StreamDelta = z.object({
  connection: z.string(),
  kind: StreamKind,
  instrumentId: InstrumentIdText.nullable(),
  stream: StreamView.nullable(),
})
export type StreamDelta = z.infer<typeof StreamDelta>

/** Key of a guard and what it watches. */
export const guardKey = ({ guardId, target }: Pick<GuardDelta, 'guardId' | 'target'>): string =>
  `${guardId} ${target ?? ''}`

/** Every stream of the engine. Adding one here makes it appear in server, client and tests. */
export const TOPICS = {
  /** What is followed, by which rules. The list stays the same while a session lives; rules and status may change. */
  instruments: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(InstrumentView),
    delta: InstrumentView,
    key: (delta: InstrumentView) => delta.instrumentId,
    periodMs: 0,
  }),
  candles: define({
    role: 'viewer',
    merge: 'latest',
    params: z.object({ instrumentId: InstrumentIdText, timeframe: TimeframeValue }),
    /** The newest closed bars and the forming one, if any, as last element of `candles`. */
    snapshot: CandlesView,
    delta: CandleUpdate,
    key: (delta: CandleUpdate) => String(delta.candle.openTimeMs),
    periodMs: 50,
  }),
  indicators: define({
    role: 'viewer',
    merge: 'latest',
    params: z.object({
      instrumentId: InstrumentIdText,
      timeframe: TimeframeValue,
      indicator: z.string().max(40),
      parameters: IndicatorParameters.default({}),
    }),
    snapshot: IndicatorSeriesView,
    /** Values at the newest bar, the forming one included. */
    delta: IndicatorPoint,
    key: (delta: IndicatorPoint) => String(delta.openTimeMs),
    periodMs: 100,
  }),
  quotes: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(QuoteView),
    delta: QuoteView,
    key: (delta: QuoteView) => delta.instrumentId,
    periodMs: 100,
  }),
  /** Public trades of an instrument, oldest first. */
  trades: define({
    role: 'viewer',
    merge: 'ring',
    params: z.object({ instrumentId: InstrumentIdText }),
    snapshot: z.array(TradeView),
    delta: TradeView,
    periodMs: 100,
  }),
  book: define({
    role: 'viewer',
    merge: 'levels',
    params: z.object({ instrumentId: InstrumentIdText }),
    snapshot: BookView,
    /** The levels that changed. */
    delta: BookView,
    periodMs: 100,
  }),
  /** ICT records of a series: those that are active and the newest closed ones, then each that is published or gets a later time. */
  ict: define({
    role: 'viewer',
    merge: 'latest',
    params: z.object({ instrumentId: InstrumentIdText, timeframe: TimeframeValue }),
    snapshot: IctRecordsView,
    delta: IctRecordView,
    key: (delta: IctRecordView) => delta.id,
    periodMs: 100,
  }),
  orders: define({
    role: 'viewer',
    merge: 'never',
    params: NoParams,
    snapshot: z.array(OrderView),
    delta: OrderView,
    periodMs: 0,
  }),
  fills: define({
    role: 'viewer',
    merge: 'never',
    params: NoParams,
    snapshot: z.array(FillView),
    delta: FillView,
    periodMs: 0,
  }),
  signals: define({
    role: 'viewer',
    merge: 'never',
    params: NoParams,
    snapshot: z.array(SignalView),
    delta: SignalView,
    periodMs: 0,
  }),
  positions: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(PositionView),
    delta: PositionDelta,
    key: (delta: PositionDelta) => delta.positionId,
    periodMs: 200,
  }),
  account: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: AccountView,
    delta: AccountView,
    key: () => 'account',
    periodMs: 200,
  }),
  /** Limits that watch over the account as a whole. */
  limits: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(LimitMeter),
    delta: LimitMeter,
    key: (delta: LimitMeter) => delta.code,
    periodMs: 500,
  }),
  /** Ledger and venue side by side, whole. */
  reconciliation: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: ReconciliationView,
    delta: ReconciliationView,
    key: () => 'reconciliation',
    periodMs: 500,
  }),
  /** How well each net position is protected. */
  protection: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(ProtectionMeterView),
    delta: ProtectionMeterDelta,
    key: (delta: ProtectionMeterDelta) => delta.instrumentId,
    periodMs: 200,
  }),
  guards: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(GuardView),
    delta: GuardDelta,
    key: guardKey,
    periodMs: 500,
  }),
  /** Orders that the risk check refused, oldest first. */
  refusals: define({
    role: 'viewer',
    merge: 'ring',
    params: NoParams,
    snapshot: z.array(RefusalView),
    delta: RefusalView,
    periodMs: 200,
  }),
  strategies: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(StrategyView),
    delta: StrategyView,
    key: (delta: StrategyView) => delta.strategyId,
    periodMs: 200,
  }),
  components: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(ComponentView),
    delta: ComponentView,
    key: (delta: ComponentView) => delta.name,
    periodMs: 200,
  }),
  status: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: StatusView,
    delta: StatusView,
    key: () => 'status',
    periodMs: 500,
  }),
  metrics: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: MetricsView,
    delta: MetricsDelta,
    key: (delta: MetricsDelta) => String(delta.sample.timeMs),
    periodMs: 500,
  }),
  /** Outside services with their hosts. */
  endpoints: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(EndpointServiceView),
    delta: EndpointDelta,
    key: (delta: EndpointDelta) => delta.name,
    periodMs: 500,
  }),
  /** Connections to exchanges: clock, allowance, sockets. */
  connections: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(ConnectionView),
    delta: ConnectionDelta,
    key: (delta: ConnectionDelta) => delta.name,
    periodMs: 500,
  }),
  /** What comes through these connections, each stream with its state. */
  streams: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(StreamView),
    delta: StreamDelta,
    key: streamKey,
    periodMs: 500,
  }),
  /** Alerts that stand or were lately resolved, newest first. */
  alerts: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(AlertView),
    delta: AlertView,
    key: (delta: AlertView) => delta.alertId,
    periodMs: 0,
  }),
  priceAlerts: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(PriceAlertView),
    delta: PriceAlertDelta,
    key: (delta: PriceAlertDelta) => delta.priceAlertId,
    periodMs: 0,
  }),
  /** Lines of the log from this level on, oldest first. */
  logs: define({
    role: 'viewer',
    merge: 'ring',
    params: z.object({ level: LogLevelValue.default('debug') }),
    snapshot: z.array(LogLineView),
    delta: LogLineView,
    periodMs: 200,
  }),
}

export type TopicName = keyof typeof TOPICS
export type TopicParams<Name extends TopicName> = z.infer<(typeof TOPICS)[Name]['params']>
export type TopicSnapshot<Name extends TopicName> = z.infer<(typeof TOPICS)[Name]['snapshot']>
export type TopicDelta<Name extends TopicName> = z.infer<(typeof TOPICS)[Name]['delta']>

export const TOPIC_NAMES = Object.keys(TOPICS) as [TopicName, ...TopicName[]]

/**
 * Client to engine. `sub` is the client's own number for a subscription. One `credit` allows one batch;
 * the client sends it when it has applied the last one.
 */
export const TopicClientMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('subscribe'), sub: z.number().int(), topic: z.enum(TOPIC_NAMES), params: z.unknown() }),
  z.object({ t: z.literal('unsubscribe'), sub: z.number().int() }),
  z.object({ t: z.literal('credit') }),
  /** Whether somebody can see the window: a hidden one gets what can be merged once a second, and account events at once. */
  z.object({ t: z.literal('pace'), hidden: z.boolean() }),
  z.object({ t: z.literal('ping') }),
])
export type TopicClientMessage = z.infer<typeof TopicClientMessage>

/** One piece of a stream. `seq` counts from 0 (the snapshot) per subscription without holes; a hole means: subscribe anew. */
export interface TopicItem {
  readonly sub: number
  readonly seq: number
  readonly kind: 'snapshot' | 'delta'
  readonly data: unknown
  /** Deltas of a `ring` topic that were dropped before this one; absent means none. */
  readonly skipped?: number
}

/** Engine to client. */
export type TopicServerMessage =
  | { readonly t: 'batch'; readonly engineTimeMs: number; readonly items: readonly TopicItem[] }
  | { readonly t: 'refused'; readonly sub: number; readonly code: string; readonly message: string }
  | { readonly t: 'pong'; readonly engineTimeMs: number }

/** Subprotocol of every WebSocket; the token travels as a second one, `bearer.<token>`. */
export const WS_PROTOCOL = 'wheelhouse.v1'
export const WS_TOKEN_PREFIX = 'bearer.'
