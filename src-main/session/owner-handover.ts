import { type Decimal, EngineError, isMultipleOf, ZERO } from '../base/index.ts'
import type { ExitRole, Handover, Instrument, InstrumentId, Money, Owner, Price, Quantity } from '../domain/index.ts'
import type { Execution, MadeHandover } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'

export interface HandoverWish {
  readonly instrumentId: InstrumentId
  readonly from: Owner
  readonly to: Owner
  /** Unsigned; undefined: all that the giver holds. */
  readonly quantity: Quantity | undefined
  /** The same key is the same handover once. */
  readonly idempotencyKey: string
}

/** An exit that goes along. */
export interface HandedExitView {
  readonly role: ExitRole
  readonly quantity: Quantity
  readonly price: Price
}

/** What a handover would mean; nothing is realised by it. */
export interface HandoverPreview {
  /** Signed. */
  readonly quantity: Quantity
  /** Price at which it goes over: what the giver paid on average. */
  readonly entryPrice: Price
  /** Of that quantity at the newest price, before fees; undefined before the first price. */
  readonly openPnl: Money | undefined
  readonly giverKeeps: Quantity
  readonly receiverHolds: Quantity
  /** Average price of the receiver afterwards. */
  readonly receiverEntryPrice: Price
  /** What waits for the giver's position now and goes along with its part of it. */
  readonly exits: readonly HandedExitView[]
}

export interface OwnerHandoverPorts {
  readonly execution: Pick<Execution, 'handOver' | 'hasOrderInFlight' | 'exitParts'>
  readonly portfolio: Pick<Portfolio, 'position' | 'handoverRefusal' | 'hasBooked'>
  readonly instrument: (instrumentId: InstrumentId) => Instrument
  readonly lastPrice: (instrumentId: InstrumentId) => number | undefined
  /** Why this owner cannot look after the instrument, as a sentence; undefined: it can. A hand always can. */
  readonly whyNotOwner: (owner: Owner, instrumentId: InstrumentId) => string | undefined
  /** Session time. */
  readonly nowMs: () => Handover['timeMs']
  /** Those of earlier runs. */
  readonly made?: readonly MadeHandover[]
}

/** Gives a position, or part of it, from one owner into the care of another: from a hand to a strategy and back. */
export class OwnerHandover {
  readonly #ports: OwnerHandoverPorts
  readonly #made: Map<string, MadeHandover>

  constructor(ports: OwnerHandoverPorts) {
    this.#ports = ports
    this.#made = new Map(ports.made?.map((handover) => [handover.handoverId, handover]))
  }

  /** The handover that was made under this key, also by an earlier run; undefined where there was none. */
  made(idempotencyKey: string): MadeHandover | undefined {
    return this.#made.get(idempotencyKey)
  }

  /**
   * Nothing is changed.
   * @throws EngineError `UNKNOWN_POSITION` where the giver holds nothing; `BAD_REQUEST` with what to do where it cannot be.
   */
  preview(wish: HandoverWish): HandoverPreview {
    const handover = this.#checked(wish)
    const { instrumentId, from, to, quantity } = handover
    const { portfolio, execution } = this.#ports
    const giver = this.#position(instrumentId, from)
    const receiver = portfolio.position(instrumentId, to)
    const held = receiver?.quantity ?? ZERO
    const sum = held.add(quantity)
    const cost = held.mul(receiver?.entryPrice ?? ZERO).add(quantity.mul(giver.entryPrice))
    return {
      quantity,
      entryPrice: giver.entryPrice,
      openPnl: this.#openPnl(handover, giver.entryPrice),
      giverKeeps: giver.quantity.sub(quantity) as Quantity,
      receiverHolds: sum as Quantity,
      receiverEntryPrice: cost.div(sum) as Price,
      exits: (['stopLoss', 'takeProfit'] as const).flatMap((role) =>
        execution
          .exitParts({ instrumentId, owner: from }, role)
          .flatMap(({ quantity: part, price }) => (price ? [{ role, quantity: part, price }] : [])),
      ),
    }
  }

  /**
   * Hands over once for each key; says whether this call did.
   * @throws EngineError as {@link preview} does, and as `Execution.handOver` does; then nothing has changed.
   */
  handOver(wish: HandoverWish): boolean {
    if (this.#ports.portfolio.hasBooked(`handover:${wish.idempotencyKey}:from`)) return false
    const { handoverId, instrumentId, from, to, quantity } = this.#checked(wish)
    const isNew = this.#ports.execution.handOver({ handoverId, instrumentId, from, to, quantity })
    this.#made.set(handoverId, { handoverId, instrumentId, from, to })
    return isNew
  }

  #checked(wish: HandoverWish): Handover {
    const { instrumentId, from, to, idempotencyKey } = wish
    const { portfolio, nowMs } = this.#ports
    const giver = this.#position(instrumentId, from)
    const amount = wish.quantity ?? giver.quantity.abs()
    this.#requireSize(wish, amount, giver.quantity)
    this.#requireOwner(wish)
    this.#requireQuiet(instrumentId, [from, to])
    const quantity = (giver.quantity.isPositive() ? amount : amount.neg()) as Quantity
    const handover = { handoverId: idempotencyKey, instrumentId, from, to, quantity, timeMs: nowMs() }
    const refusal = portfolio.handoverRefusal(handover)
    if (refusal !== undefined) throw badRequest('', `this cannot be handed over: ${refusal}`)
    return handover
  }

  #position(instrumentId: InstrumentId, owner: Owner): { readonly quantity: Quantity; readonly entryPrice: Price } {
    const position = this.#ports.portfolio.position(instrumentId, owner)
    if (position && !position.quantity.isZero()) return position
    throw new EngineError(
      'UNKNOWN_POSITION',
      `${owner} holds nothing in ${instrumentId}; it may be closed already. Nothing was handed over.`,
    )
  }

  #requireSize({ instrumentId, from }: HandoverWish, amount: Decimal, held: Decimal): void {
    const { lotSize } = this.#ports.instrument(instrumentId)
    if (!amount.gt(ZERO)) throw badRequest('quantity', 'the quantity must be above 0; leave it out to hand over all')
    if (amount.gt(held.abs())) {
      throw badRequest(
        'quantity',
        `${from} holds ${held.abs().toFixed()}, so ${amount.toFixed()} cannot be handed over`,
      )
    }
    if (!amount.eq(held.abs()) && !isMultipleOf(amount, lotSize)) {
      throw badRequest('quantity', `${amount.toFixed()} is not a multiple of the lot of ${lotSize.toFixed()}`)
    }
  }

  #requireOwner({ instrumentId, from, to }: HandoverWish): void {
    if (from === to) throw badRequest('to', `${from} has it already`)
    const reason = this.#ports.whyNotOwner(to, instrumentId)
    if (reason !== undefined) throw badRequest('to', reason)
  }

  /** An order on its way would fill for an owner who has given the position away, or count it twice. */
  #requireQuiet(instrumentId: InstrumentId, owners: readonly Owner[]): void {
    const busy = owners.find((owner) => this.#ports.execution.hasOrderInFlight(instrumentId, owner))
    if (busy === undefined) return
    throw badRequest(
      '',
      `${busy} still has an order in ${instrumentId}. Wait until it has ended, or cancel it, then try again`,
    )
  }

  #openPnl({ instrumentId, quantity }: Handover, entryPrice: Price): Money | undefined {
    const last = this.#ports.lastPrice(instrumentId)
    return last === undefined ? undefined : (entryPrice.neg().add(last).mul(quantity) as Money)
  }
}

function badRequest(path: string, message: string): EngineError {
  const text = path === '' ? message : `${path}: ${message}`
  return new EngineError('BAD_REQUEST', `${text}.`, { data: { issues: [{ path, message }] } })
}
