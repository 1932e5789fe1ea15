import type { ExitMove, ExitMover, ExitRole, OrderId, Price, Standing } from '../domain/index.ts'
import { orderNumberOf } from './order-numbers.ts'
import { standingKey } from './standing.ts'

export const EXIT_ROLES: readonly ExitRole[] = ['stopLoss', 'takeProfit']

/** An exit as it was decided for a whole position after its entries were made. */
export interface MovedExit {
  /** Undefined: it was taken away. */
  readonly price: Price | undefined
  readonly by: ExitMover
  /** Orders with a lower number were made before. */
  readonly beforeOrderNumber: number
}

/** A position and the newest decision about each of its exits; a role that is missing was never decided anew. */
export interface PositionExits extends Standing {
  readonly stopLoss?: MovedExit
  readonly takeProfit?: MovedExit
}

/** Exits of the open positions that were decided over those their entries were made with. They end with the position. */
export class MovedExits {
  readonly #exits = new Map<string, PositionExits>()

  restore(exits: readonly PositionExits[]): void {
    for (const each of exits) this.#exits.set(standingKey(each), each)
  }

  of(standing: Standing): PositionExits | undefined {
    return this.#exits.get(standingKey(standing))
  }

  move(move: ExitMove): void {
    const { instrumentId, owner } = move
    const moved = EXIT_ROLES.flatMap((role) => {
      const exit = movedExit(move, role)
      return exit ? [[role, exit] as const] : []
    })
    this.#exits.set(standingKey(move), { ...this.of(move), instrumentId, owner, ...Object.fromEntries(moved) })
  }

  /** The position ended or turned round: gives what had been decided for it, which is over now. */
  end(standing: Standing): PositionExits | undefined {
    const ended = this.of(standing)
    if (ended) this.#exits.delete(standingKey(standing))
    return ended
  }

  clear(): void {
    this.#exits.clear()
  }
}

/** What the move decides about an exit; undefined where it leaves it as it is. */
export function movedExit(
  { stopPrice, targetPrice, by, beforeOrderNumber }: ExitMove,
  role: ExitRole,
): MovedExit | undefined {
  const price = role === 'stopLoss' ? stopPrice : targetPrice
  return price === undefined ? undefined : { price: price ?? undefined, by, beforeOrderNumber }
}

/** An entry made after the move that brings an exit of its own keeps it: that is the newer decision. */
export function isMeant(moved: MovedExit, entryId: OrderId, own: Price | undefined): boolean {
  return own === undefined || orderNumberOf(entryId) < moved.beforeOrderNumber
}
