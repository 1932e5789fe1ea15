/** How many questions the venue may be asked; one budget for everybody who asks it. */
export interface RequestBudget {
  /** Resolves when the question may go out; those who came first go first. */
  take(cost: number): Promise<void>
}

/** For a venue that lives in this program. */
export const UNLIMITED: RequestBudget = { take: () => Promise.resolve() }
