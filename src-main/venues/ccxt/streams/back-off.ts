import type { Random } from '../../../base/index.ts'

const FIRST_MS = 500
const LONGEST_MS = 60_000

/**
 * Whole milliseconds to wait before the next attempt after so many failures in a row, from 1: doubles up to a minute, and half of
 * it is chance, so that what failed together does not come back together ("equal jitter", AWS Architecture Blog,
 * "Exponential Backoff And Jitter").
 */
export function backOffMs(failures: number, random: Random): number {
  const ceilingMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.round(ceilingMs * (0.5 + random.next() / 2))
}
