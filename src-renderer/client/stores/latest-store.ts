import { createStore, type StoreApi } from 'zustand/vanilla'

/** The newest value of a topic that has one; undefined before the first. */
export type LatestStore<Value> = StoreApi<{ readonly value: Value | undefined }>

export function createLatestStore<Value>(): LatestStore<Value> {
  return createStore<{ readonly value: Value | undefined }>(() => ({ value: undefined }))
}

export interface LatestHandler<Value> {
  snapshot(value: Value): void
  deltas(values: readonly Value[]): void
}

/** Keeps a store equal to a topic whose snapshot and deltas are the whole value. */
export function keepLatest<Value>(store: LatestStore<Value>): LatestHandler<Value> {
  const handleValue = (value: Value | undefined): void => {
    if (value !== undefined) store.setState({ value })
  }
  return { snapshot: handleValue, deltas: (values) => handleValue(values.at(-1)) }
}
