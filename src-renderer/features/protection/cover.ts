import type { ProtectionMeterView } from '../../../src-contract/index.ts'
import type { BadgeTone } from '../../ui/index.ts'

export type CoverState = 'covered' | 'engine' | 'partly' | 'bare' | 'overdue' | 'intended'

/** Which part of a position is covered by what; shares from 0 to 1 that sum to 1. */
export interface Cover {
  readonly venue: number
  readonly engine: number
  readonly bare: number
  readonly state: CoverState
}

type Parts = Pick<ProtectionMeterView, 'atVenue' | 'byEngine' | 'uncovered' | 'intended' | 'overdue'>

export function coverOf(meter: Parts): Cover {
  const [venue, engine, bare] = [Number(meter.atVenue), Number(meter.byEngine), Number(meter.uncovered)]
  const whole = venue + engine + bare
  // A position without any part is not known well enough to call it covered.
  const shares =
    whole > 0 ? { venue: venue / whole, engine: engine / whole, bare: bare / whole } : { venue: 0, engine: 0, bare: 1 }
  return { ...shares, state: stateOf(shares, meter) }
}

function stateOf(
  { venue, engine, bare }: Pick<Cover, 'venue' | 'engine' | 'bare'>,
  { intended, overdue }: Parts,
): CoverState {
  if (overdue && !intended) return 'overdue'
  if (bare === 0) return engine === 0 ? 'covered' : 'engine'
  if (intended) return 'intended'
  return venue + engine > 0 ? 'partly' : 'bare'
}

export const COVER_TONES: Readonly<Record<CoverState, BadgeTone>> = {
  covered: 'good',
  engine: 'accent',
  partly: 'warn',
  bare: 'danger',
  overdue: 'danger',
  intended: 'neutral',
}

/** The worst first: what is overdue, then what nothing covers, down to what is covered. */
const ORDER: readonly CoverState[] = ['overdue', 'bare', 'partly', 'engine', 'intended', 'covered']

export function byUrgency(left: ProtectionMeterView, right: ProtectionMeterView): number {
  const rank = (meter: ProtectionMeterView): number => ORDER.indexOf(coverOf(meter).state)
  return rank(left) - rank(right) || left.instrumentId.localeCompare(right.instrumentId)
}

/**
 * How long a position stands without all of its stop at the venue, carried on between two reports.
 *
 * @param nowMs Session time; undefined before it is known.
 */
export function exposedNowMs(
  { sinceMs, exposedMs }: Pick<ProtectionMeterView, 'sinceMs' | 'exposedMs'>,
  nowMs: number | undefined,
): number {
  if (sinceMs === null) return 0
  return nowMs === undefined ? exposedMs : Math.max(exposedMs, nowMs - sinceMs)
}
