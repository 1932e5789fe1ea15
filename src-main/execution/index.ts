export { Execution, type ExecutionPorts, type NewOrderTerms } from './execution.ts'
export { ExecutionConfig } from './execution-config.ts'
export type { NewExitMove } from './exit-decisions.ts'
export type { ExecutionCounters } from './fact-recorder.ts'
export { type LedgerFlow, type LedgerHistory, readLedgerHistory, type StoredDenial } from './ledger-history.ts'
export { lockedQuantity } from './holding-locks.ts'
export { loadLedger, type LoadLedgerOptions } from './ledger-load.ts'
export { EMPTY_LEDGER, type LedgerState, type OpenedAccount, type RestoredOrders } from './ledger-state.ts'
export { MemoryJournal } from './memory-journal.ts'
export {
  applyFact,
  isHeld,
  type OrderFact,
  type OrderTransition,
  pendingOrder,
  remainingQuantity,
} from './order-machine.ts'
export { amendmentWord } from './order-amendment.ts'
export type { OrderChange } from './order-amends.ts'
export { handlingOf } from './order-handling.ts'
export { isOurs, newOrderIdPrefix, orderNumberOf } from './order-numbers.ts'
export type { CheckRelease, ReleasedTerms } from './order-release.ts'
export type { PriceSpan } from './order-watch.ts'
export { type AmendWish, type MadeHandover, type OriginalTerms, wishedTerms } from './ledger-wishes.ts'
export type { MovedExit, PositionExits } from './moved-exits.ts'
export type { ProtectionPrices } from './order-queries.ts'
export type { BookedFill, OrderFilter } from './order-store.ts'
export type { Books, ExecutionObserver, InstrumentRules, Prices } from './ports.ts'
export type { ExitPart } from './exit-parts.ts'
export type { NewHandover } from './handovers.ts'
export type { StandingPlan } from './exit-plans.ts'
export { type SizeRules, targetShares } from './exit-targets.ts'
export {
  type AccountDifference,
  type AdjustmentSplit,
  type Difference,
  type DifferenceAction,
  type DifferenceFinding,
  type DifferenceKind,
  type DifferenceState,
  type InstrumentOutcome,
  type InstrumentStatus,
  type OwnerShare,
  type PassScope,
  type Quarantine,
  type QuarantineCause,
  Reconciler,
  type Reconciliation,
  type ReconciliationOptions,
  type ReconciliationReport,
  type ReconciliationState,
  type ReconciliationSettings,
  type RecoveryReport,
  type RequestBudget,
  type ResolutionPreview,
  type ResolutionWish,
} from './reconciliation/index.ts'
export type { CancelAllRequest } from './order-cancels.ts'
export { SqliteJournal, type SqliteJournalOptions } from './sqlite-journal.ts'
