export { NOTHING_TO_REDUCE } from './match-run.ts'
export { MatchingBook } from './matching-book.ts'
export type { BookOrder, MatchingModel, OrderPhase, Outcome } from './matching-model.ts'
