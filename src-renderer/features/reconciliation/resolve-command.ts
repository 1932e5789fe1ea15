import type { DifferenceView, ResolutionDraftInput } from '../../../src-contract/index.ts'
import { describeFault, type EngineCalls, newIdempotencyKey } from '../../client/index.ts'
import { CommandKeys } from '../../trading/index.ts'

/** For as long as the window lives: whoever tries again after a lost answer must not do it twice. */
const keys = new CommandKeys({ newKey: newIdempotencyKey, describeFault })

export async function resolveDifference(
  { reconciliation }: Pick<EngineCalls, 'reconciliation'>,
  draft: ResolutionDraftInput & { readonly reason: string },
): Promise<DifferenceView> {
  return keys.run(`difference ${draft.differenceId}`, JSON.stringify(draft), (idempotencyKey) =>
    reconciliation.resolve({ ...draft, idempotencyKey }),
  )
}
