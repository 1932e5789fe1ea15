import { VenueError } from '../../connection/venue-error.ts'

/** True where the exchange itself says that it does not know the order; every other failure says nothing about it. */
export function isNotFound(error: unknown): boolean {
  if (!(error instanceof VenueError) || error.isOutcomeUnknown) return false
  return error.kind === 'orderNotFound'
}

/** @returns Undefined for "not found". @throws everything else. */
export async function unlessNotFound<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
