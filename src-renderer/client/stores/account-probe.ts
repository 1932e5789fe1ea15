import type { ItemsHandler } from './keyed-store.ts'

export type AccountTopic = 'orders' | 'fills'

/**
 * Hears what the stores of orders and fills were given, once they have it, for measurements from outside: that nothing
 * was lost on the way cannot be seen in a table. Put there before the page is loaded; nothing in the product does.
 */
export interface AccountProbe {
  /** The stream began, or began anew. */
  handleSnapshot(topic: AccountTopic): void
  handleDeltas(topic: AccountTopic, items: readonly object[]): void
}

declare global {
  interface Window {
    readonly wheelhouseAccountProbe?: AccountProbe
  }
}

/** The same handler, which tells the probe where there is one. */
export function probed<Item extends object>(topic: AccountTopic, handler: ItemsHandler<Item>): ItemsHandler<Item> {
  return {
    snapshot(items) {
      handler.snapshot(items)
      window.wheelhouseAccountProbe?.handleSnapshot(topic)
    },
    deltas(items) {
      handler.deltas(items)
      window.wheelhouseAccountProbe?.handleDeltas(topic, items)
    },
  }
}
