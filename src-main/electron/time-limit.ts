import type { Clock } from '../base/index.ts'

/**
 * The answer, or an error that says `what` did not answer in time. The work itself goes on; where it fails later,
 * nobody hears of it.
 */
export async function withinLimit<T>(
  answer: Promise<T>,
  limit: { clock: Clock; ms: number; what: string },
): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = limit.clock.setTimer(limit.ms, () =>
    late.reject(new Error(`${limit.what} did not answer within ${limit.ms / 1_000} seconds`)),
  )
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    timer.dispose()
  }
}
