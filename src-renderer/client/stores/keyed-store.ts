import { createStore, type StoreApi } from 'zustand/vanilla'
import { windowTimers } from '../timers.ts'
import { CalmTelling } from './calm-telling.ts'

/** Items of one topic by their key. */
export interface KeyedState<Item> {
  /** False until the first snapshot: then nothing is known, which is not the same as nothing there. */
  readonly loaded: boolean
  readonly byId: ReadonlyMap<string, Item>
  /** In the order of the store, for showing. */
  readonly list: readonly Item[]
}

type Listener<Item> = (state: KeyedState<Item>, before: KeyedState<Item>) => void

/**
 * Has the newest state at once. Its subscribers draw, and are told calmly: at once of a snapshot (`setState`) and of a
 * first change, then a few times a second. What has to see each change uses `subscribeToEach`.
 */
export interface KeyedStore<Item> extends StoreApi<KeyedState<Item>> {
  /** Keeps what a change has made of the state. */
  readonly change: (state: KeyedState<Item>) => void
  /** Is told of each state when it is kept. @returns what ends it. */
  readonly subscribeToEach: (listener: Listener<Item>) => () => void
}

export interface KeyedStoreOptions<Item> {
  readonly keyOf: (item: Item) => string
  /** Order of `list`; by arrival where there is none. */
  readonly compare?: (left: Item, right: Item) => number
  /** Only the first so many of the order are kept. */
  readonly limit?: number
  /** Kept beyond the limit: what still matters, however old it is. */
  readonly keepAlways?: (item: Item) => boolean
}

/** @param telling Shared by stores whose subscribers are to be told together. */
export function createKeyedStore<Item>(telling = new CalmTelling(windowTimers)): KeyedStore<Item> {
  const store = createStore<KeyedState<Item>>(() => ({ loaded: false, byId: new Map(), list: [] }))
  const listeners = new Set<Listener<Item>>()
  let told = store.getState()
  const tell = (): void => {
    const [state, before] = [store.getState(), told]
    told = state
    for (const listener of listeners) listener(state, before)
  }
  return {
    ...store,
    setState: (next: Parameters<typeof store.setState>[0]) => {
      store.setState(next)
      telling.tellNow(tell)
    },
    change: (state) => {
      store.setState(state)
      telling.handleChange(tell)
    },
    subscribe: (listener) => {
      // A function of its own: two subscribers may hand in the same one.
      const own: Listener<Item> = (state, before) => listener(state, before)
      listeners.add(own)
      return () => listeners.delete(own)
    },
    subscribeToEach: store.subscribe,
  }
}

/** Puts items into the store's order and shape; later ones replace earlier ones of the same key. */
export function toKeyedState<Item>(items: Iterable<Item>, options: KeyedStoreOptions<Item>): KeyedState<Item> {
  const byId = new Map<string, Item>()
  for (const item of items) byId.set(options.keyOf(item), item)
  const sorted = options.compare === undefined ? [...byId.values()] : [...byId.values()].sort(options.compare)
  if (options.limit === undefined || sorted.length <= options.limit) return { loaded: true, byId, list: sorted }
  const { limit, keepAlways } = options
  const list = sorted.filter((item, index) => index < limit || keepAlways?.(item) === true)
  return { loaded: true, byId: new Map(list.map((item) => [options.keyOf(item), item])), list }
}

/** Receives a topic whose snapshot is a list and whose delta is one whole item. */
export interface ItemsHandler<Item> {
  snapshot(items: readonly Item[]): void
  deltas(items: readonly Item[]): void
}

/** Keeps a store equal to such a topic. */
export function keepItems<Item>(store: KeyedStore<Item>, options: KeyedStoreOptions<Item>): ItemsHandler<Item> {
  return {
    snapshot: (items) => store.setState(toKeyedState(items, options)),
    deltas: (items) => store.change(toKeyedState([...store.getState().byId.values(), ...items], options)),
  }
}
