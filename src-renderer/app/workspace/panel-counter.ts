import type { EngineStores, KeyedStore } from '../../client/index.ts'
import type { PanelKind } from '../../panels/index.ts'
import { isOpenOrder } from '../../trading/index.ts'

/** How many things there are of what a kind of panel shows. */
export interface PanelCounter {
  /** Tells of every change of what is counted, also of one that leaves the number as it is. */
  readonly subscribe: (listener: () => void) => () => void
  /** @returns undefined until the engine has said what there is. */
  readonly count: () => number | undefined
}

const COUNTERS: Partial<Record<PanelKind, (stores: EngineStores) => PanelCounter>> = {
  positions: ({ positions }) => counterOf(positions),
  orders: ({ orders }) => counterOf(orders, isOpenOrder),
  fills: ({ fills }) => counterOf(fills),
  strategies: ({ strategies }) => counterOf(strategies, ({ enabled }) => enabled),
}

const NOT_COUNTED: PanelCounter = { subscribe: () => () => undefined, count: () => undefined }

function counterOf<Item>(store: KeyedStore<Item>, isCounted?: (item: Item) => boolean): PanelCounter {
  return {
    subscribe: (listener) => store.subscribe(listener),
    count: () => {
      const { loaded, list } = store.getState()
      if (!loaded) return undefined
      return isCounted === undefined ? list.length : list.filter(isCounted).length
    },
  }
}

/** What counts for the tab of a kind of panel; it knows no number where that is not counted. */
export const panelCounter = (kind: PanelKind, stores: EngineStores): PanelCounter =>
  COUNTERS[kind]?.(stores) ?? NOT_COUNTED
