import { money, price } from '../../../src-main/domain/index.ts'
import type { Instrument, VenueOrderRequest } from '../../../src-main/domain/index.ts'
import { onRig, type Lab, type Scenario, scenario } from '../lab.ts'
import { ABC, XYZ } from '../rig/fault-market.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { intentOf } from '../rig/intents.ts'

/** Market and trading venue change their rules together. */
async function changeRules(rig: FaultRig, change: Partial<Instrument>): Promise<void> {
  const instrument = { ...ABC, ...change }
  rig.venue.instruments.set(ABC.instrumentId, instrument)
  rig.market.changeRules(instrument)
  await rig.settle()
}

/** The venue refuses orders for a reason of the account; books stay equal, and it is not asked again and again. */
async function refusedByAccount(
  lab: Lab,
  reason: string,
  isMeant: (request: VenueOrderRequest) => boolean,
): Promise<void> {
  await lab.rig('an entry', async (rig) => {
    await rig.bracket()
    rig.venue.refuse = (request) => (isMeant(request) ? reason : undefined)
    const order = await rig.limit(98, { stopLoss: 95 })
    await rig.advance(60_000, 500)
    rig.equal(rig.state(order), 'rejected', 'state')
    const why = rig.order(order).state
    rig.check(why.kind === 'rejected' && why.reason.includes(reason), 'the reason is not shown')
    rig.check(rig.venue.commands.length <= 6, `${rig.venue.commands.length} commands were sent in a minute`)
    rig.equal(rig.position()?.quantity, 1, 'position')
  })
  await lab.rig('a close', async (rig) => {
    await rig.bracket()
    rig.venue.refuse = (request) => (isMeant(request) ? reason : undefined)
    await rig.close()
    await rig.advance(60_000, 500)
    rig.venue.refuse = () => undefined
    rig.check(rig.venue.commands.length <= 30, `${rig.venue.commands.length} commands were sent in a minute`)
    await rig.close()
    rig.equal(rig.position()?.quantity ?? 0, 0, 'position once it is allowed again')
  })
}

export const RULES: readonly Scenario[] = [
  onRig('10.1', async (rig) => {
    await rig.bracket()
    await changeRules(rig, { tickSize: price(1), minNotional: money(250) })
    const before = rig.venue.commands.length
    rig.check(rig.refusalOf({ limit: 98.5, quantity: '3' }) !== undefined, 'a price off the new tick was let through')
    rig.check(
      rig.refusalOf({ limit: 98, quantity: '1' }) !== undefined,
      'an order below the new minimum was let through',
    )
    rig.equal(rig.venue.commands.length, before, 'commands sent')
    const order = await rig.limit(98, { quantity: '3' })
    rig.equal(rig.state(order), 'working', 'an order by the new rules')
    await rig.cancel(order)
    await rig.moveStop(96)
    await rig.close()
    rig.equal(rig.position()?.quantity ?? 0, 0, 'position, which is worth less than the new minimum')
  }),

  onRig('10.2', async (rig) => {
    await rig.bracket()
    await changeRules(rig, { status: 'delisted' })
    const before = rig.venue.commands.length
    rig.check(rig.refusalOf({ quantity: '1' }) !== undefined, 'an entry into a delisted instrument was let through')
    rig.equal(rig.venue.commands.length, before, 'commands sent')
    const other = rig.submit(intentOf({ limit: 90, change: { instrumentId: XYZ.instrumentId } }))
    await rig.settle()
    rig.equal(rig.state(other), 'working', 'an order in another instrument')
    await rig.restart()
    rig.equal(rig.position()?.quantity, 1, 'position after a restart')
    rig.venue.doings.liquidate(ABC.instrumentId, 100, 0)
    await rig.advance(5_000)
    rig.equal(rig.position()?.quantity ?? 0, 0, 'position after it was settled')
  }),

  onRig('10.3', async (rig) => {
    await rig.bracket()
    const order = await rig.limit(98)
    await changeRules(rig, { status: 'maintenance' })
    rig.venue.script.failQueries('503 maintenance')
    rig.check(rig.refusalOf({ quantity: '1' }) !== undefined, 'an entry was let through')
    await rig.advance(60_000, 1_000)
    rig.venue.script.clear()
    await changeRules(rig, { status: 'trading' })
    await rig.advance(10_000)
    rig.equal(rig.state(order), 'working', 'the order that stood before')
    const next = await rig.limit(97)
    rig.equal(rig.state(next), 'working', 'an order afterwards')
  }),

  scenario('10.4', async (lab) => {
    await lab.rig('post-only', async (rig) => {
      const order = await rig.limit(98, { change: { postOnly: true } })
      rig.equal(rig.state(order), 'working', 'one that waits')
      rig.venue.setTop(ABC.instrumentId, { bid: 96, ask: 96.5 })
      await rig.settle()
      const crossing = rig.place({ limit: 97, change: { postOnly: true } })
      await rig.settle()
      rig.equal(rig.state(crossing), 'rejected', 'one that would take')
      rig.leave.add('unknown')
    })
    await lab.rig('reduce-only', async (rig) => {
      await rig.bracket()
      rig.venue.script.on('submit', { kind: 'rejected', reason: 'reduce-only order is rejected' })
      await rig.close()
      await rig.advance(5_000)
      rig.equal(rig.venue.unprotected.intervals.length, 1, 'times without a stop, the entry included')
      await rig.close()
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
    })
  }),

  scenario('10.5', async (lab) => {
    await refusedByAccount(lab, 'margin is insufficient', ({ type }) => type !== 'stop')
    await lab.rig('the stop itself', async (rig) => {
      rig.venue.refuse = ({ type }) => (type === 'stop' ? 'leverage 1 allows no stop here' : undefined)
      rig.place({ stopLoss: 95 })
      // A refused stop is tried again after half a minute, and meanwhile everybody is told.
      rig.unprotectedMs = 45_000
      await rig.advance(5_000)
      const told = [...rig.payloads('protection.failed'), ...rig.payloads('protection.overdue')]
      rig.check(told.length > 0, 'nobody was told that a position has no stop')
      rig.venue.refuse = () => undefined
      await rig.advance(40_000)
    })
  }),

  scenario('10.6', (lab) => refusedByAccount(lab, 'the key has no permission to trade', () => true)),

  scenario('10.7', (lab) =>
    refusedByAccount(lab, "the position side does not match the account's setting", () => true),
  ),
]
