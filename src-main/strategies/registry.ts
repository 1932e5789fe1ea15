import { emaCross } from './ema-cross.ts'
import type { StrategyDefinition } from './strategy.ts'

/** Every strategy of the library. */
export const STRATEGIES: readonly StrategyDefinition[] = [emaCross]

/** The strategy of this id, or undefined where the library has none. */
export function findStrategy(id: string): StrategyDefinition | undefined {
  return STRATEGIES.find((definition) => definition.id === id)
}
