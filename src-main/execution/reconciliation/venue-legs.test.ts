import { describe, expect, it } from 'vitest'
import { price, quantity, strategyId, strategyOwner, UNASSIGNED, type VenuePosition } from '../../domain/index.ts'
import { useDesk } from '../testing/desk-fixture.ts'
import { ETH } from '../testing/interleaving.ts'
import { recovered } from '../testing/reconciliation-steps.ts'
import { BTC, newTerms } from '../testing/terms.ts'
import { venueNets } from './venue-legs.ts'

const BOT = strategyOwner(strategyId('bot'))
const desk = useDesk()

function leg(amount: number, at: number, instrumentId = BTC): VenuePosition {
  return { instrumentId, quantity: quantity(amount), entryPrice: price(at) }
}

/** From here on the venue tells these legs in place of its net. */
function tellLegs(...legs: readonly VenuePosition[]): void {
  const { venue } = desk()
  const ask = venue.queryAccount.bind(venue)
  venue.queryAccount = async () => ({ ...(await ask()), positions: legs })
}

describe('the net of legs', () => {
  it('is their sum at the price of the heavier side, in whatever order they are told', () => {
    const nets = venueNets([leg(3, 100), leg(-2, 120), leg(1, 50, ETH)])
    expect(nets.get(BTC)).toEqual({ quantity: quantity(1), entryPrice: price(100) })
    expect(nets.get(ETH)).toEqual({ quantity: quantity(1), entryPrice: price(50) })
    expect(venueNets([leg(-2, 120), leg(3, 100)])).toEqual(venueNets([leg(3, 100), leg(-2, 120)]))
    expect(venueNets([leg(2, 100), leg(-5, 120)]).get(BTC)).toEqual({ quantity: quantity(-3), entryPrice: price(120) })
  })
})

describe('a venue in hedge mode', () => {
  /** Long 3 of the hand, short 2 of a strategy. */
  function opposed(): void {
    desk().fill(desk().place(newTerms({ quantity: quantity(3) })), 3, 100)
    desk().fill(desk().place(newTerms({ side: 'sell', quantity: quantity(2), owner: BOT })), 2, 120)
  }

  it('agrees with owners who stand against each other', async () => {
    opposed()
    tellLegs(leg(3, 100), leg(-2, 120))
    const report = await recovered(desk())
    expect(report.positions).toEqual([])
    expect(report.instruments.get(BTC)?.kind).toBe('agreed')
  })

  it('differs by what its legs come to more or less, which is adopted as one', async () => {
    opposed()
    tellLegs(leg(3, 100), leg(-4, 130))
    await recovered(desk())
    const { reconciliation } = desk().execution
    const difference = reconciliation.differences.find(({ finding }) => finding.kind === 'position')
    expect(difference).toMatchObject({ ledger: '1', venue: '-1' })
    const wish = { reason: 'seen on the website', by: 'hand', owner: UNASSIGNED }
    reconciliation.resolve(difference?.differenceId ?? 'none', 'adopt', wish)
    desk().settle()
    expect(desk().books.ownerQuantity(BTC, UNASSIGNED).toFixed()).toBe('-2')
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('-1')
  })
})
