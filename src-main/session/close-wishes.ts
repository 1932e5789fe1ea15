import { compareDecimals, type Decimal, EngineError, floorToStep, ZERO } from '../base/index.ts'
import {
  type InstrumentId,
  type Order,
  type OrderIntent,
  opposite,
  type Owner,
  type Quantity,
  signedQuantity,
} from '../domain/index.ts'
import { type Execution, remainingQuantity } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { marketIntent } from './market-intent.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'

export interface CloseRequest {
  readonly instrumentId: InstrumentId
  readonly owner: Owner
  /** Share of the owner's position, above 0 and at most 1. */
  readonly fraction: number
  readonly source: OrderIntent['source']
  readonly idempotencyKey: string
  readonly reason: string
}

export interface CloseWishesPorts {
  readonly execution: Pick<Execution, 'openOrders'>
  readonly portfolio: Pick<Portfolio, 'ownerQuantity' | 'netQuantity'>
  readonly snapshots: Pick<RiskSnapshotTaker, 'instrument'>
}

/** Turns the wish to close a position into an order, so that two of them never close it twice. */
export class CloseWishes {
  readonly #ports: CloseWishesPorts

  constructor(ports: CloseWishesPorts) {
    this.#ports = ports
  }

  /** True where closing orders on their way take all that the owner holds, or where it holds nothing. */
  isClosing(instrumentId: InstrumentId, owner: Owner): boolean {
    return this.#unclosedQuantity(instrumentId, owner, isWanted).isZero()
  }

  /** @throws EngineError `UNKNOWN_POSITION` when nothing is held, or all of it is being closed already. */
  intent(request: CloseRequest): OrderIntent {
    const { instrumentId, owner } = request
    const held = this.#unclosedQuantity(instrumentId, owner, isExpectedBy(request.source))
    if (held.isZero()) {
      throw new EngineError(
        'UNKNOWN_POSITION',
        `${owner} holds nothing in ${instrumentId} that is not being closed already.`,
      )
    }
    return marketIntent({
      source: request.source,
      owner,
      idempotencyKey: request.idempotencyKey,
      instrumentId,
      side: opposite(held.isPositive() ? 'buy' : 'sell'),
      size: { kind: 'quantity', quantity: this.#shareOf(held, request).toFixed() },
      reduceOnly: this.#shrinksNet(instrumentId, held),
      stopLossPrice: undefined,
      takeProfitPrice: undefined,
      role: 'close',
      reason: request.reason,
    })
  }

  /**
   * What the owner holds less what closes at market on their way will take, so that two closes never close twice. One
   * that waits at a price may never come, and must not keep the owner in the position.
   */
  #unclosedQuantity(instrumentId: InstrumentId, owner: Owner, counts: (order: Order) => boolean): Quantity {
    const { portfolio, execution } = this.#ports
    const held = portfolio.ownerQuantity(instrumentId, owner)
    let rest: Decimal = held
    for (const order of execution.openOrders({ instrumentId, owner })) {
      const { role, type, side } = order.terms
      if (role !== 'close' || type !== 'market' || !counts(order)) continue
      rest = rest.add(signedQuantity(side, remainingQuantity(order)))
    }
    return (rest.isZero() || rest.isPositive() !== held.isPositive() ? ZERO : rest) as Quantity
  }

  /** The venue nets all owners: closing one of two opposite positions enlarges the net, and is not reduce-only there. */
  #shrinksNet(instrumentId: InstrumentId, held: Quantity): boolean {
    const net = this.#ports.portfolio.netQuantity(instrumentId)
    return net.isPositive() === held.isPositive() && compareDecimals(net.abs(), held.abs()) >= 0
  }

  /**
   * In whole lots: the venue may have had finer ones when it was bought. Of less than one it is all, so that the answer
   * says what is wrong with it.
   */
  #shareOf(held: Quantity, { fraction, instrumentId }: CloseRequest): Quantity {
    const { lotSize } = this.#ports.snapshots.instrument(instrumentId)
    const share = floorToStep(held.abs().mul(Math.min(1, fraction)), lotSize)
    if (share.gt(ZERO)) return share as Quantity
    return (fraction >= 1 ? held.abs() : lotSize) as Quantity
  }
}

function isWanted(): boolean {
  return true
}

/**
 * A person may close again while nobody knows what became of the last close: reduce-only keeps the two from turning the
 * position. Whatever acts by itself waits for the venue's word.
 */
function isExpectedBy(source: CloseRequest['source']): (order: Order) => boolean {
  return source === 'hand' ? ({ state }) => state.kind !== 'unknown' : isWanted
}
