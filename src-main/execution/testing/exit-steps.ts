import { HAND, type Order, type Owner, type Price, price, quantity } from '../../domain/index.ts'
import type { NewOrderTerms } from '../execution.ts'
import type { BenchDesk } from './bench-desk.ts'
import { BTC, bracketTerms, newTerms } from './terms.ts'

export interface Exits {
  readonly stop?: number | null
  readonly target?: number | null
}

/** What tests of exits do with a desk. */
export class ExitSteps {
  readonly #desk: () => BenchDesk

  constructor(desk: () => BenchDesk) {
    this.#desk = desk
  }

  /** Decides exits by hand and lets nothing happen yet. */
  decide({ stop, target }: Exits, owner: Owner = HAND): void {
    this.#desk().execution.moveExits({
      instrumentId: BTC,
      owner,
      by: 'hand',
      idempotencyKey: 'move-1',
      ...(stop !== undefined && { stopPrice: at(stop) }),
      ...(target !== undefined && { targetPrice: at(target) }),
    })
  }

  move(exits: Exits): void {
    this.decide(exits)
    this.#desk().settle()
  }

  /** A long position with a stop at 90 and a target at 120, unless told otherwise. */
  hold(amount: number, change: Partial<NewOrderTerms> = {}): void {
    this.#desk().fill(this.#desk().place(bracketTerms(amount, 'buy', change)), amount)
  }

  holdBare(amount: number): void {
    this.#desk().fill(this.#desk().place(newTerms({ quantity: quantity(amount) })), amount)
  }

  async restart(): Promise<void> {
    this.#desk().restart()
    await this.#desk().execution.recover()
    this.#desk().settle()
  }

  /** Open orders of this role. */
  legs(role: Order['terms']['role']): Order[] {
    return this.#desk()
      .execution.openOrders()
      .filter(({ terms }) => terms.role === role)
  }
}

function at(value: number | null): Price | null {
  return value === null ? null : price(value)
}
