import { TIMEFRAME_MS } from '../domain/index.ts'

export const MINUTE_MS = TIMEFRAME_MS['1m']
export const DAY_MS = TIMEFRAME_MS['1d']

/** Start of the period of `lengthMs` that `timeMs` lies in, counted from 1970-01-01 UTC. */
export function floorTo(lengthMs: number, timeMs: number): number {
  return Math.floor(timeMs / lengthMs) * lengthMs
}

export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
