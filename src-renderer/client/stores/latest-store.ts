import { createStore, type StoreApi } from 'zustand/vanilla'
import { windowTimers } from '../timers.ts'
import { CalmTelling } from './calm-telling.ts'

interface LatestState<Value> {
  readonly value: Value | undefined
}

/** The newest value of a topic that has one; undefined before the first. */
export interface LatestStore<Value> extends Omit<StoreApi<LatestState<Value>>, 'setState'> {
  /** Begins anew with this value, and tells of it at once. */
  begin(value: Value): void
  /** Tells of the newest value in the rhythm of those that share it. */
  change(value: Value): void
}

/** @param telling Shared by stores whose subscribers are told in one rhythm. */
export function createLatestStore<Value>(telling = new CalmTelling(windowTimers)): LatestStore<Value> {
  const store = createStore<LatestState<Value>>(() => ({ value: undefined }))
  let newest: Value | undefined
  const tell = (): void => store.setState({ value: newest })
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    begin: (value) => {
      newest = value
      telling.tellNow(tell)
    },
    change: (value) => {
      newest = value
      telling.handleChange(tell)
    },
  }
}

export interface LatestHandler<Value> {
  snapshot(value: Value): void
  deltas(values: readonly Value[]): void
}

/** Keeps a store equal to a topic whose snapshot and deltas are the whole value. */
export function keepLatest<Value>(store: LatestStore<Value>): LatestHandler<Value> {
  return {
    snapshot: (value) => store.begin(value),
    deltas: (values) => {
      const newest = values.at(-1)
      if (newest !== undefined) store.change(newest)
    },
  }
}
