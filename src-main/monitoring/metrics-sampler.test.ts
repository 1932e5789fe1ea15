import { describe, expect, it } from 'vitest'
import type { MetricsDelta } from '../../src-contract/index.ts'
import { type LogFields, silentLogger } from '../base/index.ts'
import { MetricsSampler } from './metrics-sampler.ts'
import type { Metric } from './ports.ts'
import { perSecond } from './rates.ts'
import { ManualMeasuringClock } from './testing/measuring-clock.ts'
import { handMetric } from './testing/metrics.ts'

function openSampler(metrics: readonly Metric[]) {
  const clock = new ManualMeasuringClock(1_000_000)
  const errors: LogFields[] = []
  const logger = { ...silentLogger, error: (_: string, fields: LogFields = {}) => void errors.push(fields) }
  const measured = [...metrics]
  const sampler = new MetricsSampler({ metrics: () => measured, clock, logger })
  const deltas: MetricsDelta[] = []
  sampler.onSample((delta) => deltas.push(delta))
  sampler.start()
  return { clock, sampler, deltas, errors, measured }
}

describe('the sampler of metrics', () => {
  it('samples everything once a second, and stops when it is told to', () => {
    const depth = handMetric('queue.depth', { value: 3 })
    const { clock, sampler, deltas } = openSampler([depth, handMetric('nothing')])
    clock.advanceBy(999)
    expect(deltas).toHaveLength(0)
    clock.advanceBy(1)
    depth.value = 4
    clock.advanceBy(1_000)
    expect(deltas.map(({ sample }) => sample)).toEqual([
      { timeMs: 1_001_000, values: { 'queue.depth': 3, nothing: null } },
      { timeMs: 1_002_000, values: { 'queue.depth': 4, nothing: null } },
    ])
    sampler.dispose()
    clock.advanceBy(10_000)
    expect(deltas).toHaveLength(2)
  })

  it('keeps the last quarter of an hour', () => {
    const count = handMetric('count', { value: 0 })
    const { clock, sampler } = openSampler([count])
    for (let second = 1; second <= 1_000; second += 1) {
      count.value = second
      clock.advanceBy(1_000)
    }
    expect(sampler.recent(2).map(({ values }) => values['count'])).toEqual([999, 1_000])
    expect(sampler.newest()?.values['count']).toBe(1_000)
    expect(sampler.recent(5_000)).toHaveLength(900)
    const points = sampler.points('count', clock.nowMs() - 2_000)
    expect(points).toEqual(
      [998, 999, 1_000].map((value) => ({ timeMs: 1_000_000 + value * 1_000, mean: value, max: value })),
    )
  })

  it('sends definitions with the first sample and whenever one of them has changed', () => {
    let limit = 10
    const limited = handMetric('a', { limit: () => limit })
    const { clock, sampler, deltas, measured } = openSampler([limited])
    clock.advanceBy(2_000)
    expect(deltas[0]?.definitions).toEqual([
      { metricId: 'a', label: 'a', group: 'engine', unit: 'count', limit: 10, description: limited.description },
    ])
    expect(deltas[1]?.definitions).toBeUndefined()
    limit = 20
    clock.advanceBy(1_000)
    expect(deltas[2]?.definitions).toMatchObject([{ limit: 20 }])
    measured.push(handMetric('b'))
    clock.advanceBy(1_000)
    expect(deltas[3]?.definitions?.map(({ metricId }) => metricId)).toEqual(['a', 'b'])
    expect(sampler.definitions().map((definition) => definition.limit)).toEqual([20, null])
  })

  it('goes on without the value of a metric that cannot be read, and says so once until it can be', () => {
    let isBroken = true
    const broken = handMetric('broken', {
      read() {
        if (isBroken) throw new Error('no such file')
        return 7
      },
    })
    const { clock, deltas, errors } = openSampler([broken, handMetric('sound', { value: 1 })])
    clock.advanceBy(3_000)
    expect(deltas.at(-1)?.sample.values).toEqual({ broken: null, sound: 1 })
    expect(errors).toEqual([{ metricId: 'broken', error: 'no such file' }])
    isBroken = false
    clock.advanceBy(1_000)
    expect(deltas.at(-1)?.sample.values['broken']).toBe(7)
    isBroken = true
    clock.advanceBy(2_000)
    expect(errors).toHaveLength(2)
  })

  it('gives out no number that is none, and no more digits than its unit has', () => {
    const { clock, deltas } = openSampler([
      handMetric('infinite', { value: Infinity }),
      handMetric('nan', { value: Number.NaN }),
      handMetric('delay', { unit: 'ms', value: 1.234_567 }),
      handMetric('share', { unit: 'fraction', value: 0.123_456 }),
    ])
    clock.advanceBy(1_000)
    expect(deltas[0]?.sample.values).toEqual({ infinite: null, nan: null, delay: 1.235, share: 0.1235 })
  })

  it('measures no rate over the time in which it did not run', () => {
    let events = 0
    const { clock, sampler, deltas } = openSampler([
      handMetric('rate', { unit: 'perSecond', read: perSecond(() => events) }),
    ])
    clock.advanceBy(1_000)
    events = 50
    clock.advanceBy(1_000)
    sampler.dispose()
    clock.advanceBy(60_000)
    events = 1_000_000
    sampler.start()
    clock.advanceBy(1_000)
    expect(deltas.map(({ sample }) => sample.values['rate'])).toEqual([null, 50, null])
  })
})
