import type { PositionView } from '../../../src-contract/index.ts'
import { describeFault } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import type { ClosePosition } from './use-close-position.ts'

/** Closes the whole of every position, goes on where one is refused, and then names those that were. */
export async function closeEach(positions: readonly PositionView[], close: ClosePosition): Promise<void> {
  const results = await Promise.allSettled(positions.map(async (position) => close(position, 1)))
  const refused = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [`${positions[index]?.instrumentId ?? ''}: ${describeFault(result.reason).message}`]
      : [],
  )
  if (refused.length > 0) throw new Error(words('positions')('closeAll.notClosed', { refused: refused.join(' · ') }))
}
