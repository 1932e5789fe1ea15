import type { TimeMs } from '../base/index.ts'
import type { Standing } from '../domain/index.ts'
import { standingKey } from './standing.ts'

/** More replacements of one exit in a minute of session time than this wait, unless something is not covered. */
export const REPLACEMENTS_PER_MINUTE = 6
const MINUTE_MS = 60_000

/**
 * Keeps one exit from being replaced over and over: each replacement is a request more to a venue that counts them, and a
 * chance more for one to go wrong.
 */
export class ReplacementLimit {
  /** Session times, oldest first, by position and exit. */
  readonly #times = new Map<string, Map<string, readonly TimeMs[]>>()

  /** Counts a replacement; gives the time from which on one is allowed again where there were too many. */
  take(standing: Standing, leg: string, nowMs: TimeMs): number | undefined {
    const times = this.#times.get(standingKey(standing)) ?? new Map<string, readonly TimeMs[]>()
    this.#times.set(standingKey(standing), times)
    const recent = (times.get(leg) ?? []).filter((at) => at > nowMs - MINUTE_MS)
    const [oldest] = recent
    if (oldest !== undefined && recent.length >= REPLACEMENTS_PER_MINUTE) return oldest + MINUTE_MS
    times.set(leg, [...recent, nowMs])
    return undefined
  }

  forget(standing: Standing): void {
    this.#times.delete(standingKey(standing))
  }

  clear(): void {
    this.#times.clear()
  }
}
