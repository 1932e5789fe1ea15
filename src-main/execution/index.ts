export { Execution, type ExecutionPorts, type NewOrderTerms } from './execution.ts'
export { ExecutionConfig } from './execution-config.ts'
export type { NewExitMove } from './exit-decisions.ts'
export type { ExecutionCounters } from './fact-recorder.ts'
export { loadLedger, type LoadLedgerOptions } from './ledger-load.ts'
export { EMPTY_LEDGER, type LedgerState, type OpenedAccount, type RestoredOrders } from './ledger-state.ts'
export { MemoryJournal } from './memory-journal.ts'
export {
  applyFact,
  type OrderFact,
  type OrderTransition,
  pendingOrder,
  remainingQuantity,
} from './order-machine.ts'
export type { MovedExit, PositionExits } from './moved-exits.ts'
export type { ProtectionPrices } from './order-queries.ts'
export type { BookedFill, OrderFilter } from './order-store.ts'
export type { Books, ExecutionObserver, Prices } from './ports.ts'
export type { ExitPart } from './protector.ts'
export type { Difference, RecoveryReport } from './recovery.ts'
export type { CancelAllRequest } from './order-cancels.ts'
export { SqliteJournal, type SqliteJournalOptions } from './sqlite-journal.ts'
