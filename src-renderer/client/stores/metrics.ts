import { createStore, type StoreApi } from 'zustand/vanilla'
import type { MetricDefinition, MetricsSample } from '../../../src-contract/index.ts'
import type { TopicHandler } from '../types.ts'

export interface MetricsState {
  /** False until the first snapshot. */
  readonly loaded: boolean
  readonly definitions: readonly MetricDefinition[]
  /** One a second, oldest first; at most a quarter of an hour. */
  readonly samples: readonly MetricsSample[]
}

export type MetricsStore = StoreApi<MetricsState>

export const METRICS_KEPT_MS = 15 * 60_000

export function createMetricsStore(): MetricsStore {
  return createStore<MetricsState>(() => ({ loaded: false, definitions: [], samples: [] }))
}

/** Keeps what is measured and its newest samples. After a pause in between, what was there before it stays. */
export function keepMetrics(store: MetricsStore): TopicHandler<'metrics'> {
  return {
    snapshot: ({ definitions, samples }) =>
      store.setState((state) => ({ loaded: true, definitions, samples: joined(state.samples, samples) })),
    deltas: (deltas) =>
      store.setState((state) => ({
        definitions: deltas.findLast((delta) => delta.definitions !== undefined)?.definitions ?? state.definitions,
        samples: joined(
          state.samples,
          deltas.map(({ sample }) => sample),
        ),
      })),
  }
}

/** Samples of an engine whose clock was set back begin anew: times only ever rise in what is shown. */
function joined(known: readonly MetricsSample[], added: readonly MetricsSample[]): readonly MetricsSample[] {
  const firstMs = added[0]?.timeMs ?? Number.POSITIVE_INFINITY
  const newestMs = added.at(-1)?.timeMs ?? known.at(-1)?.timeMs ?? 0
  const all = [...known.filter(({ timeMs }) => timeMs < firstMs), ...added]
  return all.filter(({ timeMs }) => timeMs > newestMs - METRICS_KEPT_MS)
}
