import { type ErrorMap, oc } from '@orpc/contract'
import { z } from 'zod'
import { ConfigChange, ConfigFault, ConfigPatch, ConfigValidation, ConfigVersionView, ConfigView } from './config.ts'
import { ERROR_TABLE, type ErrorCode } from './errors.ts'
import {
  CandlesQuery,
  CandlesView,
  IndicatorSeriesQuery,
  IndicatorSeriesView,
  IndicatorView,
  InstrumentView,
  QuoteView,
} from './market.ts'
import {
  AlertView,
  CreatePriceAlertInput,
  LogLineView,
  LogQuery,
  MetricRange,
  MetricSeriesView,
  PriceAlertView,
} from './monitoring.ts'
import { IdempotencyKey, InstrumentIdText, RoleValue, type Role } from './primitives.ts'
import { SignalView, StrategyView } from './strategy.ts'
import { Passphrase, SecretName, SecretView, VaultView } from './secrets.ts'
import { ComponentView, DepartureView, HealthView, StatusView, TradingStateValue } from './system.ts'
import {
  AccountView,
  ClosePositionInput,
  CreateOrderInput,
  DenialView,
  EquityPoint,
  FillView,
  OrderDraft,
  OrderView,
  PositionView,
  PreviewView,
  ProtectPositionInput,
  ProtectPreviewView,
} from './trading.ts'
import { LayoutId, LayoutName, LayoutView, WorkspaceView } from './workspace.ts'

/** What the contract says of a procedure beside its shapes. */
export interface ProcedureMeta extends Record<string, unknown> {
  /** Weakest role that may call it; none named means `admin`. */
  role?: Role
  /** Set on every procedure that trades: the input carries an idempotency key. */
  idempotent?: 'key'
  /** Fields of the input that hold a secret: no answer and no log may quote them, not even to say what is wrong. */
  secretFields?: readonly string[]
}

const entry = (code: ErrorCode): { status: number; message: string } => ({
  status: ERROR_TABLE[code].status,
  message: ERROR_TABLE[code].message,
})

const base = oc.$meta<ProcedureMeta>({}).errors({
  UNAUTHORIZED: entry('UNAUTHORIZED'),
  FORBIDDEN: { ...entry('FORBIDDEN'), data: z.object({ need: RoleValue, have: RoleValue }) },
  NOT_READY: entry('NOT_READY'),
  STOPPING: entry('STOPPING'),
} satisfies ErrorMap)

const viewer = base.meta({ role: 'viewer' })
const trader = base.meta({ role: 'trader' })
const admin = base.meta({ role: 'admin' })

const withInstrument = {
  UNKNOWN_INSTRUMENT: {
    ...entry('UNKNOWN_INSTRUMENT'),
    data: z.object({ instrumentId: z.string(), known: z.array(z.string()) }),
  },
}
const withStrategy = {
  UNKNOWN_STRATEGY: {
    ...entry('UNKNOWN_STRATEGY'),
    data: z.object({ strategyId: z.string(), known: z.array(z.string()) }),
  },
}
const withFaults = { CONFIG_INVALID: { ...entry('CONFIG_INVALID'), data: z.object({ faults: z.array(ConfigFault) }) } }
const withDenial = {
  DENIED: { ...entry('DENIED'), data: DenialView },
  PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE'),
  IDEMPOTENCY_MISMATCH: entry('IDEMPOTENCY_MISMATCH'),
}

const withVault = { SECRETS_LOCKED: entry('SECRETS_LOCKED'), SECRETS_UNPROTECTED: entry('SECRETS_UNPROTECTED') }
const withPassphrase = {
  WRONG_PASSPHRASE: entry('WRONG_PASSPHRASE'),
  TOO_MANY_REQUESTS: { ...entry('TOO_MANY_REQUESTS'), data: z.object({ retryAfterMs: z.number() }) },
}

const StrategyPath = z.object({ strategyId: z.string() })
const Limit = z.coerce.number().int().min(1).max(1000).default(200)
const Done = z.object({ done: z.literal(true) })

/** The whole interface of the engine: REST, WebSocket and MessagePort are derived from it. */
export const contract = {
  system: {
    status: viewer.route({ method: 'GET', path: '/status', tags: ['system'] }).output(StatusView),
    health: viewer.route({ method: 'GET', path: '/health', tags: ['system'] }).output(HealthView),
    components: viewer
      .route({ method: 'GET', path: '/components', tags: ['system'] })
      .output(z.object({ components: z.array(ComponentView) })),
    restartComponent: admin
      .route({
        method: 'POST',
        path: '/components/{name}/restart',
        tags: ['system'],
        summary: 'Stop a component and what depends on it, then start them again',
      })
      .errors({
        UNKNOWN_COMPONENT: { ...entry('UNKNOWN_COMPONENT'), data: z.object({ known: z.array(z.string()) }) },
        COMPONENT_BUSY: entry('COMPONENT_BUSY'),
      })
      .input(z.object({ name: z.string() }))
      .output(ComponentView),
    pause: trader
      .route({
        method: 'POST',
        path: '/system/pause',
        tags: ['system'],
        summary: 'No new entries; exits and cancels go on',
      })
      .input(z.object({ reason: z.string().max(200).default('paused by hand') }))
      .output(z.object({ tradingState: TradingStateValue })),
    resume: trader
      .route({ method: 'POST', path: '/system/resume', tags: ['system'], summary: 'Back to active trading' })
      .input(z.object({}))
      .output(z.object({ tradingState: TradingStateValue })),
    kill: trader
      .route({
        method: 'POST',
        path: '/system/kill',
        tags: ['system'],
        summary: 'Cancel entries, close every position, then halt',
      })
      .input(z.object({ reason: z.string().max(200).default('kill switch') }))
      .output(
        z.object({
          tradingState: TradingStateValue,
          cancelledOrders: z.number().int(),
          closingPositions: z.number().int(),
        }),
      ),
    departure: viewer
      .route({
        method: 'GET',
        path: '/system/departure',
        tags: ['system'],
        summary: 'What stopping the engine now would do to orders and positions',
      })
      .output(DepartureView),
    shutdown: admin
      .route({ method: 'POST', path: '/system/shutdown', tags: ['system'], summary: 'Stop the engine in order' })
      .input(z.object({}))
      .output(Done),
  },
  config: {
    get: viewer.route({ method: 'GET', path: '/config', tags: ['config'] }).output(ConfigView),
    validate: viewer
      .route({
        method: 'POST',
        path: '/config/validate',
        tags: ['config'],
        summary: 'Check a change without making it',
      })
      .input(z.object({ patch: ConfigPatch }))
      .output(ConfigValidation),
    put: admin
      .route({ method: 'PUT', path: '/config', tags: ['config'], summary: 'Change the keys given, keep the others' })
      .errors({ ...withFaults, CONFIG_CONFLICT: entry('CONFIG_CONFLICT') })
      .input(z.object({ patch: ConfigPatch, expectedVersion: z.number().int().optional() }))
      .output(ConfigChange),
    history: viewer
      .route({
        method: 'GET',
        path: '/config/history',
        tags: ['config'],
        summary: 'Versions that were in force, newest first',
      })
      .input(z.object({ beforeVersion: z.coerce.number().int().positive().optional(), limit: Limit }))
      .output(z.object({ versions: z.array(ConfigVersionView) })),
    revert: admin
      .route({
        method: 'POST',
        path: '/config/revert',
        tags: ['config'],
        summary: 'Put a former version into force again, as a new version',
      })
      .errors({ ...withFaults, CONFIG_CONFLICT: entry('CONFIG_CONFLICT'), UNKNOWN_VERSION: entry('UNKNOWN_VERSION') })
      .input(z.object({ version: z.number().int(), expectedVersion: z.number().int().optional() }))
      .output(ConfigChange),
  },
  market: {
    instruments: viewer
      .route({ method: 'GET', path: '/instruments', tags: ['market'] })
      .output(z.object({ instruments: z.array(InstrumentView) })),
    quotes: viewer
      .route({ method: 'GET', path: '/quotes', tags: ['market'] })
      .output(z.object({ quotes: z.array(QuoteView) })),
    candles: viewer
      .route({ method: 'GET', path: '/candles', tags: ['market'], summary: 'Closed bars, oldest first' })
      .errors(withInstrument)
      .input(CandlesQuery)
      .output(CandlesView),
    catalogue: viewer
      .route({ method: 'GET', path: '/indicators', tags: ['market'], summary: 'Indicators that can be asked for' })
      .output(z.object({ indicators: z.array(IndicatorView) })),
    indicators: viewer
      .route({ method: 'GET', path: '/indicators/series', tags: ['market'], summary: 'Values at closed bars' })
      .errors(withInstrument)
      .input(IndicatorSeriesQuery)
      .output(IndicatorSeriesView),
  },
  strategies: {
    list: viewer
      .route({ method: 'GET', path: '/strategies', tags: ['strategies'] })
      .output(z.object({ strategies: z.array(StrategyView) })),
    enable: trader
      .route({ method: 'POST', path: '/strategies/{strategyId}/enable', tags: ['strategies'] })
      .errors(withStrategy)
      .input(StrategyPath)
      .output(StrategyView),
    disable: trader
      .route({ method: 'POST', path: '/strategies/{strategyId}/disable', tags: ['strategies'] })
      .errors(withStrategy)
      .input(StrategyPath)
      .output(StrategyView),
    setParameters: trader
      .route({ method: 'PUT', path: '/strategies/{strategyId}/parameters', tags: ['strategies'] })
      .errors({ ...withStrategy, ...withFaults })
      .input(StrategyPath.extend({ parameters: z.record(z.string(), z.unknown()) }))
      .output(StrategyView),
    signals: viewer
      .route({ method: 'GET', path: '/signals', tags: ['strategies'] })
      .input(z.object({ limit: Limit }))
      .output(z.object({ signals: z.array(SignalView) })),
  },
  orders: {
    list: viewer
      .route({ method: 'GET', path: '/orders', tags: ['orders'], summary: 'Newest first' })
      .input(
        z.object({
          status: z.enum(['open', 'all']).default('all'),
          instrumentId: InstrumentIdText.optional(),
          limit: Limit,
        }),
      )
      .output(z.object({ orders: z.array(OrderView) })),
    preview: viewer
      .route({
        method: 'POST',
        path: '/orders/preview',
        tags: ['orders'],
        summary: 'What the risk check would say; nothing is sent',
      })
      .errors({ ...withInstrument, PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE') })
      .input(OrderDraft)
      .output(PreviewView),
    create: trader
      .meta({ idempotent: 'key' })
      .route({ method: 'POST', path: '/orders', successStatus: 201, tags: ['orders'] })
      .errors({ ...withInstrument, ...withDenial })
      .input(CreateOrderInput)
      .output(OrderView),
    cancel: trader
      .route({ method: 'POST', path: '/orders/{orderId}/cancel', tags: ['orders'] })
      .errors({ UNKNOWN_ORDER: entry('UNKNOWN_ORDER'), ORDER_NOT_CANCELLABLE: entry('ORDER_NOT_CANCELLABLE') })
      .input(z.object({ orderId: z.string() }))
      .output(OrderView),
    cancelAll: trader
      .route({
        method: 'POST',
        path: '/orders/cancel-all',
        tags: ['orders'],
        summary: 'Cancel working entries; protection stays unless asked for',
      })
      .input(z.object({ instrumentId: InstrumentIdText.optional(), includeProtection: z.boolean().default(false) }))
      .output(z.object({ cancelled: z.number().int() })),
  },
  positions: {
    list: viewer
      .route({ method: 'GET', path: '/positions', tags: ['positions'] })
      .output(z.object({ positions: z.array(PositionView) })),
    close: trader
      .meta({ idempotent: 'key' })
      .route({
        method: 'POST',
        path: '/positions/{positionId}/close',
        tags: ['positions'],
        summary: 'Close all or a share at market',
      })
      .errors({ UNKNOWN_POSITION: entry('UNKNOWN_POSITION'), ...withDenial })
      .input(ClosePositionInput)
      .output(OrderView),
    previewProtection: viewer
      .route({
        method: 'POST',
        path: '/positions/{positionId}/protection/preview',
        tags: ['positions'],
        summary: 'What other exits would mean; nothing is sent',
      })
      .errors({ UNKNOWN_POSITION: entry('UNKNOWN_POSITION') })
      .input(ProtectPositionInput)
      .output(ProtectPreviewView),
    protect: trader
      .meta({ idempotent: 'key' })
      .route({
        method: 'PUT',
        path: '/positions/{positionId}/protection',
        tags: ['positions'],
        summary: 'Set, move or take away the stop and the target of a position',
      })
      .errors({ UNKNOWN_POSITION: entry('UNKNOWN_POSITION'), ...withDenial })
      .input(ProtectPositionInput.extend({ idempotencyKey: IdempotencyKey }))
      .output(PositionView),
  },
  account: {
    get: viewer.route({ method: 'GET', path: '/account', tags: ['account'] }).output(AccountView),
    fills: viewer
      .route({ method: 'GET', path: '/fills', tags: ['account'], summary: 'Newest first' })
      .input(z.object({ limit: Limit, instrumentId: InstrumentIdText.optional() }))
      .output(z.object({ fills: z.array(FillView) })),
    reset: trader
      .meta({ idempotent: 'key' })
      .route({
        method: 'POST',
        path: '/account/reset',
        tags: ['account'],
        summary: 'Paper only: cancel orders, drop positions, start again with cash',
      })
      .errors({ IDEMPOTENCY_MISMATCH: entry('IDEMPOTENCY_MISMATCH') })
      .input(z.object({ idempotencyKey: IdempotencyKey }))
      .output(AccountView),
  },
  analytics: {
    equity: viewer
      .route({
        method: 'GET',
        path: '/analytics/equity',
        tags: ['analytics'],
        summary: 'Equity over session time, oldest first',
      })
      .input(z.object({ limit: z.coerce.number().int().min(2).max(5000).default(1000) }))
      .output(z.object({ points: z.array(EquityPoint) })),
  },
  metrics: {
    series: viewer
      .route({ method: 'GET', path: '/metrics/series', tags: ['monitoring'], summary: 'Course of one metric' })
      .errors({ UNKNOWN_METRIC: { ...entry('UNKNOWN_METRIC'), data: z.object({ known: z.array(z.string()) }) } })
      .input(z.object({ metricId: z.string().max(200), range: MetricRange.default('1h') }))
      .output(MetricSeriesView),
  },
  alerts: {
    list: viewer
      .route({ method: 'GET', path: '/alerts', tags: ['monitoring'], summary: 'Newest first' })
      .input(z.object({ status: z.enum(['standing', 'all']).default('all'), limit: Limit }))
      .output(z.object({ alerts: z.array(AlertView) })),
    acknowledge: trader
      .route({ method: 'POST', path: '/alerts/{alertId}/acknowledge', tags: ['monitoring'], summary: 'It was seen' })
      .errors({ UNKNOWN_ALERT: entry('UNKNOWN_ALERT') })
      .input(z.object({ alertId: z.string() }))
      .output(AlertView),
    acknowledgeAll: trader
      .route({ method: 'POST', path: '/alerts/acknowledge-all', tags: ['monitoring'] })
      .input(z.object({}))
      .output(z.object({ acknowledged: z.number().int() })),
    listPrices: viewer
      .route({ method: 'GET', path: '/alerts/prices', tags: ['monitoring'], summary: 'Prices that are waited for' })
      .output(z.object({ priceAlerts: z.array(PriceAlertView) })),
    createPrice: trader
      .route({ method: 'POST', path: '/alerts/prices', successStatus: 201, tags: ['monitoring'] })
      .errors({ ...withInstrument, PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE') })
      .input(CreatePriceAlertInput)
      .output(PriceAlertView),
    removePrice: trader
      .route({ method: 'DELETE', path: '/alerts/prices/{priceAlertId}', tags: ['monitoring'] })
      .errors({ UNKNOWN_ALERT: entry('UNKNOWN_ALERT') })
      .input(z.object({ priceAlertId: z.string() }))
      .output(Done),
  },
  logs: {
    list: viewer
      .route({ method: 'GET', path: '/logs', tags: ['monitoring'], summary: 'Lines in memory, newest first' })
      .input(LogQuery)
      .output(z.object({ lines: z.array(LogLineView) })),
  },
  workspace: {
    get: viewer
      .route({ method: 'GET', path: '/workspace', tags: ['workspace'], summary: 'Named layouts of the window' })
      .output(WorkspaceView),
    put: trader
      .route({ method: 'PUT', path: '/workspace/layouts/{layoutId}', tags: ['workspace'], summary: 'Keep a layout' })
      .input(z.object({ layoutId: LayoutId, name: LayoutName, arrangement: z.record(z.string(), z.unknown()) }))
      .output(LayoutView),
    reset: trader
      .route({
        method: 'POST',
        path: '/workspace/layouts/{layoutId}/reset',
        tags: ['workspace'],
        summary: 'Set a built-in layout back to its beginning',
      })
      .errors({ UNKNOWN_LAYOUT: entry('UNKNOWN_LAYOUT') })
      .input(z.object({ layoutId: LayoutId }))
      .output(LayoutView),
    remove: trader
      .route({ method: 'DELETE', path: '/workspace/layouts/{layoutId}', tags: ['workspace'] })
      .errors({ UNKNOWN_LAYOUT: entry('UNKNOWN_LAYOUT'), LAYOUT_BUILT_IN: entry('LAYOUT_BUILT_IN') })
      .input(z.object({ layoutId: LayoutId }))
      .output(Done),
  },
  secrets: {
    vault: viewer
      .route({ method: 'GET', path: '/secrets/vault', tags: ['secrets'], summary: 'How secrets are kept' })
      .output(VaultView),
    unlock: admin
      .meta({ secretFields: ['passphrase'] })
      .route({
        method: 'POST',
        path: '/secrets/unlock',
        tags: ['secrets'],
        summary: 'Give the passphrase of the vault',
      })
      .errors(withPassphrase)
      .input(z.object({ passphrase: z.string().max(1_000) }))
      .output(VaultView),
    setPassphrase: admin
      .meta({ secretFields: ['passphrase', 'current'] })
      .route({
        method: 'POST',
        path: '/secrets/passphrase',
        tags: ['secrets'],
        summary: 'Protect all secrets with this passphrase from now on; the old one is needed where there is one',
      })
      .errors({ ...withPassphrase, ...withVault })
      .input(z.object({ passphrase: Passphrase, current: z.string().max(1_000).optional() }))
      .output(VaultView),
    list: admin
      .route({ method: 'GET', path: '/secrets', tags: ['secrets'], summary: 'Names only; values are never given out' })
      .output(z.object({ secrets: z.array(SecretView) })),
    put: admin
      .meta({ secretFields: ['value'] })
      .route({
        method: 'PUT',
        path: '/secrets/{name}',
        tags: ['secrets'],
        summary: 'Keep a secret; it cannot be read back',
      })
      .errors(withVault)
      .input(z.object({ name: SecretName, value: z.string().min(1).max(10_000) }))
      .output(SecretView),
    remove: admin
      .route({ method: 'DELETE', path: '/secrets/{name}', tags: ['secrets'] })
      .errors({ UNKNOWN_SECRET: entry('UNKNOWN_SECRET') })
      .input(z.object({ name: SecretName }))
      .output(Done),
  },
}
export type Contract = typeof contract
