import { onRig, type Scenario, scenario } from '../lab.ts'
import { secondOnAccount, secondOnFolder } from '../process/second-engine.ts'
import { ABC } from '../rig/fault-market.ts'

export const ACCOUNTS: readonly Scenario[] = [
  scenario('8.1', secondOnFolder),

  onRig('8.2', async (rig) => {
    const foreign = [
      rig.venue.doings.placeElsewhere({ instrumentId: ABC.instrumentId, side: 'buy', quantity: 1, limit: 80 }),
      rig.venue.doings.placeElsewhere({ instrumentId: ABC.instrumentId, side: 'sell', quantity: 1, limit: 130 }),
    ]
    await rig.settle()
    await rig.bracket()
    await rig.limit(90)
    await rig.reconcile()
    rig.session.execution.cancelAll({ includeProtection: false, reason: 'all of them' })
    await rig.settle()
    await rig.restart()
    await rig.advance(5_000)
    rig.session.killSwitch.pull('enough')
    await rig.advance(10_000)
    await rig.stop()
    await rig.start()
    rig.equal(foreign.map(({ state }) => state).join(' '), 'working working', 'foreign orders')
    rig.equal(rig.venue.books.net(ABC.instrumentId), 0, 'position at the venue')
    // Their exits were cancelled by hand, as all orders were: the kill switch has closed what was left bare.
    rig.unprotectedMs = undefined
  }),

  scenario('8.3', secondOnAccount),
]
