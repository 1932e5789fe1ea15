/** How strongly two instruments move together, in steps that can be told apart; null where it is not known. */
export type CorrelationStep = 'none' | 'weak' | 'strong' | 'opposite' | null

const WEAK_FROM = 0.3
const STRONG_FROM = 0.7

/** @param value From -1 to 1. */
export function correlationStep(value: number | null): CorrelationStep {
  if (value === null) return null
  if (value <= -WEAK_FROM) return 'opposite'
  if (value >= STRONG_FROM) return 'strong'
  return value >= WEAK_FROM ? 'weak' : 'none'
}
