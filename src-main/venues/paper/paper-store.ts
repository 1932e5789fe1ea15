import type { InstrumentId, Money, OrderId, VenueFact } from '../../domain/index.ts'
import type { PaperPosition } from './paper-books.ts'
import type { PaperOrder } from './paper-order.ts'

/** The account's own row. */
export interface PaperAccount {
  readonly cash: Money
  /** Told apart in trade and order ids, so that a new set of books never repeats an id of an older one. */
  readonly series: string
  readonly nextOrder: number
  readonly nextTrade: number
}

/** Everything that one command or market event changed; stored together or not at all. */
export interface PaperChange {
  readonly facts: readonly VenueFact[]
  readonly account: PaperAccount
  /** Orders as they are now, each once. */
  readonly orders: readonly PaperOrder[]
  /** Positions as they are now; quantity zero drops the row. */
  readonly positions: readonly PaperPosition[]
  readonly prices: readonly { readonly instrumentId: InstrumentId; readonly lastPrice: number }[]
}

/** What a restart finds. */
export interface StoredBooks {
  readonly account: PaperAccount
  readonly positions: readonly PaperPosition[]
  readonly lastPrices: ReadonlyMap<InstrumentId, number>
  /** Open ones, oldest first. */
  readonly orders: readonly PaperOrder[]
}

/** Keeps the books of the paper venue. */
export interface PaperStore {
  /** `undefined` when there is no account yet. */
  load(): StoredBooks | undefined
  /** An order that has ended, however long ago. */
  findOrder(orderId: OrderId): PaperOrder | undefined
  /** `onStored` runs later, never inside this call, in the order of the commits. */
  commit(change: PaperChange, onStored: () => void): void
  /** Runs what may already run; a store that writes to disk has nothing to do here. */
  flush(): void
  drained(): Promise<void>
  close(): Promise<void>
}
