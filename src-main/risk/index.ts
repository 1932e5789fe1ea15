export { evaluate } from './evaluate.ts'
export type { RiskSnapshot, Verdict } from './ports.ts'
export { RiskConfig, type RiskLimits, riskLimits } from './risk-config.ts'
export {
  reasonOf,
  type StoredTradingState,
  type TradingHold,
  TradingStateMachine,
  type TradingStateOptions,
  type TradingStatus,
} from './trading-state.ts'
