import { price, type VenueFact } from '../../../src-main/domain/index.ts'
import { onRig, type Scenario, scenario } from '../lab.ts'
import { ABC, faultInstrument, XYZ } from '../rig/fault-market.ts'
import { RESOLVED_MS } from './submit.ts'

/** Fees are paid in it. */
const COIN = faultInstrument('BNB')

type Filled = Extract<VenueFact, { kind: 'filled' }>

function newestFill(facts: readonly VenueFact[]): Filled {
  const fill = facts.findLast((fact) => fact.kind === 'filled')
  if (fill?.kind !== 'filled') throw new Error('nothing was filled')
  return fill
}

export const FILLS: readonly Scenario[] = [
  scenario('4.1', async (lab) => {
    await lab.rig('at once', async (rig) => {
      await rig.bracket()
      const fill = newestFill(rig.venue.stream.delivered)
      for (let times = 0; times < 3; times++) rig.venue.stream.forge(fill)
      await rig.settle()
      rig.equal(rig.position()?.quantity, 1, 'position')
    })
    await lab.rig('after a restart', async (rig) => {
      await rig.bracket()
      const fill = newestFill(rig.venue.stream.delivered)
      await rig.restart()
      rig.venue.stream.forge(fill)
      await rig.settle()
      rig.equal(rig.position()?.quantity, 1, 'position')
    })
  }),

  onRig('4.2', async (rig) => {
    await rig.bracket()
    const fill = newestFill(rig.venue.stream.delivered)
    const logged = rig.logs.length
    rig.venue.stream.forge({ ...fill, price: price(fill.price.add(7)) })
    await rig.settle()
    rig.equal(rig.position()?.quantity, 1, 'position')
    rig.equal(rig.position()?.entryPrice, 100.5, 'entry price')
    const told = rig.logs.slice(logged).some(({ level }) => level === 'warn' || level === 'error')
    rig.check(told, 'nobody was told that the venue contradicts itself')
  }),

  onRig('4.3', async (rig) => {
    rig.venue.fillsByHand = true
    rig.venue.stream.hold()
    const order = rig.place({ limit: 98, quantity: '3', stopLoss: 95 })
    await rig.settle()
    for (const at of [98, 97.5, 97]) {
      rig.market.clock.advanceBy(10)
      rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: 1, price: at })
    }
    rig.venue.stream.release((facts) => facts.toReversed())
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 3, 'position')
    rig.equal(rig.position()?.entryPrice, 97.5, 'entry price')
  }),

  onRig('4.4', async (rig) => {
    rig.venue.fillsByHand = true
    const order = await rig.limit(98, { stopLoss: 95 })
    const atVenue = rig.venue.doings.ours()
    await rig.cancel(order)
    rig.equal(rig.state(order), 'cancelled', 'state before the fill')
    rig.venue.doings.fill(atVenue, { quantity: '0.5', price: 98, beyond: true })
    await rig.settle()
    rig.equal(rig.position()?.quantity, 0.5, 'position')
  }),

  onRig('4.5', async (rig) => {
    rig.venue.fillsByHand = true
    const order = rig.place({ stopLoss: 95 })
    await rig.settle()
    rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: '1.3', price: 100.5, beyond: true })
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 1.3, 'position')
    rig.equal(rig.venue.unprotected.missing(ABC.instrumentId), 0, 'quantity without a stop')
  }),

  scenario('4.6', async (lab) => {
    for (const isPriced of [true, false]) {
      await lab.rig(
        isPriced ? 'of a coin with a price' : 'of a coin that nobody knows a price of',
        async (rig) => {
          rig.venue.fillsByHand = true
          if (isPriced) rig.market.quote(600, COIN.instrumentId)
          if (isPriced) rig.market.trade(600, COIN.instrumentId)
          rig.place({ stopLoss: 95 })
          await rig.settle()
          const cash = rig.venue.books.cash
          const fee = { fee: '0.002', feeCurrency: COIN.base }
          rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: 1, price: 100.5, ...fee })
          await rig.settle()
          rig.equal(rig.session.portfolio.balance('cash'), cash, 'cash in the books')
          await rig.restart()
          rig.equal(rig.session.portfolio.balance('cash'), cash, 'cash after a restart')
          rig.equal(rig.position()?.quantity, 1, 'position after a restart')
        },
        { instruments: isPriced ? [ABC, XYZ, COIN] : [ABC, XYZ] },
      )
    }
  }),

  scenario('4.7', async (lab) => {
    await lab.rig('the whole order', async (rig) => {
      rig.unprotectedMs = RESOLVED_MS
      const order = await rig.limit(98, { stopLoss: 95 })
      rig.venue.stream.loseNext((fact) => fact.kind === 'filled')
      await rig.setPrice(97.5)
      rig.equal(rig.state(order), 'working', 'state while nobody knows')
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.state(order), 'filled', 'state in the end')
      rig.equal(rig.position()?.quantity, 1, 'position')
    })
    await lab.rig('a part in the middle', async (rig) => {
      rig.unprotectedMs = RESOLVED_MS
      rig.venue.fillsByHand = true
      const order = rig.place({ limit: 98, quantity: '3', stopLoss: 95 })
      await rig.settle()
      const fill = (): void =>
        void rig.venue.doings.fill(
          rig.venue.doings.ours(({ type }) => type === 'limit'),
          { quantity: 1, price: 98 },
        )
      fill()
      await rig.settle()
      rig.venue.stream.loseNext((fact) => fact.kind === 'filled')
      fill()
      fill()
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.position()?.quantity, 3, 'position')
      rig.equal(rig.state(order), 'filled', 'state')
    })
    await lab.rig('the fill of a stop', async (rig) => {
      await rig.bracket()
      rig.venue.stream.loseNext((fact) => fact.kind === 'filled')
      await rig.setPrice(94)
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
    })
  }),
]
