import { z } from 'zod'
import { CandlesView, CandleUpdate, IndicatorPoint, IndicatorSeriesView, QuoteView } from './market.ts'
import { InstrumentIdText, type Role, TimeframeValue } from './primitives.ts'
import { SignalView, StrategyView } from './strategy.ts'
import { ComponentView, StatusView } from './system.ts'
import { AccountView, FillView, OrderView, PositionView } from './trading.ts'

/**
 * How deltas that wait for a client's credit are merged.
 * - `latest`: only the newest per key is kept.
 * - `never`: every delta is delivered, in order; nothing is merged or dropped.
 */
export type MergeRule = 'latest' | 'never'

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
  /** At most one batch of this topic in so many milliseconds; 0 = as soon as there is credit. */
  readonly minIntervalMs: number
}

const NoParams = z.object({})
const define = <const Definition extends TopicDefinition>(definition: Definition): Definition => definition

/** A position that has been closed leaves the map: `position` is null then. */
export const PositionDelta = z.object({ positionId: z.string(), position: PositionView.nullable() })
export type PositionDelta = z.infer<typeof PositionDelta>

/** Every stream of the engine. Adding one here makes it appear in server, client and tests. */
export const TOPICS = {
  candles: define({
    role: 'viewer',
    merge: 'latest',
    params: z.object({ instrumentId: InstrumentIdText, timeframe: TimeframeValue }),
    /** The newest closed bars and the forming one, if any, as last element of `candles`. */
    snapshot: CandlesView,
    delta: CandleUpdate,
    key: (delta: CandleUpdate) => String(delta.candle.openTimeMs),
    minIntervalMs: 50,
  }),
  indicators: define({
    role: 'viewer',
    merge: 'latest',
    params: z.object({
      instrumentId: InstrumentIdText,
      timeframe: TimeframeValue,
      indicator: z.enum(['ema', 'atr']),
      period: z.number().int().min(1).max(1000),
    }),
    snapshot: IndicatorSeriesView,
    /** Value at the newest bar, the forming one included. */
    delta: IndicatorPoint,
    key: (delta: IndicatorPoint) => String(delta.openTimeMs),
    minIntervalMs: 100,
  }),
  quotes: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(QuoteView),
    delta: QuoteView,
    key: (delta: QuoteView) => delta.instrumentId,
    minIntervalMs: 100,
  }),
  orders: define({
    role: 'viewer',
    merge: 'never',
    params: NoParams,
    snapshot: z.array(OrderView),
    delta: OrderView,
    minIntervalMs: 0,
  }),
  fills: define({
    role: 'viewer',
    merge: 'never',
    params: NoParams,
    snapshot: z.array(FillView),
    delta: FillView,
    minIntervalMs: 0,
  }),
  signals: define({
    role: 'viewer',
    merge: 'never',
    params: NoParams,
    snapshot: z.array(SignalView),
    delta: SignalView,
    minIntervalMs: 0,
  }),
  positions: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(PositionView),
    delta: PositionDelta,
    key: (delta: PositionDelta) => delta.positionId,
    minIntervalMs: 100,
  }),
  account: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: AccountView,
    delta: AccountView,
    key: () => 'account',
    minIntervalMs: 200,
  }),
  strategies: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(StrategyView),
    delta: StrategyView,
    key: (delta: StrategyView) => delta.strategyId,
    minIntervalMs: 200,
  }),
  components: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: z.array(ComponentView),
    delta: ComponentView,
    key: (delta: ComponentView) => delta.name,
    minIntervalMs: 200,
  }),
  status: define({
    role: 'viewer',
    merge: 'latest',
    params: NoParams,
    snapshot: StatusView,
    delta: StatusView,
    key: () => 'status',
    minIntervalMs: 500,
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
  z.object({ t: z.literal('ping') }),
])
export type TopicClientMessage = z.infer<typeof TopicClientMessage>

/** One piece of a stream. `seq` counts from 0 (the snapshot) per subscription without holes; a hole means: subscribe anew. */
export interface TopicItem {
  readonly sub: number
  readonly seq: number
  readonly kind: 'snapshot' | 'delta'
  readonly data: unknown
}

/** Engine to client. */
export type TopicServerMessage =
  | { readonly t: 'batch'; readonly engineTimeMs: number; readonly items: readonly TopicItem[] }
  | { readonly t: 'refused'; readonly sub: number; readonly code: string; readonly message: string }
  | { readonly t: 'pong'; readonly engineTimeMs: number }

/** Subprotocol of every WebSocket; the token travels as a second one, `bearer.<token>`. */
export const WS_PROTOCOL = 'wheelhouse.v1'
export const WS_TOKEN_PREFIX = 'bearer.'
