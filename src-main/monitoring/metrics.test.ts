import { describe, expect, it } from 'vitest'
import { EngineError, silentLogger } from '../base/index.ts'
import { MemoryMetricHistory, type MetricHistory, type StretchQuery } from './metric-history.ts'
import { type MetricMinute, MINUTE_MS } from './minute-rollup.ts'
import { Metrics } from './metrics.ts'
import { ManualMeasuringClock } from './testing/measuring-clock.ts'
import { handMetric } from './testing/metrics.ts'

const DAY_MS = 86_400_000
/** On the hour, so that all stretches begin with the test. */
const START_MS = 472_222 * 3_600_000

/** Keeps everything, and says what it was asked. */
class RecordingHistory implements MetricHistory {
  readonly minutes: MetricMinute[] = []
  readonly pruned: number[] = []
  readonly queries: StretchQuery[] = []

  add(minutes: readonly MetricMinute[]): void {
    this.minutes.push(...minutes)
  }

  prune(beforeMs: number): void {
    this.pruned.push(beforeMs)
  }

  stretches(query: StretchQuery): ReturnType<MetricHistory['stretches']> {
    this.queries.push(query)
    const all = new MemoryMetricHistory()
    all.add(this.minutes)
    return all.stretches(query)
  }
}

function openMetrics(history?: MetricHistory) {
  const clock = new ManualMeasuringClock(START_MS)
  const value = handMetric('value', { value: 1 })
  const metrics = new Metrics({
    metrics: () => [value, handMetric('silent')],
    clock,
    logger: silentLogger,
    keepDays: () => 3,
  })
  metrics.start(history)
  return { clock, value, metrics }
}

describe('what the engine measures of itself', () => {
  it('gives a window the definitions and the last five minutes', () => {
    const { clock, metrics } = openMetrics()
    expect(metrics.view()).toMatchObject({ definitions: [{ metricId: 'value' }, { metricId: 'silent' }], samples: [] })
    clock.advanceBy(400_000)
    const { samples } = metrics.view()
    expect(samples).toHaveLength(300)
    expect(samples.at(-1)).toEqual({ timeMs: START_MS + 400_000, values: { value: 1, silent: null } })
  })

  it('hands over each minute that is over, and lets go what is older than configured', () => {
    const history = new RecordingHistory()
    const { clock, value } = openMetrics(history)
    clock.advanceBy(30_000)
    value.value = 4
    clock.advanceBy(30_000)
    expect(history.minutes).toEqual([
      { metricId: 'value', startMs: START_MS, samples: 59, mean: (30 + 29 * 4) / 59, max: 4 },
    ])
    expect(history.pruned).toEqual([START_MS + MINUTE_MS - 3 * DAY_MS])
  })

  it('hands over the minute under way when it stops, and measures nothing from then on', () => {
    const history = new RecordingHistory()
    const { clock, metrics } = openMetrics(history)
    clock.advanceBy(5_000)
    metrics.stop()
    expect(history.minutes).toEqual([{ metricId: 'value', startMs: START_MS, samples: 5, mean: 1, max: 1 }])
    clock.advanceBy(120_000)
    expect(history.minutes).toHaveLength(1)
    expect(metrics.newest()?.timeMs).toBe(START_MS + 5_000)
  })

  it('has a quarter of an hour by the second', () => {
    const { clock, value, metrics } = openMetrics()
    clock.advanceBy(1_000)
    value.value = 8
    clock.advanceBy(1_000)
    expect(metrics.series('value', '15m')).toEqual({
      metricId: 'value',
      range: '15m',
      stepMs: 1_000,
      points: [
        { timeMs: START_MS + 1_000, mean: 1, max: 1 },
        { timeMs: START_MS + 2_000, mean: 8, max: 8 },
      ],
    })
    expect(metrics.series('silent', '15m').points).toEqual([])
  })

  it.each([
    ['1h', MINUTE_MS, 60 * MINUTE_MS],
    ['24h', 10 * MINUTE_MS, DAY_MS],
    ['7d', 60 * MINUTE_MS, 7 * DAY_MS],
  ] as const)('asks the history for %s in its steps', (range, stepMs, lengthMs) => {
    const history = new RecordingHistory()
    const { clock, metrics } = openMetrics(history)
    clock.advanceBy(90_000)
    const series = metrics.series('value', range)
    const fromMs = clock.nowMs() - lengthMs
    expect(history.queries).toEqual([{ metricId: 'value', fromMs: fromMs - (fromMs % stepMs), stepMs }])
    expect(series).toMatchObject({ range, stepMs })
  })

  it('adds the minute under way to what is stored', () => {
    const { clock, value, metrics } = openMetrics(new RecordingHistory())
    clock.advanceBy(59_000)
    value.value = 61
    clock.advanceBy(1_000)
    expect(metrics.series('value', '1h').points).toEqual([
      { timeMs: START_MS, mean: 1, max: 1 },
      { timeMs: START_MS + MINUTE_MS, mean: 61, max: 61 },
    ])
    expect(metrics.series('value', '24h').points).toEqual([{ timeMs: START_MS, mean: 2, max: 61 }])
  })

  it('keeps an hour by itself where there is no history', () => {
    const { clock, metrics } = openMetrics()
    clock.advanceBy(10 * MINUTE_MS + 30_000)
    expect(metrics.series('value', '1h').points).toHaveLength(11)
  })

  it('refuses a metric that is not measured and names those that are', () => {
    const { metrics } = openMetrics()
    let thrown: unknown
    try {
      metrics.series('prices', '1h')
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(EngineError)
    expect(thrown).toMatchObject({
      code: 'UNKNOWN_METRIC',
      message: 'There is no metric prices. Known: value, silent.',
      data: { known: ['value', 'silent'] },
    })
  })
})
