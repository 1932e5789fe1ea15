export { evaluate } from './evaluate.ts'
export type { RiskSnapshot, Verdict } from './ports.ts'
export { RiskConfig, type RiskLimits, riskLimits } from './risk-config.ts'
export {
  type StoredTradingState,
  TradingStateMachine,
  type TradingStateOptions,
  type TradingStatus,
} from './trading-state.ts'
