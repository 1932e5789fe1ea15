import type { EventBus } from '../bus/index.ts'
import type { Adjustment, Booking, InstrumentId } from '../domain/index.ts'
import type { AdjustmentSplit } from '../execution/index.ts'
import { ownedAdjustments } from '../portfolio/index.ts'

export interface AccountAdjustmentsPorts {
  readonly bus: EventBus
  /** The books have changed. */
  readonly onChange: () => void
}

/** What changes the account without an order of ours: divided over owners, and announced once it is stored. */
export class AccountAdjustments {
  readonly #ports: AccountAdjustmentsPorts

  constructor(ports: AccountAdjustmentsPorts) {
    this.#ports = ports
  }

  /** It is on disk. */
  adjusted(_adjustment: Adjustment, { positions }: Booking): void {
    const { bus, onChange } = this.#ports
    for (const position of positions) {
      bus.publish(position.quantity.isZero() ? 'position.closed' : 'position.updated', { position })
    }
    onChange()
  }

  /** Nothing may be opened on the instrument, or it may again. */
  quarantineChanged(instrumentId: InstrumentId, reason: string | undefined): void {
    this.#ports.bus.publish('instrument.quarantined', { instrumentId, reason })
  }
}

/** As the portfolio divides it: the largest holder first, nobody's position turned, the rest unassigned. */
export const splitOverOwners: AdjustmentSplit = (adjustment, holders) =>
  ownedAdjustments(adjustment, holders).map(({ owner, quantity, cash }) => ({ owner, quantity, cash }))
