import { describe, expect, it } from 'vitest'
import { type InstrumentId, parseInstrumentId } from '../domain/index.ts'
import { FeedWatch } from './alert-feed-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const BTC = parseInstrumentId('simulated:BTC-PERP')
const ETH = parseInstrumentId('simulated:ETH-PERP')

function rig() {
  const { book, standing, standingKeys } = bookRig()
  const ages = new Map<InstrumentId, number>([[BTC, 12_300]])
  const watch = new FeedWatch({ book, ageMs: (instrumentId) => ages.get(instrumentId), staleAfterMs: () => 10_000 })
  return { watch, standing, standingKeys }
}

describe('FeedWatch', () => {
  it('raises each instrument whose price is overdue, with its age and the limit', () => {
    const { watch, standing } = rig()
    watch.handleOverdue(new Set([BTC, ETH]))
    const [eth, btc] = standing()
    expect(btc).toMatchObject({
      code: 'FEED_STALE',
      subject: BTC,
      instrumentId: BTC,
      title: 'No fresh price for BTC-PERP',
    })
    expect(btc?.detail).toMatch(/came 12\.3 s ago; from 10 s on/)
    expect(eth?.detail).toMatch(/^No live price has come yet; from 10 s on/)
  })

  it('takes back those that are not overdue any more and counts nothing anew', () => {
    const { watch, standing, standingKeys } = rig()
    watch.handleOverdue(new Set([BTC, ETH]))
    watch.handleOverdue(new Set([ETH]))
    expect(standingKeys()).toEqual([`FEED_STALE ${ETH}`])
    expect(standing()[0]?.count).toBe(1)
    watch.handleOverdue(new Set())
    expect(standingKeys()).toEqual([])
  })

  it('takes one back when its price comes, also where nobody says what is overdue', () => {
    const { watch, standingKeys } = rig()
    watch.handleOverdue(new Set([BTC, ETH]))
    watch.handleFresh(BTC)
    expect(standingKeys()).toEqual([`FEED_STALE ${ETH}`])
  })
})
