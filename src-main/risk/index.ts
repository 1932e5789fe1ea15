export { type AccountExposure, accountMeters, type InstrumentExposure } from './account-meters.ts'
export { evaluate } from './evaluate.ts'
export type { RiskSnapshot, Verdict } from './ports.ts'
export { exitDenial, exitProfit, exitRewardToRisk, type HeldPosition } from './position-exits.ts'
export { RiskConfig, type RiskLimits, riskLimits } from './risk-config.ts'
export {
  reasonOf,
  type StoredTradingState,
  type TradingHold,
  TradingStateMachine,
  type TradingStateOptions,
  type TradingStatus,
} from './trading-state.ts'
