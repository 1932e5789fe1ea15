import { describe, expect, it } from 'vitest'
import type { MetricDefinition, MetricsSample } from '../../../src-contract/index.ts'
import { createMetricsStore, keepMetrics, METRICS_KEPT_MS } from './metrics.ts'

const definition = (metricId: string): MetricDefinition => ({
  metricId,
  label: metricId,
  group: 'process',
  unit: 'count',
  limit: null,
  description: '',
})
const sample = (timeMs: number): MetricsSample => ({ timeMs, values: { cpu: timeMs } })

function kept() {
  const store = createMetricsStore()
  const handler = keepMetrics(store)
  return { store, handler, times: () => store.getState().samples.map(({ timeMs }) => timeMs) }
}

describe('metrics', () => {
  it('are what the snapshot says, with the samples since', () => {
    const { store, handler, times } = kept()
    expect(store.getState().loaded).toBe(false)
    handler.snapshot({ definitions: [definition('cpu')], samples: [sample(1_000), sample(2_000)] })
    handler.deltas([{ sample: sample(3_000) }, { sample: sample(4_000) }])
    expect(times()).toEqual([1_000, 2_000, 3_000, 4_000])
    expect(store.getState()).toMatchObject({ loaded: true, definitions: [{ metricId: 'cpu' }] })
  })

  it('take over definitions when they change', () => {
    const { store, handler } = kept()
    handler.snapshot({ definitions: [definition('cpu')], samples: [] })
    handler.deltas([
      { sample: sample(1_000), definitions: [definition('cpu'), definition('memory')] },
      { sample: sample(2_000) },
    ])
    expect(store.getState().definitions.map(({ metricId }) => metricId)).toEqual(['cpu', 'memory'])
  })

  it('keep what was before a pause, without any sample twice', () => {
    const { handler, times } = kept()
    handler.snapshot({ definitions: [], samples: [sample(1_000), sample(2_000), sample(3_000)] })
    handler.snapshot({ definitions: [], samples: [sample(3_000), sample(4_000)] })
    expect(times()).toEqual([1_000, 2_000, 3_000, 4_000])
  })

  it('forget what is older than they keep, and what lies in the future of a clock that was set back', () => {
    const { handler, times } = kept()
    handler.snapshot({ definitions: [], samples: [sample(1_000)] })
    handler.deltas([{ sample: sample(METRICS_KEPT_MS + 1_000) }])
    expect(times()).toEqual([METRICS_KEPT_MS + 1_000])
    handler.deltas([{ sample: sample(500) }])
    expect(times()).toEqual([500])
  })
})
