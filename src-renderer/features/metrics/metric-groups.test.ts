import { describe, expect, it } from 'vitest'
import type { MetricDefinition } from '../../../src-contract/index.ts'
import { isOver, metricSections, streamMetrics } from './metric-groups.ts'

const definition = (metricId: string, group: MetricDefinition['group']): MetricDefinition => ({
  metricId,
  group,
  label: metricId,
  unit: 'ms',
  limit: null,
  description: '',
})
const definitions = [
  definition('process.cpu', 'process'),
  definition('feed.age', 'market'),
  definition('feed.age:simulated:BTC-PERP', 'market'),
  definition('engine.events', 'engine'),
  definition('endpoint.connections', 'endpoints'),
  definition('endpoint.connections:venue/main', 'endpoints'),
]

describe('metrics in their places', () => {
  it('have tiles by group, without empty groups', () => {
    expect(
      metricSections(definitions).map((section) => [section.group, section.definitions.map((each) => each.metricId)]),
    ).toEqual([
      ['engine', ['engine.events']],
      ['market', ['feed.age']],
      ['process', ['process.cpu']],
      ['endpoints', ['endpoint.connections']],
    ])
  })

  it('have a line for each stream of prices', () => {
    expect(streamMetrics(definitions).map(({ instrumentId }) => instrumentId)).toEqual(['simulated:BTC-PERP'])
  })

  it('are over their limit only beyond it', () => {
    expect([isOver(5, 5), isOver(5.1, 5), isOver(undefined, 5), isOver(9, null)]).toEqual([false, true, false, false])
  })
})
