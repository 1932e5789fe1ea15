import type { MetricDefinition, MetricsSample, MetricUnit } from '../../src-contract/index.ts'
import type { AlertBook } from './alert-book.ts'
import { megabytesText, numberText, percentText, secondsText } from './alert-text.ts'

/** How long a value has to be over its limit, or back under it, before anybody hears of it. */
const SETTLED_MS = 10_000

export interface MetricWatchPorts {
  readonly book: Pick<AlertBook, 'raise' | 'resolve' | 'isStanding'>
  readonly definitions: () => readonly MetricDefinition[]
}

/** Raises metrics that stay over their limits. A single spike is none. */
export class MetricWatch {
  readonly #ports: MetricWatchPorts
  /** Since when a metric is on the other side of its limit than what was said of it last. */
  readonly #turnedAtMs = new Map<string, number>()

  constructor(ports: MetricWatchPorts) {
    this.#ports = ports
  }

  handleSample({ timeMs, values }: MetricsSample): void {
    for (const definition of this.#ports.definitions()) {
      // Prices that do not come are an alert of their own, per instrument.
      if (isFeedAge(definition)) continue
      this.#handleValue(definition, values[definition.metricId] ?? null, timeMs)
    }
  }

  #handleValue(definition: MetricDefinition, value: number | null, timeMs: number): void {
    const { metricId, limit } = definition
    const key = { code: 'METRIC_OVER_LIMIT', subject: metricId } as const
    const isOver = value !== null && limit !== null && value > limit
    if (isOver === this.#ports.book.isStanding(key)) {
      this.#turnedAtMs.delete(metricId)
      return
    }
    const turnedAtMs = this.#turnedAtMs.get(metricId) ?? timeMs
    this.#turnedAtMs.set(metricId, turnedAtMs)
    if (timeMs - turnedAtMs < SETTLED_MS) return
    this.#turnedAtMs.delete(metricId)
    if (isOver) this.#raise(definition, value, limit)
    else this.#ports.book.resolve(key)
  }

  #raise({ metricId, label, unit, description }: MetricDefinition, value: number, limit: number): void {
    this.#ports.book.raise({
      code: 'METRIC_OVER_LIMIT',
      subject: metricId,
      instrumentId: null,
      severity: 'warning',
      title: `${label} is over its limit`,
      detail: `${valueText(value, unit)} for ${secondsText(SETTLED_MS)} and more, the limit is ${valueText(limit, unit)}. ${description} Look at its course in the metrics.`,
    })
  }
}

/** Of one stream, or of the one that has waited longest. */
function isFeedAge({ metricId }: MetricDefinition): boolean {
  return metricId === 'feed.age' || metricId.startsWith('feed.age:')
}

function valueText(value: number, unit: MetricUnit): string {
  const texts: Readonly<Record<MetricUnit, (value: number) => string>> = {
    fraction: percentText,
    bytes: megabytesText,
    ms: (ms) => `${numberText(Math.round(ms * 10) / 10)} ms`,
    perSecond: (rate) => `${numberText(Math.round(rate * 10) / 10)} a second`,
    count: numberText,
  }
  return texts[unit](value)
}
