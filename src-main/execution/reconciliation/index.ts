export type {
  AccountDifference,
  DifferenceAction,
  DifferenceFinding,
  DifferenceKind,
  DifferenceState,
} from './difference.ts'
export type { PassScope } from './pass.ts'
export type { AdjustmentSplit, OwnerShare, ReconciliationOptions } from './ports.ts'
export type { Quarantine, QuarantineCause } from './quarantine-book.ts'
export { Reconciler, type ReconcilerPorts } from './reconciler.ts'
export { Reconciliation } from './reconciliation.ts'
export type { Difference, InstrumentOutcome, ReconciliationReport, RecoveryReport } from './report.ts'
export { type RequestBudget, UNLIMITED } from './request-budget.ts'
export type { InstrumentStatus, ReconciliationState } from './status.ts'
export type { ResolutionPreview } from './resolution.ts'
export type { ResolutionWish } from './resolution-wish.ts'
export { DEFAULT_RECONCILIATION, ReconciliationConfig, type ReconciliationSettings } from './settings.ts'
