import type { StoreApi } from 'zustand/vanilla'
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

/** @param known - What the store had under the same key; undefined for a new one. */
export type ItemListener<Item> = (item: Item, known: Item | undefined) => void

/**
 * Has the newest items at once. Its subscribers draw, and are told calmly: at once of a beginning and of a first change,
 * then a few times a second. Order and shape are worked out when somebody asks. What has to see each item uses
 * `subscribeToEach`.
 */
export interface KeyedStore<Item> extends Omit<StoreApi<KeyedState<Item>>, 'setState'> {
  /** Holds these items and no others, and tells of them at once. */
  begin(items: Iterable<Item>): void
  /** Takes what came or changed, of one key the last, and then lets go of what is gone. */
  change(items: readonly Item[], gone?: readonly string[]): void
  /**
   * Tells each item that was taken, when all of them are there. Not those that the store began with first, which were there
   * before anybody looked, nor those of a later beginning that are beyond the limit. @returns what ends it.
   */
  subscribeToEach(listener: ItemListener<Item>): () => void
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

/** @param telling - Shared by stores whose subscribers are told in one rhythm. */
export function createKeyedStore<Item>(
  options: KeyedStoreOptions<Item>,
  telling = new CalmTelling(windowTimers),
): KeyedStore<Item> {
  const listeners = new Set<(state: KeyedState<Item>, before: KeyedState<Item>) => void>()
  const itemListeners = new Set<ItemListener<Item>>()
  const kept = new KeptItems(options)
  const initial = kept.state()
  let told = initial
  const tell = (): void => {
    const before = told
    told = kept.state()
    for (const listener of listeners) listener(told, before)
  }
  /** @param put - Takes the items, and answers which of them are news. */
  const take = (items: Iterable<Item>, put: (taken: Map<string, Item>) => ReadonlyMap<string, Item>): void => {
    const taken = byKey(items, options.keyOf)
    const known = kept.isLoaded ? kept.knownOf(taken) : undefined
    const news = put(taken)
    if (!known) return
    for (const [key, item] of news) for (const listener of itemListeners) listener(item, known.get(key))
  }
  return {
    getState: () => kept.state(),
    getInitialState: () => initial,
    begin(items) {
      take(items, (taken) => kept.begin(taken))
      telling.tellNow(tell)
    },
    change(items, gone = []) {
      take(items, (taken) => kept.change(taken, gone))
      telling.handleChange(tell)
    },
    subscribe: (listener) => subscribeTo(listeners, (state, before) => listener(state, before)),
    subscribeToEach: (listener) => subscribeTo(itemListeners, (item, known) => listener(item, known)),
  }
}

/** @param own - A function of its own: two subscribers may hand in the same one. */
function subscribeTo<Listener>(listeners: Set<Listener>, own: Listener): () => void {
  listeners.add(own)
  return () => listeners.delete(own)
}

function byKey<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item> {
  const found = new Map<string, Item>()
  for (const item of items) found.set(keyOf(item), item)
  return found
}

/** Takes items one by one, and has them in their order when somebody looks: that costs as much for one as for a thousand. */
class KeptItems<Item> {
  readonly #options: KeyedStoreOptions<Item>
  #items: Map<string, Item> = new Map()
  #isLoaded = false
  /** Undefined when items were taken since it was worked out. */
  #state: KeyedState<Item> | undefined

  constructor(options: KeyedStoreOptions<Item>) {
    this.#options = options
  }

  get isLoaded(): boolean {
    return this.#isLoaded
  }

  /** Those that are there under the keys of these. */
  knownOf(items: ReadonlyMap<string, Item>): Map<string, Item> {
    const known = new Map<string, Item>()
    for (const key of items.keys()) {
      const item = this.#items.get(key)
      if (item !== undefined) known.set(key, item)
    }
    return known
  }

  /** @returns those that are within the limit. */
  begin(items: Map<string, Item>): ReadonlyMap<string, Item> {
    this.#items = items
    this.#isLoaded = true
    this.#state = undefined
    return this.state().byId
  }

  /** @returns the items that came or changed. */
  change(items: ReadonlyMap<string, Item>, gone: readonly string[]): ReadonlyMap<string, Item> {
    for (const [key, item] of items) this.#items.set(key, item)
    for (const key of gone) this.#items.delete(key)
    this.#isLoaded = true
    this.#state = undefined
    return items
  }

  state(): KeyedState<Item> {
    this.#state ??= this.#arrange()
    return this.#state
  }

  #arrange(): KeyedState<Item> {
    const { keyOf, compare, limit = Infinity, keepAlways } = this.#options
    const sorted = compare === undefined ? [...this.#items.values()] : [...this.#items.values()].sort(compare)
    if (sorted.length <= limit) return { loaded: this.#isLoaded, byId: new Map(this.#items), list: sorted }
    const list = sorted.filter((item, index) => index < limit || keepAlways?.(item) === true)
    this.#items = byKey(list, keyOf)
    return { loaded: this.#isLoaded, byId: new Map(this.#items), list }
  }
}

/** Receives a topic whose snapshot is a list and whose delta is one whole item. */
export interface ItemsHandler<Item> {
  snapshot(items: readonly Item[]): void
  deltas(items: readonly Item[]): void
}

/** Keeps a store equal to such a topic. */
export function keepItems<Item>(store: KeyedStore<Item>): ItemsHandler<Item> {
  return {
    snapshot: (items) => store.begin(items),
    deltas: (items) => store.change(items),
  }
}
