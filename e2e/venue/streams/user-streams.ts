import type { Exchange } from '../books/exchange.ts'
import type { OrderEvent } from '../books/order-desk.ts'
import type { Perpetuals } from '../books/perpetuals.ts'
import type { Deposit, SpotAccount } from '../books/spot-account.ts'
import {
  accountPosition,
  accountUpdate,
  algoUpdate,
  balanceUpdate,
  executionReport,
  orderTradeUpdate,
  type UserFrame,
} from './user-frames.ts'
import type { Wire } from './wire.ts'

/** The account's stream of the spot side: subscribed over the WebSocket API, each event under the subscription's id. */
export class SpotUserStream {
  readonly #exchange: Exchange<SpotAccount>
  readonly #subscriptions = new Map<number, Wire>()
  #nextId = 0

  constructor(exchange: Exchange<SpotAccount>) {
    this.#exchange = exchange
    exchange.desk.events.event((event) => this.#tellOrder(event))
  }

  get wires(): Wire[] {
    return [...this.#subscriptions.values()]
  }

  subscribe(wire: Wire): number {
    const id = this.#nextId++
    this.#subscriptions.set(id, wire)
    return id
  }

  /** Ends what a connection has subscribed. */
  leave(wire: Wire): void {
    for (const [id, other] of this.#subscriptions) if (other === wire) this.#subscriptions.delete(id)
  }

  /** Says a frame to everybody who listens, whether it is true or not. */
  tell(event: UserFrame): void {
    for (const [subscriptionId, wire] of this.#subscriptions) wire.send(`user@${event.e}`, { subscriptionId, event })
  }

  tellDeposit(deposit: Deposit): void {
    const nowMs = this.#exchange.clock.nowMs()
    this.tell(balanceUpdate(deposit, nowMs))
    this.tell(accountPosition(this.#exchange.account, nowMs))
  }

  #tellOrder(event: OrderEvent): void {
    const nowMs = this.#exchange.clock.nowMs()
    this.tell(executionReport(event, nowMs))
    this.tell(accountPosition(this.#exchange.account, nowMs))
  }
}

const KEY_LIFE_MS = 3_600_000

/** The account's stream of the futures side: opened with a listen key that has to be kept alive. */
export class FuturesUserStream {
  readonly #perpetuals: Perpetuals
  readonly #nowMs: () => number
  readonly #listeners = new Set<Wire>()
  #key: { readonly text: string; readonly untilMs: number } | undefined
  #keys = 0

  constructor(perpetuals: Perpetuals, nowMs: () => number) {
    this.#perpetuals = perpetuals
    this.#nowMs = nowMs
    perpetuals.exchange.desk.events.event((event) => this.#tellOrder(event))
    perpetuals.accountChanges.event((change) =>
      this.tell(accountUpdate(perpetuals.exchange.account, change, this.#eventMs())),
    )
  }

  get wires(): Wire[] {
    return [...this.#listeners]
  }

  /** The key that is valid, or a new one; either way it lives an hour from now. */
  openKey(): string {
    const text = this.#isAlive() ? (this.#key?.text ?? '') : `listenkey${String(++this.#keys).padStart(16, '0')}`
    this.#key = { text, untilMs: this.#nowMs() + KEY_LIFE_MS }
    return text
  }

  /** @returns False where there is no key to keep. */
  keepKey(): boolean {
    if (!this.#isAlive()) return false
    this.openKey()
    return true
  }

  /** The key ends, and the connections that stand on it are told and closed. */
  expireKey(): void {
    const listenKey = this.#key?.text
    this.#key = undefined
    for (const wire of this.#listeners) {
      wire.send('user@listenKeyExpired', { e: 'listenKeyExpired', E: this.#eventMs(), listenKey })
      wire.close()
    }
  }

  isKey(text: string): boolean {
    return this.#isAlive() && this.#key?.text === text
  }

  add(wire: Wire): void {
    this.#listeners.add(wire)
  }

  leave(wire: Wire): void {
    this.#listeners.delete(wire)
  }

  /** Says a frame to everybody who listens, whether it is true or not. */
  tell(event: UserFrame): void {
    for (const wire of this.#listeners) wire.send(`user@${event.e}`, event)
  }

  #tellOrder(event: OrderEvent): void {
    const nowMs = this.#eventMs()
    if (event.kind === 'ALGO') {
      this.tell(algoUpdate(event, nowMs))
      return
    }
    if (event.execution) this.#tellAccount(event, nowMs)
    this.tell(orderTradeUpdate(event, nowMs))
  }

  #tellAccount({ order }: OrderEvent, nowMs: number): void {
    const { account } = this.#perpetuals.exchange
    const positions = [account.position(order.terms.symbol, order.terms.positionSide)]
    this.tell(accountUpdate(account, { reason: 'ORDER', positions }, nowMs))
  }

  #isAlive(): boolean {
    return this.#key !== undefined && this.#nowMs() < this.#key.untilMs
  }

  #eventMs(): number {
    return this.#perpetuals.exchange.clock.nowMs()
  }
}
