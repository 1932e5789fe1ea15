import { price } from '../../../src-main/domain/index.ts'
import { onRig, type Scenario, scenario } from '../lab.ts'
import { ABC, faultInstrument, XYZ } from '../rig/fault-market.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { intentOf } from '../rig/intents.ts'
import { holdWriteLock } from '../rig/sqlite-file.ts'
import { MACHINE } from './stories.ts'
import { RESOLVED_MS } from './submit.ts'

/** Of stops and targets at the venue, by type. */
function exitsOf(rig: FaultRig): string {
  const exits = rig.venue.working().filter(({ terms }) => terms.side === 'sell')
  return exits
    .map(({ terms }) => `${terms.type === 'stop' ? 'stop' : 'target'} ${terms.quantity.toFixed()}`)
    .toSorted()
    .join(', ')
}

/** The venue does not take the new stop: the old one stays. */
async function refusedMove(rig: FaultRig): Promise<void> {
  await rig.bracket()
  rig.venue.refuse = ({ type }) => (type === 'stop' ? 'too many stops' : undefined)
  rig.venue.script.on('amend', { kind: 'rejected', reason: 'too many stops' })
  await rig.moveStop(97)
  rig.equal(rig.venue.unprotected.missing(ABC.instrumentId), 0, 'quantity without a stop')
  rig.venue.refuse = () => undefined
  rig.venue.script.clear()
  await rig.advance(45_000)
  rig.equal(rig.venue.unprotected.intervals.length, 1, 'times without a stop, the entry included')
}

/** The venue refuses the new stop only after a while; meanwhile a fill makes the exits be looked at anew. */
async function lateRefusal(rig: FaultRig): Promise<void> {
  await rig.bracket()
  rig.venue.refuse = ({ type, triggerPrice }) =>
    type === 'stop' && triggerPrice?.eq(97) ? 'too many stops' : undefined
  rig.venue.script.on('submit', { kind: 'slow', delayMs: 2_000 })
  await rig.moveStop(97)
  await rig.limit(98, { stopLoss: 94 })
  await rig.setPrice(97.5)
  rig.equal(rig.venue.unprotected.missing(ABC.instrumentId), 0, 'quantity without a stop while nobody has answered')
  await rig.advance(3_000)
  rig.venue.refuse = () => undefined
  await rig.advance(45_000)
}

/** A strategy that moves its stop with every tick. */
async function restlessStop(rig: FaultRig): Promise<void> {
  await rig.bracket()
  const before = rig.venue.commands.length
  for (let seconds = 0; seconds < 60; seconds++) {
    await rig.moveStop(seconds % 2 === 0 ? 96 : 96.5, 'strategy')
    await rig.advance(1_000, 1_000)
  }
  const sent = rig.venue.commands.length - before
  rig.check(sent <= 30, `${sent} commands were sent for one stop in a minute`)
  rig.equal(rig.venue.unprotected.intervals.length, 1, 'times without a stop, the entry included')
}

/** Stops and targets that go missing, stay behind or leave a gap. */
export const EXIT_STORIES: readonly Scenario[] = [
  scenario('14.11', async (lab) => {
    for (const amend of [true, false]) {
      await lab.rig(
        amend ? 'amended in place' : 'replaced',
        async (rig) => {
          await rig.bracket()
          for (const stop of [96, 97, 95.5]) await rig.moveStop(stop)
          rig.equal(rig.venue.unprotected.intervals.length, 1, 'times without a stop, the entry included')
          const stops = rig.venue.working().filter(({ terms }) => terms.type === 'stop')
          rig.equal(stops.map(({ terms }) => terms.triggerPrice).join(), '95.5', 'trigger of the stop')
        },
        { capabilities: { amend } },
      )
    }
    for (const amend of [true, false]) await lab.rig('the new one is refused', refusedMove, { capabilities: { amend } })
    await lab.rig('the new one is refused late', lateRefusal, { capabilities: { amend: false } })
    await lab.rig('the amendment is not answered', async (rig) => {
      await rig.bracket()
      rig.venue.script.on('amend', { kind: 'answerLost' })
      await rig.moveStop(97)
      await rig.advance(RESOLVED_MS)
      rig.venue.script.clear()
      rig.equal(rig.venue.unprotected.intervals.length, 1, 'times without a stop, the entry included')
    })
  }),

  scenario('14.12', async (lab) => {
    await lab.rig('closed by hand', async (rig) => {
      await rig.bracket()
      await rig.close()
      await rig.advance(5_000)
      rig.equal(exitsOf(rig), '', 'exits at the venue')
    })
    await lab.rig('closed by hand while the answer to a cancel is lost', async (rig) => {
      await rig.bracket()
      rig.venue.script.on('cancel', { kind: 'neverArrived' })
      await rig.close()
      await rig.advance(RESOLVED_MS)
      rig.equal(exitsOf(rig), '', 'exits at the venue')
    })
    for (const amend of [true, false])
      await lab.rig('the stop is moved all the time', restlessStop, { capabilities: { amend } })
    await lab.rig('the stop is refused for ever', async (rig) => {
      rig.venue.refuse = ({ type }) => (type === 'stop' ? 'busy' : undefined)
      await rig.enterWithStop()
      rig.unprotectedMs = undefined
      await rig.advance(60_000, 500)
      const stops = [...rig.venue.books.orders.values()].filter(({ terms }) => terms.type === 'stop')
      rig.check(stops.length <= 20, `${stops.length} stops were sent in a minute`)
      const isClosed = rig.venue.books.net(ABC.instrumentId).isZero()
      const told = [...rig.payloads('protection.overdue'), ...rig.payloads('protection.failed')]
      rig.check(isClosed || told.length > 0, 'neither closed nor told that it is bare')
    })
  }),

  onRig(
    '14.13',
    async (rig) => {
      rig.venue.fillsByHand = true
      rig.place({ stopLoss: 95 })
      await rig.settle()
      rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: 1, price: 100.5 })
      await rig.settle()
      const stop = rig.venue.doings.ours(({ type }) => type === 'stop')
      rig.venue.doings.fill(stop, { quantity: '0.97', price: 95 })
      rig.venue.doings.expire(stop, 'the rest is too small')
      rig.unprotectedMs = undefined
      await rig.advance(60_000, 500)
      rig.check(
        rig.venue.commands.length <= 20,
        `${rig.venue.commands.length} commands were sent for a remainder of 0.03`,
      )
      const isFlat = rig.session.portfolio.openPositions().length === 0
      if (isFlat) rig.leave.add('positions').add('cash')
      rig.check(
        isFlat || rig.refusalOf({ quantity: '1' }) === undefined,
        'the remainder keeps the instrument from being traded',
      )
    },
    {
      instruments: [
        faultInstrument('ABC', {
          lotSize: ABC.lotSize.div(10) as typeof ABC.lotSize,
          minQuantity: ABC.lotSize.div(10) as typeof ABC.lotSize,
        }),
        XYZ,
      ],
      capabilities: { reduceOnly: false },
    },
  ),

  scenario('14.14', async (lab) => {
    await lab.rig('the target fills', async (rig) => {
      await rig.bracket()
      rig.equal(exitsOf(rig), 'stop 1, target 1', 'exits at the venue')
      await rig.setPrice(110)
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
    })
    await lab.rig('the stop fills', async (rig) => {
      await rig.bracket()
      await rig.setPrice(94)
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
    })
    await lab.rig(
      'the venue has no stops',
      async (rig) => {
        await rig.bracket()
        rig.unprotectedMs = undefined
        await rig.setPrice(94)
        await rig.advance(1_000)
        rig.equal(
          rig.venue.books.net(ABC.instrumentId),
          0,
          'position at the venue after the price fell through the stop',
        )
      },
      { capabilities: { orderTypes: ['market', 'limit'] } },
    )
  }),

  scenario('14.15', async (lab) => {
    await lab.rig('killed before the stop was sent', async (rig) => {
      // Whether the stop was sent nobody can tell before its request could not arrive any more.
      rig.unprotectedMs = 15_000
      rig.journal.onAppend = ({ fact }) => {
        if (fact.kind === 'orderIntended' && fact.terms.role === 'stopLoss') rig.journal.cut()
      }
      rig.place({ stopLoss: 95, takeProfit: 110 })
      await rig.settle()
      await rig.restart()
      await rig.advance(15_000)
      rig.equal(exitsOf(rig), 'stop 1, target 1', 'exits at the venue')
    })
    await lab.rig('both were cancelled meanwhile', async (rig) => {
      await rig.bracket()
      await rig.crash()
      for (const order of rig.venue.working()) rig.venue.doings.cancel(order)
      await rig.start()
      rig.equal(exitsOf(rig), 'stop 1, target 1', 'exits at the venue')
    })
    await lab.rig('moved exits stay moved', async (rig) => {
      await rig.bracket()
      await rig.moveStop(97)
      await rig.crash()
      for (const order of rig.venue.working()) rig.venue.doings.cancel(order)
      await rig.start()
      const stop = rig.venue.doings.ours(({ type }) => type === 'stop')
      rig.equal(stop.terms.triggerPrice, 97, 'trigger of the stop')
      rig.equal(exitsOf(rig), 'stop 1, target 1', 'exits at the venue')
    })
  }),

  onRig('14.16', async (rig) => {
    const order = await rig.limit(98, { stopLoss: 95 })
    // The stop is written after the fill: both wait for the lock, in real time, while the session's clock stands.
    const release = holdWriteLock(rig.ledgerFile)
    rig.bid = 97.5
    rig.tick()
    setTimeout(release, 1_500)
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    await rig.restart()
    rig.equal(rig.position()?.quantity, 1, 'position after a restart')
  }),

  scenario('14.17', async (lab) => {
    const machine = { owner: MACHINE, source: 'strategy', stopLossPrice: price(94) } as const
    await lab.rig('the hand closes', async (rig) => {
      await rig.bracket()
      rig.submit(intentOf({ quantity: '2', change: machine }))
      await rig.settle()
      await rig.close()
      await rig.advance(5_000)
      const held = rig.session.portfolio.position(ABC.instrumentId, MACHINE)
      rig.equal(held?.quantity, 2, 'what the strategy holds')
      rig.equal(exitsOf(rig), 'stop 2', 'exits at the venue')
    })
    await lab.rig("the hand's stop is hit", async (rig) => {
      await rig.bracket()
      rig.submit(intentOf({ quantity: '2', change: machine }))
      await rig.setPrice(94.5)
      await rig.restart()
      rig.equal(rig.session.portfolio.position(ABC.instrumentId, MACHINE)?.quantity, 2, 'what the strategy holds')
      rig.equal(rig.position()?.quantity ?? 0, 0, 'what the hand holds')
    })
  }),
]
