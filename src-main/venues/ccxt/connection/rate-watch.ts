import { type Clock, type TimeMs, timeMs } from '../../../base/index.ts'
import type { VenueRateLimit } from '../profiles/venue-profile.ts'
import type { HttpAnswer } from './http-request.ts'
import type { RatePause } from './rate-refusals.ts'
import { retryAfterMs, venueWords } from './venue-answer.ts'

const MINUTE_MS = 60_000
/** Binance shuts out for two minutes at first, and longer each time. */
const FIRST_BAN_MS = 2 * MINUTE_MS
const TOO_MANY = 429
const SHUT_OUT = 418
/** Only orders are counted by it; whatever does not place one goes on. */
const TOO_MANY_ORDERS = '-1015'

/** Weight of the running minute that the answer tells of; undefined where it does not. */
export function usedWeightOf({ headers }: HttpAnswer, { weight }: VenueRateLimit): number | undefined {
  const value = weight && headers[weight.header]
  return value === undefined || !/^\d+$/.test(value) ? undefined : Number(value)
}

/** The pause that the answer asks for; undefined where it asks for none. @param offsetMs venue's time less ours. */
export function pauseOf(answer: HttpAnswer, clock: Clock, offsetMs: number): RatePause | undefined {
  const { status, body } = answer
  if (status !== TOO_MANY && status !== SHUT_OUT) return undefined
  if (venueWords(body).code === TOO_MANY_ORDERS) return undefined
  const nowMs = clock.nowMs()
  const afterMs = retryAfterMs(answer, nowMs)
  const untilMs = afterMs === undefined ? unsaidUntilMs(answer, nowMs, offsetMs) : nowMs + afterMs
  return { untilMs: timeMs(untilMs), because: status === SHUT_OUT ? 'banned' : 'rateLimited' }
}

/** Without the header: the moment that the words name, or what the venue does at least. */
function unsaidUntilMs({ status, body }: HttpAnswer, nowMs: TimeMs, offsetMs: number): number {
  const named = /banned until (\d{13})/.exec(body)?.[1]
  if (named !== undefined) return Number(named) - offsetMs
  if (status === SHUT_OUT) return nowMs + FIRST_BAN_MS
  return nowMs + MINUTE_MS - ((nowMs + offsetMs) % MINUTE_MS)
}
