import type { MetricsSample } from '../../src-contract/index.ts'

export const MINUTE_MS = 60_000

/** A metric over one minute, or over the part of it that was sampled. */
export interface MetricMinute {
  readonly metricId: string
  readonly startMs: number
  /** How many samples had a value. */
  readonly samples: number
  readonly mean: number
  readonly max: number
}

interface Running {
  sum: number
  samples: number
  max: number
}

/** Joins samples to minutes. */
export class MinuteRollup {
  readonly #running = new Map<string, Running>()
  #startMs: number | undefined

  /** Takes a sample; gives the minute before where this one begins another, in either direction of time. */
  add({ timeMs, values }: MetricsSample): readonly MetricMinute[] {
    const startMs = timeMs - (timeMs % MINUTE_MS)
    const finished = startMs === this.#startMs ? [] : this.take()
    this.#startMs = startMs
    for (const [metricId, value] of Object.entries(values)) if (value !== null) this.#addValue(metricId, value)
    return finished
  }

  /** The minute under way so far; undefined where the metric had no value in it. */
  current(metricId: string): MetricMinute | undefined {
    const running = this.#running.get(metricId)
    return running && this.#startMs !== undefined ? minuteOf(metricId, this.#startMs, running) : undefined
  }

  /** Takes out the minute under way. */
  take(): MetricMinute[] {
    const startMs = this.#startMs
    this.#startMs = undefined
    if (startMs === undefined) return []
    const minutes = Array.from(this.#running, ([metricId, running]) => minuteOf(metricId, startMs, running))
    this.#running.clear()
    return minutes
  }

  #addValue(metricId: string, value: number): void {
    const running = this.#running.get(metricId)
    if (!running) {
      this.#running.set(metricId, { sum: value, samples: 1, max: value })
      return
    }
    running.sum += value
    running.samples += 1
    running.max = Math.max(running.max, value)
  }
}

function minuteOf(metricId: string, startMs: number, { sum, samples, max }: Running): MetricMinute {
  return { metricId, startMs, samples, mean: sum / samples, max }
}
