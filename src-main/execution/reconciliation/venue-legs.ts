import type { InstrumentId, Quantity, VenuePosition } from '../../domain/index.ts'

/** What the venue holds of an instrument, both of its sides together. */
export type VenueNet = Pick<VenuePosition, 'quantity' | 'entryPrice'>

/**
 * By instrument. A venue in hedge mode tells long and short apart; owners here may stand against each other as well, so that the
 * sums are what has to agree. The price is that of the side that outweighs the other: who adopts the rest takes it over at that.
 */
export function venueNets(positions: readonly VenuePosition[]): Map<InstrumentId, VenueNet> {
  const nets = new Map<InstrumentId, VenueNet>()
  for (const { instrumentId, quantity, entryPrice } of positions) {
    const other = nets.get(instrumentId)
    nets.set(instrumentId, other ? netOf(other, { quantity, entryPrice }) : { quantity, entryPrice })
  }
  return nets
}

function netOf(left: VenueNet, right: VenueNet): VenueNet {
  const heavier = right.quantity.abs().gt(left.quantity.abs()) ? right : left
  return { quantity: left.quantity.add(right.quantity) as Quantity, entryPrice: heavier.entryPrice }
}
