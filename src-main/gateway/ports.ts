import type {
  AmendDraft,
  AmendOrderInput,
  AccountAtVenueView,
  AccountCheckView,
  AccountView,
  AlertView,
  CandlesView,
  ClosedTradeView,
  ComponentView,
  ConfigChange,
  ConfigValidation,
  ConfigVersionView,
  ConfigView,
  ConnectionView,
  DepartureView,
  DifferenceView,
  EndpointServiceView,
  EquityPoint,
  FillView,
  GuardView,
  HandoverDraft,
  HandoverPreview,
  HealthView,
  IctKind,
  IctRecordsView,
  IndicatorParameters,
  IndicatorSeriesView,
  IndicatorView,
  InstrumentReconciliation,
  InstrumentView,
  LayoutView,
  LogLineView,
  LogQuery,
  MetricRange,
  MetricSeriesView,
  OrderDraft,
  OrderView,
  PerformanceGroup,
  PerformanceView,
  PortfolioRiskView,
  PositionView,
  PreviewView,
  PriceAlertView,
  ProtectionMeterView,
  ProtectPositionInput,
  ProtectPreviewView,
  QuoteView,
  ReconciliationView,
  RefusalView,
  ResolutionDraft,
  ResolutionPreview,
  Role,
  SecretView,
  SignalView,
  StatusView,
  StrategyView,
  StreamView,
  Timeframe,
  TopicDelta,
  TopicName,
  TopicParams,
  TopicSnapshot,
  TradingStateValue,
  VaultView,
  VenueView,
  WorkspaceView,
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
  /** Those left out take their defaults. */
  readonly parameters: IndicatorParameters
}

export interface ClosedTradeFilter {
  readonly instrumentId: string | undefined
  readonly owner: string | undefined
  readonly limit: number
}

export interface IctRecordsRequest extends CandlesRequest {
  /** All kinds where it is undefined. */
  readonly kinds: readonly IctKind[] | undefined
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
    /**
     * Stops a component and what depends on it, and starts them again; answers how it is then. Where that closes the door
     * it answers before, how it was.
     */
    restartComponent(name: string): Promise<ComponentView>
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
    /** Newest first, those before `beforeVersion` (undefined = all). */
    history(beforeVersion: number | undefined, limit: number): readonly ConfigVersionView[]
    revert(version: number, expectedVersion: number | undefined): Promise<ConfigChange>
  }
  readonly market: {
    instruments(): readonly InstrumentView[]
    /** Has the venue asked for its rules and statuses anew. @throws EngineError `VENUE_FAILED`. */
    refreshInstruments(): Promise<readonly InstrumentView[]>
    quotes(): readonly QuoteView[]
    candles(request: CandlesRequest): Promise<CandlesView>
    /** Grows with every bar stored; cached texts of `candles` are valid while it stays. */
    candlesRevision(instrumentId: string, timeframe: Timeframe): number
    catalogue(): readonly IndicatorView[]
    /** Each value stands at the bar at whose close it was known, also in columns that belong to an earlier bar (`lookAheadBars`). */
    indicatorSeries(request: IndicatorRequest): Promise<IndicatorSeriesView>
    /** Records confirmed before `beforeMs`, the newest `limit` of them and what else was confirmed at the same bar as the oldest. */
    ictRecords(request: IctRecordsRequest): Promise<IctRecordsView>
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
    /** Two orders that exclude each other. */
    createOco(drafts: readonly [OrderDraft, OrderDraft], idempotencyKey: string): readonly OrderView[]
    /** What {@link amend} would decide; nothing is sent. Without rules where risk is not asked. */
    previewAmend(draft: AmendDraft): PreviewView
    /** Other terms for a working order; what is left out stays. */
    amend(input: AmendOrderInput): OrderView
    cancel(orderId: string): OrderView
    cancelAll(filter: { instrumentId: string | undefined; includeProtection: boolean }): number
  }
  readonly positions: {
    list(): readonly PositionView[]
    close(positionId: string, fraction: number, idempotencyKey: string): OrderView
    previewProtection(input: ProtectPositionInput): ProtectPreviewView
    /** Resolves once the move is on disk. The same key with the same exits moves nothing again; with others `IDEMPOTENCY_MISMATCH`. */
    protect(input: ProtectPositionInput, idempotencyKey: string): Promise<PositionView>
    previewHandOver(draft: HandoverDraft): HandoverPreview
    /**
     * What is open of giver and taker once the handover is on disk. The same key with the same draft hands over once.
     * @throws EngineError `UNKNOWN_POSITION`, `UNKNOWN_STRATEGY`, `HANDOVER_NOT_POSSIBLE`, `IDEMPOTENCY_MISMATCH`.
     */
    handOver(draft: HandoverDraft, idempotencyKey: string): Promise<readonly PositionView[]>
  }
  readonly account: {
    get(): AccountView
    fills(filter: { instrumentId: string | undefined; limit: number }): readonly FillView[]
    reset(idempotencyKey: string): Promise<AccountView>
  }
  readonly accounts: {
    /** By name. */
    list(): readonly AccountAtVenueView[]
    venues(): readonly VenueView[]
    /**
     * Connects with the account's key and asks what it may do. What keeps the venue from answering is part of the answer.
     * @throws EngineError `UNKNOWN_ACCOUNT`, `ACCOUNT_KEYS_MISSING`, `SECRETS_LOCKED`.
     */
    check(name: string): Promise<AccountCheckView>
    /** Resolves once it is on disk. @throws EngineError as `check`, and `ACCOUNT_NOT_ARMABLE`, `ACCOUNT_CHECK_FAILED`, `WRONG_CONFIRMATION`. */
    arm(name: string, confirmation: string): Promise<AccountAtVenueView>
    /** On disk when it returns. @throws EngineError `UNKNOWN_ACCOUNT`. */
    disarm(name: string): AccountAtVenueView
  }
  readonly analytics: {
    equity(limit: number): readonly EquityPoint[]
    performance(group: PerformanceGroup): PerformanceView | Promise<PerformanceView>
    portfolioRisk(): PortfolioRiskView | Promise<PortfolioRiskView>
    /** Newest first. */
    trades(filter: ClosedTradeFilter): readonly ClosedTradeView[]
  }
  readonly reconciliation: {
    get(): ReconciliationView
    /** Resolves when the pass is over; a pass that fails is told in `lastFault`. */
    run(): Promise<ReconciliationView>
    /** @throws EngineError `UNKNOWN_DIFFERENCE`, `RESOLUTION_NOT_POSSIBLE`, `UNKNOWN_STRATEGY`. */
    preview(draft: ResolutionDraft): ResolutionPreview
    /** Resolves once it is on disk. The same key with the same draft is carried out once. @throws EngineError as `preview`, and `IDEMPOTENCY_MISMATCH`. */
    resolve(draft: ResolutionDraft, idempotencyKey: string): Promise<DifferenceView>
    /** @throws EngineError `UNKNOWN_INSTRUMENT`. */
    hold(instrumentId: string, reason: string): Promise<InstrumentReconciliation>
    /** @throws EngineError `UNKNOWN_INSTRUMENT`, `NOT_QUARANTINED`. */
    release(instrumentId: string, reason: string): Promise<InstrumentReconciliation>
  }
  readonly protection: {
    meters(): readonly ProtectionMeterView[]
  }
  readonly risk: {
    /** Tripped ones first. */
    guards(): readonly GuardView[]
    /** @throws EngineError `UNKNOWN_GUARD`, `NOT_REARMABLE`. */
    rearm(guardId: string, target: string | null): GuardView | Promise<GuardView>
    /** Newest first. */
    refusals(filter: { instrumentId: string | undefined; limit: number }): readonly RefusalView[]
  }
  readonly metrics: {
    /** @throws EngineError `UNKNOWN_METRIC` with the known ones. */
    series(metricId: string, range: MetricRange): MetricSeriesView
  }
  readonly logs: {
    /** Lines in memory, newest first. */
    list(query: LogQuery): readonly LogLineView[]
  }
  readonly alerts: {
    /** Newest first. */
    list(filter: { standingOnly: boolean; limit: number }): readonly AlertView[]
    acknowledge(alertId: string): AlertView
    acknowledgeAll(): number
    /** Newest first. */
    listPrices(): readonly PriceAlertView[]
    createPrice(draft: { instrumentId: string; price: string; note: string }): PriceAlertView
    removePrice(priceAlertId: string): void
  }
  readonly endpoints: {
    /** Outside services with their hosts, in the order in which they are configured. */
    list(): readonly EndpointServiceView[]
  }
  /** To exchanges, of all accounts. */
  readonly connections: {
    list(): readonly ConnectionView[]
    streams(): readonly StreamView[]
  }
  readonly workspace: {
    /** With everything that was to be kept before. */
    settledView(): Promise<WorkspaceView>
    put(layout: { layoutId: string; name: string; arrangement: Record<string, unknown> }): Promise<LayoutView>
    reset(layoutId: string): Promise<LayoutView>
    remove(layoutId: string): Promise<void>
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
