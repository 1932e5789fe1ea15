import { mix32 } from '../../base/index.ts'
import { SHOCK_MIN_MOVE, ShockTrain } from './shock-train.ts'
import { ValueNoise } from './value-noise.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** Standard move of the price over one minute on a calm market, as a fraction. */
const MINUTE_MOVE = 0.000_62

/** Move over a time T grows with T to this power; 0.5 is a random walk, more is trendier. */
const HURST_EXPONENT = 0.52

const SHORTEST_PERIOD_MS = 9 * SECOND_MS
const LONGEST_PERIOD_MS = 7 * 24 * HOUR_MS
const PERIOD_RATIO = 2.1

const REGIME_PERIOD_MS = 37 * MINUTE_MS

type Band = 'fast' | 'swing' | 'slow'

interface Octave {
  readonly noise: ValueNoise
  readonly amplitude: number
  readonly band: Band
}

export interface CurvePoint {
  /** Natural logarithm of price over base price. */
  readonly logMove: number
  /** 0 in quiet times, towards 1 while a shock is under way. */
  readonly stress: number
}

/**
 * Price of one market as a function of seed and time: value noise in octaves whose size grows like that of a random
 * walk, stretched and calmed by a slower regime (trend or range), plus rare shocks that fade.
 */
export class PriceCurve {
  readonly #octaves: readonly Octave[]
  readonly #regime: ValueNoise
  readonly #shocks: ShockTrain
  readonly #volatility: number

  constructor(seed: number, volatility: number) {
    this.#octaves = octaves(seed)
    this.#regime = new ValueNoise(mix32(seed ^ 0x5eed), REGIME_PERIOD_MS)
    this.#shocks = new ShockTrain(mix32(seed ^ 0x50c4))
    this.#volatility = volatility
  }

  at(timeMs: number): CurvePoint {
    const regime = this.#regime.at(timeMs)
    const trend = Math.max(0, regime)
    const calm = Math.max(0, -regime)
    const gains: Readonly<Record<Band, number>> = {
      fast: 1 - 0.3 * trend - 0.25 * calm,
      swing: 1 + 0.9 * trend - 0.45 * calm,
      slow: 1,
    }
    let noise = 0
    for (const { noise: octave, amplitude, band } of this.#octaves) noise += octave.at(timeMs) * amplitude * gains[band]
    const shock = this.#shocks.at(timeMs)
    return {
      logMove: noise * MINUTE_MOVE * this.#volatility + shock,
      stress: Math.min(1, Math.abs(shock) / SHOCK_MIN_MOVE),
    }
  }
}

function octaves(seed: number): Octave[] {
  const list: Octave[] = []
  for (let periodMs = SHORTEST_PERIOD_MS; periodMs < LONGEST_PERIOD_MS; periodMs *= PERIOD_RATIO) {
    const noise = new ValueNoise(mix32(seed ^ mix32(list.length + 1)), periodMs)
    list.push({ noise, amplitude: (periodMs / MINUTE_MS) ** HURST_EXPONENT, band: bandOf(periodMs) })
  }
  return list
}

function bandOf(periodMs: number): Band {
  if (periodMs < 4 * MINUTE_MS) return 'fast'
  return periodMs < 2 * HOUR_MS ? 'swing' : 'slow'
}
