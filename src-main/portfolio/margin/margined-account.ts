import { type Decimal, toFloat, ZERO } from '../../base/index.ts'
import type { InstrumentId, Position, VenueMargin } from '../../domain/index.ts'
import type { InstrumentLookup } from '../ports.ts'
import type { MarginedAccount } from './liquidation-price.ts'
import type { MarginedPosition } from './margin.ts'

export interface MarginSource {
  readonly cash: Decimal
  readonly positions: readonly Position[]
  readonly instrumentOf: InstrumentLookup
  /** Mark price where the venue gives one, else the last price. */
  readonly priceOf: (instrumentId: InstrumentId) => number | undefined
  /** Undefined where they are not known. */
  readonly termsOf: (instrumentId: InstrumentId) => VenueMargin | undefined
}

/** What all owners hold of one instrument. */
interface Net {
  readonly quantity: Decimal
  /** Sum of quantity times entry price. */
  readonly cost: Decimal
}

/**
 * The books as a venue margins them: owners of one perpetual are netted, and what opposite owners have locked in between them
 * counts as cash. Spot holdings are no collateral: what they cost is out of cash. A position without a price stands at its
 * entry price.
 *
 * @returns undefined where the terms of a perpetual are not known.
 */
export function marginedAccount(source: MarginSource): MarginedAccount | undefined {
  let cash = source.cash
  const positions: MarginedPosition[] = []
  for (const [instrumentId, { quantity, cost }] of netsOf(source.positions)) {
    const isSpot = source.instrumentOf(instrumentId)?.kind === 'spot'
    if (isSpot || quantity.isZero()) {
      cash = cash.sub(cost)
      continue
    }
    const entryPrice = toFloat(cost.div(quantity))
    const markPrice = source.priceOf(instrumentId) ?? entryPrice
    const terms = source.termsOf(instrumentId)
    if (!terms) return undefined
    positions.push({ instrumentId, quantity: toFloat(quantity), entryPrice, markPrice, terms })
  }
  return { cash: toFloat(cash), positions }
}

function netsOf(positions: readonly Position[]): ReadonlyMap<InstrumentId, Net> {
  const nets = new Map<InstrumentId, Net>()
  for (const { instrumentId, quantity, entryPrice } of positions) {
    const before = nets.get(instrumentId) ?? { quantity: ZERO, cost: ZERO }
    nets.set(instrumentId, {
      quantity: before.quantity.add(quantity),
      cost: before.cost.add(quantity.mul(entryPrice)),
    })
  }
  return nets
}
