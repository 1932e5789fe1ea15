import { ensureDefined, type TimeMs } from '../../base/index.ts'
import type {
  InstrumentId,
  InstrumentKind,
  Money,
  OrderId,
  VenueAdjustment,
  VenueExecution,
  VenueFact,
} from '../../domain/index.ts'
import type { PaperPosition } from './paper-books.ts'
import type { PaperOrder } from './paper-order.ts'

/** The account's own row. */
export interface PaperAccount {
  readonly cash: Money
  /** Told apart in trade and order ids, so that a new set of books never repeats an id of an older one. */
  readonly series: string
  readonly nextOrder: number
  readonly nextTrade: number
  readonly nextAdjustment: number
}

/** What is remembered of an instrument's market. */
export interface PaperPrice {
  readonly instrumentId: InstrumentId
  /** Remembered for instruments that the market no longer offers. */
  readonly kind: InstrumentKind
  readonly lastPrice: number | undefined
  /** Newest mark price that the market named. */
  readonly markPrice: number | undefined
  /** Time of the newest funding that was booked or passed by: it is never booked twice. */
  readonly fundedMs: TimeMs | undefined
}

/** One word of the venue, in the order in which they came about. */
export type PaperNews =
  | { readonly kind: 'fact'; readonly fact: VenueFact }
  | { readonly kind: 'adjustment'; readonly adjustment: VenueAdjustment }

/** Everything that one command or market event changed; stored together or not at all. */
export interface PaperChange {
  readonly news: readonly PaperNews[]
  readonly account: PaperAccount
  /** Orders as they are now, each once. */
  readonly orders: readonly PaperOrder[]
  /** Positions as they are now; quantity zero drops the row. */
  readonly positions: readonly PaperPosition[]
  readonly prices: readonly PaperPrice[]
}

/** What a restart finds. */
export interface StoredBooks {
  readonly account: PaperAccount
  readonly positions: readonly PaperPosition[]
  readonly prices: readonly PaperPrice[]
  /** Open ones, oldest first. */
  readonly orders: readonly PaperOrder[]
}

/** Keeps the books of the paper venue. */
export interface PaperStore {
  /** `undefined` when there is no account yet. */
  load(): StoredBooks | undefined
  /** An order that has ended, however long ago. */
  findOrder(orderId: OrderId): PaperOrder | undefined
  /** Oldest first. */
  fillsSince(instrumentId: InstrumentId, sinceMs: TimeMs): readonly VenueExecution[]
  /** Oldest first. */
  adjustmentsSince(sinceMs: TimeMs): readonly VenueAdjustment[]
  /** `onStored` runs later, never inside this call, in the order of the commits. */
  commit(change: PaperChange, onStored: () => void): void
  /** Runs what may already run; a store that writes to disk has nothing to do here. */
  flush(): void
  drained(): Promise<void>
  close(): Promise<void>
}

/** The fills of a change, with what their orders say of them. */
export function executionsOf({ news, orders }: PaperChange): readonly VenueExecution[] {
  return news.flatMap((word) => {
    if (word.kind !== 'fact' || word.fact.kind !== 'filled') return []
    const { fact } = word
    const order = ensureDefined(
      orders.find(({ request }) => request.orderId === fact.orderId),
      `order of fill ${fact.tradeId}`,
    )
    const { instrumentId, side } = order.request
    return [{ ...fact, instrumentId, side }]
  })
}

export function adjustmentsOf({ news }: PaperChange): readonly VenueAdjustment[] {
  return news.flatMap((word) => (word.kind === 'adjustment' ? [word.adjustment] : []))
}
