export { NOTHING_TO_REDUCE, NOTHING_TO_SPEND } from './match-run.ts'
export { MatchingBook } from './matching-book.ts'
export type { BookOrder, Holding, MatchingModel, OrderPhase, Outcome } from './matching-model.ts'
export { orderKind } from './order-kinds.ts'
