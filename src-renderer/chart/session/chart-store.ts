import { createStore, type StoreApi } from 'zustand/vanilla'

export type ChartStatus =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

export interface ChartState {
  readonly status: ChartStatus
  /** Why older bars could not be loaded; the bars on the chart are not affected. */
  readonly historyFault: string | undefined
  /** Why an indicator has no values, or not all of them, by its key. */
  readonly indicatorFaults: ReadonlyMap<string, string>
  /** Why ICT objects are missing. */
  readonly ictFault: string | undefined
}

/** What the chart's session tells the panel around it: what changes seldom. */
export type ChartStore = StoreApi<ChartState>

export function createChartStore(): ChartStore {
  return createStore<ChartState>(() => ({
    status: { kind: 'loading' },
    historyFault: undefined,
    indicatorFaults: new Map(),
    ictFault: undefined,
  }))
}

/** The bars have come, or there are none. Tells nobody what they know already: bars come many times a second. */
export function setReady(store: ChartStore, kind: 'empty' | 'ready'): void {
  if (store.getState().status.kind !== kind) store.setState({ status: { kind } })
}

/** @param message Undefined takes the fault back. */
export function setIndicatorFault(store: ChartStore, key: string, message: string | undefined): void {
  const faults = new Map(store.getState().indicatorFaults)
  if (message === undefined && !faults.delete(key)) return
  if (message !== undefined) faults.set(key, message)
  store.setState({ indicatorFaults: faults })
}
