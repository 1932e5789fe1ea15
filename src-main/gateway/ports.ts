import type {
  AccountView,
  CandlesView,
  ComponentView,
  ConfigChange,
  ConfigValidation,
  ConfigView,
  DepartureView,
  EquityPoint,
  FillView,
  HealthView,
  IndicatorSeriesView,
  InstrumentView,
  OrderDraft,
  OrderView,
  PositionView,
  PreviewView,
  QuoteView,
  Role,
  SecretView,
  SignalView,
  StatusView,
  StrategyView,
  Timeframe,
  TopicDelta,
  TopicName,
  TopicParams,
  TopicSnapshot,
  TradingStateValue,
  VaultView,
} from '../../src-contract/index.ts'
import type { Disposable } from '../base/index.ts'

export interface CandlesRequest {
  readonly instrumentId: string
  readonly timeframe: Timeframe
  readonly beforeMs: number | undefined
  readonly limit: number
}

export interface IndicatorRequest extends CandlesRequest {
  readonly indicator: string
  readonly period: number
}

/**
 * The engine as the door sees it. Everything is said in the contract's shapes; a call that cannot be met
 * throws an `EngineError` whose code stands in the contract's error table.
 */
export interface EngineApi {
  readonly system: {
    status(): StatusView
    health(): HealthView
    components(): readonly ComponentView[]
    pause(reason: string): TradingStateValue
    resume(): TradingStateValue
    kill(reason: string): { tradingState: TradingStateValue; cancelledOrders: number; closingPositions: number }
    /** What stopping now would do to orders and positions. */
    departure(): DepartureView
    /** Begins an orderly stop and returns at once. */
    shutdown(): void
  }
  readonly config: {
    get(): ConfigView
    validate(patch: Record<string, unknown>): ConfigValidation
    put(patch: Record<string, unknown>, expectedVersion: number | undefined): Promise<ConfigChange>
  }
  readonly market: {
    instruments(): readonly InstrumentView[]
    quotes(): readonly QuoteView[]
    candles(request: CandlesRequest): Promise<CandlesView>
    /** Grows with every bar stored; cached texts of `candles` are valid while it stays. */
    candlesRevision(instrumentId: string, timeframe: Timeframe): number
    indicatorSeries(request: IndicatorRequest): Promise<IndicatorSeriesView>
  }
  readonly strategies: {
    list(): readonly StrategyView[]
    setEnabled(strategyId: string, enabled: boolean): Promise<StrategyView>
    setParameters(strategyId: string, parameters: Record<string, unknown>): Promise<StrategyView>
    signals(limit: number): readonly SignalView[]
  }
  readonly orders: {
    list(filter: { openOnly: boolean; instrumentId: string | undefined; limit: number }): readonly OrderView[]
    preview(draft: OrderDraft): PreviewView
    /** The same key with the same draft gives the first answer again; with another draft `IDEMPOTENCY_MISMATCH`. */
    create(draft: OrderDraft, idempotencyKey: string): OrderView
    cancel(orderId: string): OrderView
    cancelAll(filter: { instrumentId: string | undefined; includeProtection: boolean }): number
  }
  readonly positions: {
    list(): readonly PositionView[]
    close(positionId: string, fraction: number, idempotencyKey: string): OrderView
  }
  readonly account: {
    get(): AccountView
    fills(filter: { instrumentId: string | undefined; limit: number }): readonly FillView[]
    reset(idempotencyKey: string): Promise<AccountView>
  }
  readonly analytics: {
    equity(limit: number): readonly EquityPoint[]
  }
  readonly secrets: {
    view(): VaultView
    unlock(passphrase: string): Promise<VaultView>
    setPassphrase(passphrase: string, current: string | undefined): Promise<VaultView>
    /** Names only: nothing here gives a value out. */
    list(): readonly SecretView[]
    put(name: string, value: string): Promise<SecretView>
    remove(name: string): Promise<void>
  }
  readonly topics: TopicSource
}

/**
 * Streams of the engine. `open` answers with the whole state and then calls `onDelta` for each change after it,
 * also for those that come before the promise is settled. A delta belongs to nobody once it is announced: it is
 * turned into text once for all clients, so it must not be changed afterwards.
 */
export interface TopicSource {
  open<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    onDelta: (delta: TopicDelta<Name>) => void,
  ): Promise<{ readonly snapshot: TopicSnapshot<Name>; readonly subscription: Disposable }>
}

/** Which role an access token stands for; `undefined` for a token that is not ours. */
export interface TokenCheck {
  roleOf(token: string): Role | undefined
}
