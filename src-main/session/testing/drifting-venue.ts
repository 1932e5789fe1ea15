import { ZERO } from '../../base/index.ts'
import {
  type InstrumentId,
  money,
  price,
  quantity,
  type Quantity,
  type VenueAccountReport,
  type VenueOrderReport,
  type VenuePosition,
  venueOrderId,
  orderId,
} from '../../domain/index.ts'
import { StubbornVenue } from './stubborn-venue.ts'

/** The paper venue, with what somebody else does on the same account. */
export class DriftingVenue extends StubbornVenue {
  /** Cash that went without a word. */
  missing = 0
  /** Why the account cannot be asked about; undefined: it can. */
  silence: string | undefined
  readonly #elsewhere = new Map<InstrumentId, number>()
  readonly #foreign: VenueOrderReport[] = []
  readonly cancelled: string[] = []

  /** Somebody has traded so much, signed, at 100. */
  tradeElsewhere(instrumentId: InstrumentId, amount: number): void {
    this.#elsewhere.set(instrumentId, amount)
  }

  /** Somebody has placed a buy of 1 at 90. */
  placeElsewhere(instrumentId: InstrumentId, id: string): void {
    this.#foreign.push({
      orderId: orderId(id),
      venueOrderId: venueOrderId(`v-${id}`),
      instrumentId,
      side: 'buy',
      type: 'limit',
      quantity: quantity(1),
      limitPrice: price(90),
      triggerPrice: undefined,
      reduceOnly: false,
      state: 'working',
      reason: undefined,
      filledQuantity: quantity(0),
      fills: [],
    })
  }

  override cancel(id: Parameters<StubbornVenue['cancel']>[0]): void {
    this.cancelled.push(id)
    if (this.#foreign.every((order) => order.orderId !== id)) super.cancel(id)
  }

  override async queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    const own = await super.queryOpenOrders(instrumentId)
    return [...own, ...this.#foreign.filter((order) => (instrumentId ?? order.instrumentId) === order.instrumentId)]
  }

  override async queryAccount(): Promise<VenueAccountReport> {
    if (this.silence !== undefined) throw new Error(this.silence)
    const account = await super.queryAccount()
    const own = account.positions.filter((position) => !this.#elsewhere.has(position.instrumentId))
    const mixed = [...this.#elsewhere].map(([id, amount]) => this.#mixed(account, id, amount))
    return {
      ...account,
      cash: money(account.cash.sub(this.missing)),
      positions: [...own, ...mixed.filter((position) => !position.quantity.isZero())],
    }
  }

  #mixed({ positions }: VenueAccountReport, instrumentId: InstrumentId, amount: number): VenuePosition {
    const own = positions.find((position) => position.instrumentId === instrumentId)
    return {
      instrumentId,
      quantity: (own?.quantity ?? ZERO).add(amount) as Quantity,
      entryPrice: own?.entryPrice ?? price(100),
    }
  }
}
