import type { EquitySample } from '../../domain/index.ts'
import { type CapitalFlow, FlowCursor } from './capital-flows.ts'

/** A fall of equity below its highest, money put in and taken out left aside. */
export interface Drawdown {
  /** Share of the highest that was lost at the lowest, 0 to 1 and above 1 where more was lost than was there. */
  readonly depthFraction: number
  readonly depthMoney: number
  readonly peakAtMs: number
  readonly troughAtMs: number
  /** First time at the old highest again; null while it lasts. */
  readonly recoveredAtMs: number | null
  /** From the highest to the lowest. */
  readonly fallMs: number
  /** From the lowest back to the highest; null while it lasts. */
  readonly recoveryMs: number | null
  /** From the highest until it is reached again, or until the newest sample. */
  readonly lengthMs: number
}

export interface Drawdowns {
  /** The deepest by fraction; null where equity never fell. */
  readonly deepest: Drawdown | null
  /** The one that lasted longest; null where equity never fell. */
  readonly longest: Drawdown | null
  /** The one that is going on; null at the highest. */
  readonly current: Drawdown | null
}

interface Spell {
  peak: Point
  trough: Point
}

interface Point {
  readonly timeMs: number
  /** Growth of one money since the start. */
  readonly index: number
  /** Equity less all that was put in since the start. */
  readonly money: number
}

/**
 * Drawdowns of a curve, oldest sample first. Fractions are those of an index that grows by each step's return after flows
 * (time-weighted, GIPS), so that a deposit hides no loss; money is equity less what was put in.
 */
export function drawdownsOf(samples: readonly EquitySample[], flows: readonly CapitalFlow[] = []): Drawdowns {
  const spells: Drawdown[] = []
  let spell: Spell | undefined
  let last: Point | undefined
  for (const point of pointsOf(samples, flows)) {
    if (!spell || point.index >= spell.peak.index) {
      if (spell && spell.trough !== spell.peak) spells.push(drawdownOf(spell, point, true))
      spell = { peak: point, trough: point }
    } else if (point.index < spell.trough.index) spell.trough = point
    last = point
  }
  const current = spell && last && spell.trough !== spell.peak ? drawdownOf(spell, last, false) : null
  if (current) spells.push(current)
  return {
    deepest: largest(spells, ({ depthFraction }) => depthFraction),
    longest: largest(spells, ({ lengthMs }) => lengthMs),
    current,
  }
}

function* pointsOf(samples: readonly EquitySample[], flows: readonly CapitalFlow[]): Iterable<Point> {
  const [first] = samples
  if (!first) return
  const cursor = new FlowCursor(flows, first.timeMs)
  let [index, equity, putIn] = [1, first.equity, 0]
  for (const { timeMs, equity: now } of samples) {
    const flow = cursor.until(timeMs)
    putIn += flow
    if (equity > 0) index *= (now - flow) / equity
    equity = now
    yield { timeMs, index, money: now - putIn }
  }
}

function drawdownOf({ peak, trough }: Spell, end: Point, isRecovered: boolean): Drawdown {
  return {
    depthFraction: 1 - trough.index / peak.index,
    depthMoney: peak.money - trough.money,
    peakAtMs: peak.timeMs,
    troughAtMs: trough.timeMs,
    recoveredAtMs: isRecovered ? end.timeMs : null,
    fallMs: trough.timeMs - peak.timeMs,
    recoveryMs: isRecovered ? end.timeMs - trough.timeMs : null,
    lengthMs: end.timeMs - peak.timeMs,
  }
}

function largest(spells: readonly Drawdown[], sizeOf: (spell: Drawdown) => number): Drawdown | null {
  return spells.reduce<Drawdown | null>((best, spell) => (best && sizeOf(best) >= sizeOf(spell) ? best : spell), null)
}
