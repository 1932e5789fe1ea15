import type { UTCTimestamp } from 'lightweight-charts'

/** The library counts in seconds UTC. */
export const toTime = (timeMs: number): UTCTimestamp => (timeMs / 1000) as UTCTimestamp
