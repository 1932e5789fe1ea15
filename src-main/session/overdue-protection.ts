import type { OverdueProtection } from '../risk/index.ts'
import type { StandingGap } from './protection-meter.ts'

/** The position that has stood longest without all of its stop, where that is longer than allowed. */
export function overdueProtection(states: readonly StandingGap[]): OverdueProtection | undefined {
  let longest: StandingGap | undefined
  for (const state of states) {
    if (state.isOverdue && state.unprotectedMs > (longest?.unprotectedMs ?? 0)) longest = state
  }
  return (
    longest && { instrumentId: longest.instrumentId, unprotectedMs: longest.unprotectedMs, boundMs: longest.boundMs }
  )
}
