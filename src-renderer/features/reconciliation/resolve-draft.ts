import type { DifferenceView, ResolutionAction, ResolutionDraftInput } from '../../../src-contract/index.ts'

/** What a person has decided so far. */
export interface ResolveChoice {
  readonly difference: DifferenceView
  readonly action: ResolutionAction
  readonly owner: string
  readonly reason: string
}

/** Cash has no owner, and only what is adopted gets one. */
export const asksOwner = ({ action, difference }: Pick<ResolveChoice, 'action' | 'difference'>): boolean =>
  action === 'adopt' && difference.kind !== 'cash'

/** What is asked of the engine: the same for the preview and for the deed. */
export function draftOf(choice: ResolveChoice): ResolutionDraftInput {
  const { difference, action, owner, reason } = choice
  const { differenceId } = difference
  return { differenceId, action, reason: reason.trim(), ...(asksOwner(choice) && { owner }) }
}

export type ResolveObstacle = 'noConnection' | 'gone' | 'asking' | 'reasonMissing'

/** Why it cannot be confirmed now; what only waits comes before what the user has to do. */
export function obstacleOf(state: {
  readonly connected: boolean
  /** The difference as the engine tells it now. */
  readonly current: DifferenceView | undefined
  readonly action: ResolutionAction
  readonly previewKnown: boolean
  readonly reason: string
}): ResolveObstacle | undefined {
  if (!state.connected) return 'noConnection'
  if (state.current === undefined || !state.current.actions.includes(state.action)) return 'gone'
  if (!state.previewKnown) return 'asking'
  return state.reason.trim() === '' ? 'reasonMissing' : undefined
}
