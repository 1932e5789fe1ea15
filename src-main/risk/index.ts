export {
  type AccountExposure,
  accountMeters,
  type InstrumentExposure,
  type OwnerExposure,
} from './account-meters.ts'
export { DENIAL_CODES, type DenialCode } from './denial-codes.ts'
export { evaluate } from './evaluate.ts'
export { EntryRate } from './entry-rate.ts'
export { ClosedTradeTracker, TrackedTrades, type TradeContext } from './guards/closed-trade-tracker.ts'
export { GuardBook, type HandRearm } from './guards/guard-book.ts'
export { GuardAction, GuardConfig, type GuardKind, GuardsConfig } from './guards/guard-config.ts'
export type { ClosedTrade, EquityInput, ProfitInput } from './guards/guard-inputs.ts'
export { labelOf as guardLabel } from './guards/guard-kinds.ts'
export { ACCOUNT_SCOPE, type GuardReach, reachOf, type ScopeKey, scopeName } from './guards/guard-scope.ts'
export { type GuardBlock, GuardBookState, type GuardEffect, type GuardView } from './guards/guard-state.ts'
export { SEALED_GUARD } from './guards/sealed.ts'
export { includes as includesAction } from './guards/strictness.ts'
export { VolatilityMeter } from './guards/volatility-meter.ts'
export type {
  HoldingLock,
  OverdueProtection,
  OwnerRecord,
  RiskGroup,
  RiskSnapshot,
  SpotBalances,
  Verdict,
} from './ports.ts'
export { exitDenial, exitProfit, exitRewardToRisk, type HeldPosition } from './position-exits.ts'
export { isReducing } from './proposal.ts'
export { isInGroup } from './rules/group-rules.ts'
export { RiskConfig, type RiskLimits, riskLimits } from './risk-config.ts'
export {
  reasonOf,
  type StoredTradingState,
  type TradingHold,
  TradingStateMachine,
  type TradingStateOptions,
  type TradingStatus,
} from './trading-state.ts'
