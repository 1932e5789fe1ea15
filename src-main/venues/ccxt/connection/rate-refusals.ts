import type { TimeMs } from '../../../base/index.ts'
import { ERROR_TEXTS, type ErrorFacts } from './error-texts.ts'
import { VenueError } from './venue-error.ts'

/** The venue wants no requests. */
export interface RatePause {
  /** System time. */
  readonly untilMs: TimeMs
  readonly because: 'rateLimited' | 'banned'
}

/** What whoever is not let through hears. Nothing was sent in any of these. */
export interface RateRefusals {
  paused(pause: RatePause): VenueError
  /** @param waitedMs how long it waited for its turn. */
  usedUp(waitedMs: number, retryAtMs: TimeMs): VenueError
  closed(): VenueError
}

/** @param label the venue's name. */
export function rateRefusals(label: string): RateRefusals {
  return {
    paused: ({ untilMs, because }) => {
      const { why, advice } = ERROR_TEXTS[because]({ ...NOTHING_KNOWN, label, retryAtMs: untilMs })
      const what = `Nothing was sent: ${why}.`
      return new VenueError({ kind: because, what, advice, isOutcomeUnknown: false, retryAtMs: untilMs })
    },
    usedUp: (waitedMs, retryAtMs) =>
      new VenueError({
        kind: 'rateLimited',
        what: `Nothing was sent: the request waited ${waitedMs / 1_000} s for its turn, and as many are under way as ${label} allows.`,
        advice: 'Try again in a moment, or follow fewer instruments.',
        isOutcomeUnknown: false,
        retryAtMs,
      }),
    closed: () =>
      new VenueError({
        kind: 'noAnswer',
        what: `Nothing was sent: the connection to ${label} was closed by this program.`,
        advice: 'Start the account again.',
        isOutcomeUnknown: false,
      }),
  }
}

const NOTHING_KNOWN: Omit<ErrorFacts, 'label' | 'retryAtMs'> = {
  environment: '',
  said: undefined,
  status: undefined,
  code: undefined,
  proxy: undefined,
  clock: undefined,
  isUnclearCommand: false,
}
