export { ConfigChange, ConfigFault, ConfigPatch, ConfigValidation, ConfigView } from './config.ts'
export { contract, type Contract, type ProcedureMeta } from './contract.ts'
export { ERROR_TABLE, type ErrorAction, type ErrorCode, type ErrorEntry } from './errors.ts'
export {
  CandlesQuery,
  CandlesView,
  CandleUpdate,
  CandleView,
  IndicatorPoint,
  IndicatorSeriesQuery,
  IndicatorSeriesView,
  InstrumentView,
  QuoteView,
} from './market.ts'
export {
  DecimalText,
  IdempotencyKey,
  InstrumentIdText,
  PositiveDecimalText,
  type Role,
  ROLES,
  RoleValue,
  type Timeframe,
  TIMEFRAME_MS,
  TIMEFRAMES,
  TimeframeValue,
  TimeMsValue,
} from './primitives.ts'
export { SignalView, StrategyView } from './strategy.ts'
export {
  ComponentStateValue,
  ComponentView,
  HealthValue,
  HealthView,
  StatusView,
  TradingStateValue,
} from './system.ts'
export {
  type MergeRule,
  PositionDelta,
  TOPIC_NAMES,
  TopicClientMessage,
  type TopicDefinition,
  type TopicDelta,
  type TopicItem,
  type TopicName,
  type TopicParams,
  TOPICS,
  type TopicServerMessage,
  type TopicSnapshot,
  WS_PROTOCOL,
  WS_TOKEN_PREFIX,
} from './topics.ts'
export {
  AccountView,
  ClosePositionInput,
  CreateOrderInput,
  DenialView,
  EquityPoint,
  FillView,
  HandOrderTypeValue,
  OrderDraft,
  type OrderDraftInput,
  OrderRoleValue,
  OrderSize,
  OrderStateValue,
  OrderTypeValue,
  OrderView,
  PositionView,
  PreviewView,
  RuleResult,
  SideValue,
  TimeInForceValue,
} from './trading.ts'
