import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CandleView } from '../../src-contract/index.ts'

export type ChartStatus =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

export interface ChartLegendValues {
  /** The bar under the pointer, else the newest. */
  readonly bar: CandleView
  /** Averages at that bar; null while they warm up or are switched off. */
  readonly fast: number | null
  readonly slow: number | null
}

export interface ChartState {
  readonly status: ChartStatus
  readonly legend: ChartLegendValues | undefined
  /** Why older bars could not be loaded; the bars on the chart are not affected. */
  readonly historyFault: string | undefined
}

/** What the chart's session tells the panel around it. */
export type ChartStore = StoreApi<ChartState>

export function createChartStore(): ChartStore {
  return createStore<ChartState>(() => ({ status: { kind: 'loading' }, legend: undefined, historyFault: undefined }))
}
