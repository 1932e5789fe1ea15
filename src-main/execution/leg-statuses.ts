import type { ExitRole, OrderId, Standing } from '../domain/index.ts'
import { standingKey } from './standing.ts'

/** An exit of one entry. */
export interface Leg extends Standing {
  readonly parentOrderId: OrderId
  readonly role: ExitRole
  /** Where its order waited, as decimal text; tells several targets apart. */
  readonly price?: string | null
}

/** The same, of several targets the one with that index. */
export interface ExitLeg extends Leg {
  readonly index: number
}

/**
 * How far a leg may be planned. `whole`: an addition was refused, so the next attempt is one order for all of it.
 * `suspended`: refused as a whole, tried again later. `released`: somebody cancelled it, it is not placed again.
 */
export type LegStatus = 'normal' | 'whole' | 'suspended' | 'released'

interface NotedLeg extends ExitLeg {
  readonly status: Exclude<LegStatus, 'normal'>
}

/** What came of the attempts to place each leg. */
export class LegStatuses {
  /** Only of legs that are not `normal`. */
  readonly #noted = new Map<string, NotedLeg>()

  of(leg: ExitLeg): LegStatus {
    return this.#noted.get(legKey(leg))?.status ?? 'normal'
  }

  /** Somebody cancelled its order. */
  release(leg: ExitLeg): void {
    this.#note(leg, 'released')
  }

  /** The venue refused or ended its order. An addition is tried at once as one order for the whole leg, anything else later. */
  refuse(leg: ExitLeg, isAddition: boolean): 'now' | 'later' {
    const again = isAddition && this.of(leg) === 'normal' ? 'now' : 'later'
    this.#note(leg, again === 'now' ? 'whole' : 'suspended')
    return again
  }

  /** The venue took its order. */
  accept(leg: ExitLeg): void {
    if (this.of(leg) !== 'released') this.#noted.delete(legKey(leg))
  }

  /** Suspended legs may be tried again. */
  resume(isMeant: (leg: ExitLeg) => boolean): void {
    for (const leg of this.#noted.values()) if (leg.status === 'suspended' && isMeant(leg)) this.#note(leg, 'whole')
  }

  /** The exit was decided anew: whatever became of the earlier one, this one is placed. */
  forget(standing: Standing, role: ExitRole): void {
    const key = standingKey(standing)
    for (const leg of this.#noted.values()) {
      if (leg.role === role && standingKey(leg) === key) this.#noted.delete(legKey(leg))
    }
  }

  clear(): void {
    this.#noted.clear()
  }

  #note({ instrumentId, owner, parentOrderId, role, index }: ExitLeg, status: NotedLeg['status']): void {
    const leg = { instrumentId, owner, parentOrderId, role, index }
    this.#noted.set(legKey(leg), { ...leg, status })
  }
}

/** Part of an entry can have gone to another owner, so the owner belongs to the name. */
export function legKey({ owner, parentOrderId, role, index }: ExitLeg): string {
  return `${owner}|${parentOrderId}|${role}|${index}`
}
