const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 8_000

/**
 * Wait before the next try to connect: doubles from 0.5 s and stays at 8 s. The engine is on this machine or a near
 * one, so there is no crowd of clients that would need a random share.
 *
 * @param attempt 1 for the first try after the connection was lost.
 */
export function backOffMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1), LONGEST_DELAY_MS)
}
