import type { HandoverDraftInput, OrderView, PositionView, ProtectPositionInput } from '../../src-contract/index.ts'
import { describeFault, type EngineCalls, newIdempotencyKey } from '../client/index.ts'
import { CommandKeys } from './command-keys.ts'

/**
 * Kept for as long as the window lives, and for all of its panels: a row, a chart or a dialog may go and come while an
 * answer is out, and whoever tries again must not do it twice.
 */
const keys = new CommandKeys({ newKey: newIdempotencyKey, describeFault })

type PositionCalls = Pick<EngineCalls, 'positions'>

const subjectOf = (positionId: string): string => `position ${positionId}`

/** Closes a share of a position at market; 1 is all of it. */
export async function closePosition(
  { positions }: PositionCalls,
  { positionId, quantity }: Pick<PositionView, 'positionId' | 'quantity'>,
  fraction: number,
): Promise<OrderView> {
  // With the quantity in the command's name, a half of what is left is another command than the half before.
  return keys.run(subjectOf(positionId), `close ${quantity} ${fraction}`, (idempotencyKey) =>
    positions.close({ positionId, idempotencyKey, fraction }),
  )
}

/** Sets, moves or takes away the stop and the target of a position. */
export async function protectPosition(
  { positions }: PositionCalls,
  input: ProtectPositionInput,
): Promise<PositionView> {
  return keys.run(subjectOf(input.positionId), `protect ${JSON.stringify(input)}`, (idempotencyKey) =>
    positions.protect({ ...input, idempotencyKey }),
  )
}

/** Gives a share of a position to another owner. @param quantity What is held: a half of what is left is another command. */
export async function handOverPosition(
  { positions }: PositionCalls,
  draft: HandoverDraftInput,
  quantity: string,
): Promise<readonly PositionView[]> {
  const command = `hand over ${quantity} ${JSON.stringify(draft)}`
  const answer = await keys.run(subjectOf(draft.positionId), command, (idempotencyKey) =>
    positions.handOver({ ...draft, idempotencyKey }),
  )
  return answer.positions
}
