import type { AccountView, AlertView, FillView, OrderView, PositionView, StatusView } from '../../src-contract/index.ts'
import { type Clock, type Disposable, Emitter, type Event, type Logger } from '../base/index.ts'
import type { EngineTopics } from './engine-topics.ts'
import { exposureOf, NO_EXPOSURE } from './exposure.ts'
import { NewsFilter } from './news-filter.ts'
import type { Exposure } from './ports.ts'

/** Between two announcements of a change. */
const CHANGE_INTERVAL_MS = 250

export interface EngineReadingsOptions {
  readonly clock: Clock
  readonly logger: Logger
}

/** What the desktop program knows of the engine, kept up by its topics over any number of connections. */
export class EngineReadings implements Disposable {
  readonly #clock: Clock
  readonly #changes: Emitter<void>
  readonly #fills: Emitter<FillView>
  readonly #orders: Emitter<OrderView>
  readonly #alerts: Emitter<AlertView>
  readonly #newFills = new NewsFilter<FillView>(({ fillId }) => fillId)
  readonly #newOrders = new NewsFilter<OrderView>(
    ({ orderId, state, filledQuantity, updatedAtMs }) => `${orderId} ${state} ${filledQuantity} ${updatedAtMs}`,
  )
  /** One that comes back, or comes again, is no news; one that has become worse is. */
  readonly #newAlerts = new NewsFilter<AlertView>(({ alertId, severity }) => `${alertId} ${severity}`)
  readonly #positions = new Map<string, PositionView>()
  #account: AccountView | undefined
  #status: StatusView | undefined
  #exposure: Exposure = NO_EXPOSURE
  #changeTimer: Disposable | undefined

  constructor({ clock, logger }: EngineReadingsOptions) {
    const onError = (error: unknown): void => logger.error('a listener of the engine failed', { error })
    this.#clock = clock
    this.#changes = new Emitter(onError)
    this.#fills = new Emitter(onError)
    this.#orders = new Emitter(onError)
    this.#alerts = new Emitter(onError)
  }

  get account(): AccountView | undefined {
    return this.#account
  }

  get status(): StatusView | undefined {
    return this.#status
  }

  get exposure(): Exposure {
    return this.#exposure
  }

  get positions(): readonly PositionView[] {
    return [...this.#positions.values()]
  }

  get onChange(): Event<void> {
    return this.#changes.event
  }

  get onFill(): Event<FillView> {
    return this.#fills.event
  }

  get onOrder(): Event<OrderView> {
    return this.#orders.event
  }

  get onAlert(): Event<AlertView> {
    return this.#alerts.event
  }

  follow(topics: EngineTopics): void {
    const account = (view: AccountView): void => this.#handleAccount(view)
    const status = (view: StatusView): void => this.#handleStatus(view)
    topics.follow('account', { snapshot: account, delta: account })
    topics.follow('status', { snapshot: status, delta: status })
    topics.follow('positions', {
      snapshot: (positions) => this.#handlePositions(positions),
      delta: ({ positionId, position }) => this.#handlePosition(positionId, position),
    })
    topics.follow('orders', {
      snapshot: (orders) => this.#handleOrders(this.#newOrders.takeSnapshot(orders)),
      delta: (order) => this.#handleOrders(this.#newOrders.take(order) ? [order] : []),
    })
    topics.follow('fills', {
      snapshot: (fills) => this.#handleFills(this.#newFills.takeSnapshot(fills)),
      delta: (fill) => this.#handleFills(this.#newFills.take(fill) ? [fill] : []),
    })
    topics.follow('alerts', {
      snapshot: (alerts) => this.#handleAlerts(this.#newAlerts.takeSnapshot(alerts)),
      delta: (alert) => this.#handleAlerts(this.#newAlerts.take(alert) ? [alert] : []),
    })
  }

  /** The engine is away. What is at stake is still at stake, so that and the positions stay as they were. */
  handleAway(): void {
    this.#account = undefined
    this.#status = undefined
    this.#announce()
  }

  dispose(): void {
    this.#changeTimer?.dispose()
  }

  #handleAccount(account: AccountView): void {
    this.#account = account
    this.#exposure = exposureOf(account)
    this.#announce()
  }

  #handleStatus(status: StatusView): void {
    this.#status = status
    this.#announce()
  }

  #handlePositions(positions: readonly PositionView[]): void {
    this.#positions.clear()
    for (const position of positions) this.#positions.set(position.positionId, position)
  }

  #handlePosition(positionId: string, position: PositionView | null): void {
    if (position) this.#positions.set(positionId, position)
    else this.#positions.delete(positionId)
  }

  /** A snapshot has the newest first; they are told in the order in which they happened. */
  #handleOrders(orders: readonly OrderView[]): void {
    for (const order of orders.toSorted((a, b) => a.updatedAtMs - b.updatedAtMs)) this.#orders.fire(order)
  }

  #handleFills(fills: readonly FillView[]): void {
    for (const fill of fills.toSorted((a, b) => a.timeMs - b.timeMs)) this.#fills.fire(fill)
  }

  #handleAlerts(alerts: readonly AlertView[]): void {
    for (const alert of alerts.toSorted((a, b) => a.lastAtMs - b.lastAtMs)) this.#alerts.fire(alert)
  }

  #announce(): void {
    this.#changeTimer ??= this.#clock.setTimer(CHANGE_INTERVAL_MS, () => {
      this.#changeTimer = undefined
      this.#changes.fire()
    })
  }
}
