import type { HandoverDraftInput, HandoverPreview, PositionView } from '../../../src-contract/index.ts'
import { HAND_OWNER } from '../../trading/index.ts'
import type { SelectOption } from '../../ui/index.ts'

/** Shares that are asked for most; 1 is all of it. */
export const HANDOVER_SHARES = ['0.25', '0.5', '0.75', '1'] as const
export type HandoverShare = (typeof HANDOVER_SHARES)[number]

/** The hand takes back what a strategy has, and gives what it has itself. */
export const isTakeBack = ({ owner }: Pick<PositionView, 'owner'>): boolean => owner !== HAND_OWNER

/** Whom it goes to at first: back to the hand, or to the first strategy; undefined where there is nobody. */
export function firstTaker(
  { owner }: Pick<PositionView, 'owner'>,
  takers: readonly Pick<SelectOption, 'value'>[],
): string | undefined {
  const others = takers.map(({ value }) => value).filter((value) => value !== owner)
  return others.includes(HAND_OWNER) ? HAND_OWNER : others[0]
}

export const handoverDraft = (
  { positionId }: Pick<PositionView, 'positionId'>,
  to: string,
  share: HandoverShare,
): HandoverDraftInput => ({ positionId, to, fraction: Number(share) })

export type HandoverObstacle = 'noConnection' | 'gone' | 'noTaker' | 'asking'

/** Why it cannot be confirmed now; a refusal of the engine says so itself. */
export function handoverObstacle(state: {
  readonly connected: boolean
  /** The position as it stands now. */
  readonly position: Pick<PositionView, 'positionId'> | undefined
  readonly to: string | undefined
  readonly preview: HandoverPreview | undefined
}): HandoverObstacle | undefined {
  if (!state.connected) return 'noConnection'
  if (state.position === undefined) return 'gone'
  if (state.to === undefined) return 'noTaker'
  return state.preview === undefined ? 'asking' : undefined
}
