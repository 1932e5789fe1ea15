import type { Lab, Scenario } from '../lab.ts'
import { onRig, scenario } from '../lab.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import type { OrderWords } from '../rig/intents.ts'
import type { CommandFault } from '../../../src-main/venues/testing/fault-venue/index.ts'

/** Orders of every kind that an entry can be; each carries a stop. */
export const KINDS: Readonly<Record<string, OrderWords>> = {
  market: { stopLoss: 95 },
  bracket: { stopLoss: 95, takeProfit: 110 },
  limit: { limit: 98, stopLoss: 95 },
  stop: { trigger: 103, stopLoss: 95 },
}
/** Longer than a request lives at the venue, and than the engine takes to ask. */
export const RESOLVED_MS = 30_000

/** One rig for each kind of order. */
export async function eachKind(lab: Lab, run: (rig: FaultRig, words: OrderWords) => Promise<void>): Promise<void> {
  for (const [kind, words] of Object.entries(KINDS)) await lab.rig(kind, (rig) => run(rig, words))
}

/** The price goes to where every entry of {@link KINDS} has filled, and back. */
export async function fillEntries(rig: FaultRig): Promise<void> {
  await rig.setPrice(97.5)
  await rig.setPrice(103)
  await rig.setPrice(100)
}

/** An entry meets the fault, is looked for, and then found working or filled, once. */
function foundAgain(id: string, faults: readonly CommandFault[]): Scenario {
  return scenario(id, async (lab) => {
    for (const fault of faults) {
      await eachKind(lab, async (rig, words) => {
        // A market order fills inside the command that nobody answered: the stop can only stand once that is found out.
        rig.unprotectedMs = RESOLVED_MS
        rig.venue.script.on('submit', fault)
        const order = rig.place(words)
        await rig.settle()
        rig.check(
          ['unknown', 'working', 'partiallyFilled', 'filled'].includes(rig.state(order)),
          `${fault.kind}: the order is ${rig.state(order)} at once`,
        )
        await rig.advance(RESOLVED_MS)
        rig.check(['working', 'filled'].includes(rig.state(order)), `the order is ${rig.state(order)} in the end`)
        await fillEntries(rig)
        rig.equal(rig.position()?.quantity, 1, 'position')
        const entries = rig.venue.commands.filter((command) => command === `submit ${order.terms.orderId}`)
        rig.equal(entries.length, 1, 'times that the entry was sent')
      })
    }
  })
}

export const SUBMIT: readonly Scenario[] = [
  foundAgain('2.1', [
    { kind: 'answerLost' },
    { kind: 'answerLost', stream: 'tells' },
    { kind: 'late', delayMs: 3_000 },
  ]),

  scenario('2.2', (lab) =>
    eachKind(lab, async (rig, words) => {
      rig.venue.script.on('submit', { kind: 'neverArrived' })
      const order = rig.place(words)
      await rig.settle()
      rig.equal(rig.state(order), 'unknown', 'state after no answer')
      await rig.advance(4_000)
      rig.equal(rig.state(order), 'unknown', 'state while the request could still arrive')
      rig.check(rig.refusalOf({ quantity: '1' }) !== undefined, 'an entry was let through beside an unknown order')
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.state(order), 'unsent', 'state in the end')
      rig.equal(rig.venue.commands.length, 1, 'commands sent')
      await rig.enterWithStop()
      rig.equal(rig.position()?.quantity, 1, 'position of the next entry')
    }),
  ),

  foundAgain('2.3', [{ kind: 'serverError' }, { kind: 'unreadable' }]),

  scenario('2.4', (lab) =>
    eachKind(lab, async (rig, words) => {
      rig.venue.script.on('submit', { kind: 'rejectedButDone', reason: 'internal error' })
      const order = rig.place(words)
      await rig.settle()
      await fillEntries(rig)
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.state(order), 'filled', 'state')
      rig.equal(rig.position()?.quantity, 1, 'position')
    }),
  ),

  onRig('2.5', async (rig) => {
    rig.unprotectedMs = 1_000
    rig.venue.stream.hold()
    const order = rig.place({ stopLoss: 95 })
    await rig.settle()
    rig.venue.stream.release((facts) => facts.toReversed())
    await rig.settle()
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.session.execution.recentFills(9).length, 1, 'fills')
  }),

  foundAgain('2.6', [{ kind: 'duplicateId' }]),

  onRig('2.7', async (rig) => {
    const banMs = 60_000
    await rig.enterWithStop()
    rig.venue.script.on('submit', { kind: 'banned', untilMs: rig.market.clock.nowMs() + banMs })
    const order = rig.place({ limit: 98 })
    await rig.settle()
    rig.check(!['pending', 'working', 'filled'].includes(rig.state(order)), `the order is ${rig.state(order)} in a ban`)
    await rig.advance(banMs)
    rig.check(rig.venue.requestsWhileBanned <= 40, `${rig.venue.requestsWhileBanned} requests came during the ban`)
    await rig.advance(RESOLVED_MS)
    const next = await rig.limit(97)
    rig.equal(rig.state(next), 'working', 'the next order')
    await rig.close()
    rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
    await rig.cancel(next)
    if (rig.session.execution.openOrders().some(({ terms }) => terms.orderId === order.terms.orderId))
      await rig.cancel(order)
  }),
]
