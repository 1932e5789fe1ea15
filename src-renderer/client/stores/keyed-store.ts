import { createStore, type StoreApi } from 'zustand/vanilla'

/** Items of one topic by their key. */
export interface KeyedState<Item> {
  /** False until the first snapshot: then nothing is known, which is not the same as nothing there. */
  readonly loaded: boolean
  readonly byId: ReadonlyMap<string, Item>
  /** In the order of the store, for showing. */
  readonly list: readonly Item[]
}

export type KeyedStore<Item> = StoreApi<KeyedState<Item>>

export interface KeyedStoreOptions<Item> {
  readonly keyOf: (item: Item) => string
  /** Order of `list`; by arrival where there is none. */
  readonly compare?: (left: Item, right: Item) => number
  /** Only the first so many of the order are kept. */
  readonly limit?: number
  /** Kept beyond the limit: what still matters, however old it is. */
  readonly keepAlways?: (item: Item) => boolean
}

export function createKeyedStore<Item>(): KeyedStore<Item> {
  return createStore<KeyedState<Item>>(() => ({ loaded: false, byId: new Map(), list: [] }))
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
    deltas: (items) => store.setState((state) => toKeyedState([...state.byId.values(), ...items], options)),
  }
}
