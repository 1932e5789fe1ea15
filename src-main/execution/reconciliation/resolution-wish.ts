import type { Owner } from '../../domain/index.ts'

/** What a person decides with an action. */
export interface ResolutionWish {
  /** Who has it from here on; left out: what a holder loses is taken from the holders, anything else is unassigned. */
  readonly owner?: Owner | undefined
  readonly reason: string
  /** Who decided it. */
  readonly by: string
}

export function reasonOf({ reason, by }: ResolutionWish): string {
  return `${reason} (decided by ${by})`
}
