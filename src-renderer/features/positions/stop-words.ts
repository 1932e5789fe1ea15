import type { PositionView } from '../../../src-contract/index.ts'
import type { StopKeeper } from './use-stop-keepers.ts'

/** What is said of a position's stop. */
export type StopWord = 'venue' | 'engine' | 'unconfirmed' | 'none'

/**
 * Who holds the stop: `unconfirmed` where one is wanted that does not cover the whole position at the venue yet.
 * Undefined until the engine was asked.
 */
export function stopWord(
  { stopPrice }: Pick<PositionView, 'stopPrice'>,
  keeper: StopKeeper | undefined,
): StopWord | undefined {
  if (keeper === 'none' || keeper === undefined) {
    if (stopPrice === null) return 'none'
    return keeper === undefined ? undefined : 'unconfirmed'
  }
  return keeper
}

/** Worth a look: nothing, or not everything, limits the loss. */
export const isUnprotected = (word: StopWord | undefined): boolean => word === 'none' || word === 'unconfirmed'
