import type { Disposable, TimeMs } from '../../../base/index.ts'
import type {
  InstrumentId,
  Money,
  OrderId,
  PositionMode,
  VenueAdjustment,
  VenueAmendRequest,
  VenueBalance,
  VenueExecution,
  VenueOrderReport,
  VenueOrderRequest,
  VenuePosition,
} from '../../../domain/index.ts'

/** How an order stands at one moment, as the venue says it in an answer or in its stream. */
export interface OrderWord extends Omit<VenueOrderReport, 'fills'> {
  /** Venue's time of that moment. */
  readonly timeMs: TimeMs
  /** It says that the order has other terms from now on. */
  readonly isAmendment?: boolean
  /** It says that the order is new. */
  readonly isNew?: boolean
}

/** Whether an order that stands so can still be executed. */
export function isOpen({ state }: Pick<OrderWord, 'state'>): boolean {
  return state === 'working' || state === 'partiallyFilled'
}

/** A word on an order with the executions that came with it; those of earlier moments may be missing. */
export interface OrderNews {
  readonly word: OrderWord
  readonly executions: readonly VenueExecution[]
}

/** Whom a command or a question is about. */
export interface OrderName {
  readonly orderId: OrderId
  readonly instrumentId: InstrumentId
}

/** What the account's stream says. */
export type AccountEvent =
  | ({ readonly kind: 'order' } & OrderNews)
  /** Something became of the order that the stream does not spell out. */
  | { readonly kind: 'unclear'; readonly name: OrderName }
  | { readonly kind: 'adjustment'; readonly adjustment: VenueAdjustment }
  /** Money came or went; the venue has to be asked for the details, which have an id of its own. */
  | { readonly kind: 'moneyMoved' }
  /** Nothing more will come, or something was missed. */
  | { readonly kind: 'lost'; readonly reason: string }

/** What the venue has of the account's money and positions. */
export interface AccountState {
  readonly cash: Money
  readonly positions: readonly VenuePosition[]
  readonly balances: readonly VenueBalance[]
}

/**
 * One exchange's own way of taking orders and telling of them, below what is the same for all: when facts are told, in which
 * order, and once. Every method rejects with what the connection throws; an answer that cannot be read is a
 * {@link VenueError} `unreadable`.
 */
export interface OrderGateway {
  /** As {@link TradingVenue.positionMode}. */
  readonly positionMode?: PositionMode
  /** Places the order under our own id. */
  place(request: VenueOrderRequest): Promise<OrderNews>
  /** @returns How the order stands then; undefined where the answer does not say, so that it has to be asked for. */
  cancel(name: OrderName): Promise<OrderNews | undefined>
  amend(request: VenueAmendRequest, standing: OrderWord): Promise<OrderNews>
  /** Only undefined says that the venue does not know the order. */
  fetchOrder(name: OrderName): Promise<OrderWord | undefined>
  /** Every execution of one order, oldest first. */
  fetchOrderExecutions(word: OrderWord): Promise<readonly VenueExecution[]>
  fetchOpenOrders(instrumentId: InstrumentId | undefined): Promise<readonly OrderWord[]>
  /** Oldest first. */
  fetchExecutions(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]>
  /** Oldest first. */
  fetchAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]>
  fetchAccount(): Promise<AccountState>
  readonly stream: AccountStreamSource
}

/** The account's stream of one exchange. */
export interface AccountStreamSource extends Disposable {
  /** Subscribes, and resolves once the venue has said so. */
  open(): Promise<void>
  /** Never resolves while the stream lasts, or resolves to be called again; rejects when it is lost. */
  watch(): Promise<unknown>
  /** Closes the socket that it comes through. */
  drop(): Promise<void>
  /** Keeps the subscription from running out; absent where it does not. */
  readonly keepAlive?: { readonly everyMs: number; readonly act: () => Promise<void> }
  /** Delivers what comes, from now on. */
  listen(listener: (event: AccountEvent) => void): Disposable
}
