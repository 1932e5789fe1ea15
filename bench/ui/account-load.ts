import type { OrderDraftInput, OrderView } from '../../src-contract/index.ts'
import { type EngineProcess, pause, until } from '../../e2e/support/engine-process.ts'
import { placeOrder } from '../../e2e/support/hand-orders.ts'
import { requireOk, type Tradable, tradables } from './busy-engine.ts'
import { restingOrder } from './resting-order.ts'

/** One order in this time, and one cancel: 25 of each a second. */
const PERIOD_MS = 40
/** How long an order rests. */
const REST_MS = 400
/** One order in so many is filled at once. */
const FILLED_EVERY = 25

/** A busy hand: orders that rest for a moment and are cancelled, and now and then one that is filled; over REST. */
export class AccountLoad {
  readonly #engine: EngineProcess
  readonly #running = new Set<Promise<void>>()
  #instruments: readonly Tradable[] = []
  #timer: NodeJS.Timeout | undefined
  #startedAtMs = 0
  #begun = 0
  #cancelled = 0
  #fault: unknown

  constructor(engine: EngineProcess) {
    this.#engine = engine
  }

  /** Orders that were placed and cancelled so far. */
  get cancelled(): number {
    return this.#cancelled
  }

  async start(): Promise<void> {
    this.#instruments = await tradables(this.#engine)
    this.#startedAtMs = performance.now()
    this.#begun = 0
    this.#timer = setInterval(() => this.#beginDue(), PERIOD_MS / 2)
  }

  /** Resolves when everything that was begun has an end. @throws what an order failed with. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#running)
    await requireOk(this.#engine.call('POST', '/orders/cancel-all', {}))
    await until(
      () => this.#engine.get<{ orders: OrderView[] }>('/orders?status=open'),
      ({ orders }) => orders.length === 0,
    )
    if (this.#fault !== undefined) throw this.#fault
  }

  /** What a late timer left out is begun with the next. */
  #beginDue(): void {
    const due = Math.floor((performance.now() - this.#startedAtMs) / PERIOD_MS)
    for (; this.#begun < due; this.#begun += 1) this.#begin(this.#begun)
  }

  #begin(number: number): void {
    const instrument = this.#instruments[number % this.#instruments.length]
    if (instrument === undefined) throw new Error('there are no instruments')
    const task = (number % FILLED_EVERY === 0 ? this.#fill(instrument, number) : this.#rest(instrument)).catch(
      (error: unknown) => {
        this.#fault ??= error
      },
    )
    this.#running.add(task)
    void task.finally(() => this.#running.delete(task))
  }

  async #rest(instrument: Tradable): Promise<void> {
    const { orderId } = await requireOk(this.#place(restingOrder(instrument)))
    await pause(REST_MS)
    await requireOk(this.#engine.call('POST', `/orders/${orderId}/cancel`, {}))
    this.#cancelled += 1
  }

  /** Bought and sold in turns, so that the position stays what it is. */
  async #fill({ instrumentId }: Tradable, number: number): Promise<void> {
    const side = (number / FILLED_EVERY) % 2 === 0 ? 'buy' : 'sell'
    await requireOk(this.#place({ instrumentId, side, type: 'market', size: { kind: 'value', value: '300' } }))
  }

  #place(order: OrderDraftInput) {
    return placeOrder(this.#engine, order, `bench-${crypto.randomUUID()}`)
  }
}
