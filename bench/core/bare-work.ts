import { performance } from 'node:perf_hooks'

const THINGS = 20_000
const FIRST_STEPS = 200
const CALIBRATION_CALLS = 500

interface Thing {
  readonly of: { readonly value: number }
}

/**
 * Plain work that takes as long as somebody else's: texts built, looked up in a map larger than the nearest caches, objects
 * made of what is found. What its slowest calls take beyond its median is the machine's doing, not the work's.
 */
export class BareWork {
  readonly #things = new Map<string, Thing>(
    Array.from({ length: THINGS }, (_, index) => [`thing-${index}`, { of: { value: index } }]),
  )
  #seed = 1
  #found: Thing = { of: { value: 0 } }
  #steps = FIRST_STEPS

  /** Makes the median of a call this long, in microseconds. */
  lastAbout(medianUs: number): void {
    const took = Array.from({ length: CALIBRATION_CALLS }, () => this.call()).toSorted((left, right) => left - right)
    const median = took[CALIBRATION_CALLS / 2] ?? Number.NaN
    this.#steps = Math.max(1, Math.round((this.#steps * medianUs) / median))
  }

  /** Works once and tells how long it took, in microseconds. */
  call(): number {
    const started = performance.now()
    for (let step = 0; step < this.#steps; step++) this.#found = this.#next(this.#found)
    return (performance.now() - started) * 1_000
  }

  #next(last: Thing): Thing {
    // A linear congruential generator with the constants of C's rand().
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648
    const found = this.#things.get(`thing-${this.#seed % THINGS}`)
    return { of: { value: last.of.value + (found?.of.value ?? 0) } }
  }
}
