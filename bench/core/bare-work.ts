import { performance } from 'node:perf_hooks'
import { SeededRandom } from '../../src-main/base/index.ts'
import { median } from '../bench-row.ts'

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
  readonly #random = new SeededRandom(1)
  #found: Thing = { of: { value: 0 } }
  #steps = FIRST_STEPS

  /** Makes the median of a call this long, in microseconds. */
  lastAbout(medianUs: number): void {
    const tookUs = median(Array.from({ length: CALIBRATION_CALLS }, () => this.call()))
    this.#steps = Math.max(1, Math.round((this.#steps * medianUs) / tookUs))
  }

  /** Works once and tells how long it took, in microseconds. */
  call(): number {
    const started = performance.now()
    for (let step = 0; step < this.#steps; step++) this.#found = this.#next(this.#found)
    return (performance.now() - started) * 1_000
  }

  #next(last: Thing): Thing {
    const found = this.#things.get(`thing-${Math.floor(this.#random.next() * THINGS)}`)
    return { of: { value: last.of.value + (found?.of.value ?? 0) } }
  }
}
