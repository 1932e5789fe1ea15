import { describe, expect, it } from 'vitest'
import type { MetricDefinition, MetricUnit } from '../../src-contract/index.ts'
import { MetricWatch } from './alert-metric-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

function metric(metricId: string, limit: number | null, unit: MetricUnit = 'fraction'): MetricDefinition {
  return { metricId, label: 'CPU', group: 'process', unit, limit, description: 'Share of one core.' }
}

function rig(definitions: readonly MetricDefinition[]) {
  const { book, standing, standingKeys } = bookRig()
  const watch = new MetricWatch({ book, definitions: () => definitions })
  let timeMs = 0
  const sample = (seconds: number, values: Record<string, number | null>): void => {
    for (let second = 0; second < seconds; second++) {
      watch.handleSample({ timeMs, values })
      timeMs += 1_000
    }
  }
  return { sample, standing, standingKeys, book }
}

describe('MetricWatch', () => {
  it('raises a metric that stays over its limit for ten seconds, with value and limit', () => {
    const { sample, standing, standingKeys } = rig([metric('process.cpu', 0.8)])
    sample(10, { 'process.cpu': 0.9 })
    expect(standingKeys()).toEqual([])
    sample(1, { 'process.cpu': 0.95 })
    expect(standing()).toMatchObject([
      { code: 'METRIC_OVER_LIMIT', subject: 'process.cpu', title: 'CPU is over its limit', severity: 'warning' },
    ])
    expect(standing()[0]?.detail).toMatch(/^95\.00% for 10 s and more, the limit is 80\.00%\. Share of one core\./)
  })

  it('says nothing of a spike, however often it comes', () => {
    const { sample, standingKeys } = rig([metric('process.cpu', 0.8)])
    for (let round = 0; round < 5; round++) {
      sample(9, { 'process.cpu': 0.9 })
      sample(1, { 'process.cpu': 0.1 })
    }
    expect(standingKeys()).toEqual([])
  })

  it('takes it back after ten seconds under the limit or without a value, and not before', () => {
    const { sample, standingKeys, book } = rig([metric('process.cpu', 0.8)])
    sample(11, { 'process.cpu': 0.9 })
    sample(5, { 'process.cpu': 0.8 })
    sample(1, { 'process.cpu': 0.9 })
    sample(10, { 'process.cpu': null })
    expect(standingKeys()).toEqual(['METRIC_OVER_LIMIT process.cpu'])
    sample(1, {})
    expect(standingKeys()).toEqual([])
    expect(book.all()).toMatchObject([{ count: 1 }])
  })

  it('leaves out metrics without a limit and ages of prices, which are alerts of their own', () => {
    const ages = [metric('feed.age', 10, 'ms'), metric('feed.age:simulated:X', 10, 'ms')]
    const { sample, standingKeys } = rig([metric('market.ticks', null), ...ages])
    sample(20, { 'market.ticks': 1e9, 'feed.age': 1e9, 'feed.age:simulated:X': 1e9 })
    expect(standingKeys()).toEqual([])
  })

  it('writes each value in its unit', () => {
    const units = ['bytes', 'ms', 'perSecond', 'count'] as const
    const { sample, standing } = rig(units.map((unit) => metric(unit, 1_000_000, unit)))
    sample(11, Object.fromEntries(units.map((unit) => [unit, 2_500_000.25])))
    expect(standing().map(({ detail }) => detail.split(' for ')[0])).toEqual([
      '2,500,000.25',
      '2,500,000.3 a second',
      '2,500,000.3 ms',
      '2.5 MB',
    ])
  })
})
