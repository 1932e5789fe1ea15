import { onRig, type Scenario, skipped } from '../lab.ts'
import { ABC, faultInstrument, XYZ } from '../rig/fault-market.ts'
import { intentOf } from '../rig/intents.ts'

const MANY = Array.from({ length: 498 }, (_, number) => faultInstrument(`S${number}`))
const ENTRIES = 50

export const LOAD: readonly Scenario[] = [
  onRig(
    '11.1',
    async (rig) => {
      rig.unprotectedMs = 1_000
      for (const { instrumentId } of MANY) rig.venue.setTop(instrumentId, { bid: 100, ask: 100.5 })
      const burst = (): void => {
        for (const { instrumentId } of MANY) {
          rig.market.quote(100, instrumentId)
          rig.market.trade(100, instrumentId)
        }
      }
      for (let times = 0; times < 20; times++) burst()
      const orders = MANY.slice(0, ENTRIES).map(({ instrumentId }) => {
        burst()
        return rig.submit(intentOf({ quantity: '0.5', stopLoss: 95, change: { instrumentId } }))
      })
      await rig.settle()
      rig.equal(orders.filter((order) => rig.state(order) === 'filled').length, ENTRIES, 'entries filled')
      rig.equal(rig.session.portfolio.openPositions().length, ENTRIES, 'positions')
    },
    { instruments: [ABC, XYZ, ...MANY], risk: { maxOpenPositions: 1_000 }, marketData: { historyBars: 0 } },
  ),

  onRig('11.2', async (rig) => {
    const order = await rig.limit(98, { stopLoss: 95 })
    rig.bid = 97.5
    rig.tick()
    // The whole process stands: nothing is read, written or answered.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000)
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    await rig.advance(5_000)
    rig.equal(rig.venue.commands.length, 2, 'commands sent')
  }),

  skipped('11.3', 'the page is hung and killed in e2e/specs/desktop-engine.spec.ts, where a page runs'),
  skipped('11.4', 'there are no models yet'),

  onRig('11.5', async (rig) => {
    await rig.bracket()
    const entry = await rig.limit(98, { stopLoss: 95 })
    const left = rig.session.leave('cancelEntries')
    await rig.advance(1_000)
    await left
    await rig.stop()
    rig.equal(rig.venue.unprotected.missing(ABC.instrumentId), 0, 'quantity without a stop while nothing runs')
    await rig.start()
    rig.equal(rig.state(entry), 'cancelled', 'the entry')
    rig.equal(rig.position()?.quantity, 1, 'position')
    rig.equal(rig.venue.unprotected.intervals.length, 1, 'times without a stop, the entry included')
  }),
]
