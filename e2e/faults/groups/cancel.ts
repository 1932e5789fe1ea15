import { onRig, type Scenario, scenario } from '../lab.ts'
import { RESOLVED_MS } from './submit.ts'

export const CANCEL: readonly Scenario[] = [
  scenario('3.1', async (lab) => {
    for (const kind of ['answerLost', 'serverError', 'unreadable'] as const) {
      await lab.rig(kind, async (rig) => {
        const order = await rig.limit(98, { stopLoss: 95 })
        rig.venue.script.on('cancel', { kind })
        await rig.cancel(order)
        rig.equal(rig.state(order), 'unknown', 'state after no answer')
        await rig.advance(RESOLVED_MS)
        rig.equal(rig.state(order), 'cancelled', 'state in the end')
      })
    }
    await lab.rig('never arrived', async (rig) => {
      const order = await rig.limit(98, { stopLoss: 95 })
      rig.venue.script.on('cancel', { kind: 'neverArrived' })
      await rig.cancel(order)
      await rig.advance(RESOLVED_MS)
      rig.check(
        ['working', 'cancelled'].includes(rig.state(order)),
        `the order is ${rig.state(order)} though the venue was asked`,
      )
    })
  }),

  scenario('3.2', async (lab) => {
    await lab.rig('filled whole before the cancel', async (rig) => {
      rig.venue.fillsByHand = true
      const order = await rig.limit(98, { stopLoss: 95 })
      rig.venue.stream.hold()
      rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: 1, price: 98 })
      rig.session.execution.cancel(order.terms.orderId, 'by hand')
      await rig.settle()
      rig.venue.stream.release()
      await rig.settle()
      rig.equal(rig.state(order), 'filled', 'state')
      rig.equal(rig.position()?.quantity, 1, 'position')
    })
    await lab.rig('filled in part, told after the cancel', async (rig) => {
      rig.venue.fillsByHand = true
      const order = await rig.limit(98, { stopLoss: 95 })
      rig.venue.stream.hold()
      rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: '0.4', price: 98 })
      rig.session.execution.cancel(order.terms.orderId, 'by hand')
      await rig.settle()
      rig.venue.stream.release((facts) => facts.toReversed())
      await rig.settle()
      rig.equal(rig.state(order), 'cancelled', 'state')
      rig.equal(rig.position()?.quantity, 0.4, 'position')
    })
  }),

  onRig('3.3', async (rig) => {
    rig.unprotectedMs = RESOLVED_MS
    const order = await rig.limit(98, { stopLoss: 95 })
    rig.venue.stream.loseNext((fact) => fact.kind === 'filled')
    await rig.setPrice(97.5)
    await rig.cancel(order)
    await rig.advance(RESOLVED_MS)
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 1, 'position')
  }),

  onRig('3.4', async (rig) => {
    const orders = []
    for (const at of [90, 91, 92, 93, 94, 95]) orders.push(await rig.limit(at))
    const [, second, , fourth] = orders.map(({ terms }) => terms.orderId)
    const refused = { kind: 'rejected', reason: 'busy' } as const
    rig.venue.script.on('cancel', refused, { applies: (id) => id === second })
    rig.venue.script.on('cancel', { kind: 'answerLost' }, { applies: (id) => id === fourth })
    rig.session.execution.cancelAll({ includeProtection: false, reason: 'all of them' })
    await rig.settle()
    await rig.advance(RESOLVED_MS)
    const states = orders.map((order) => rig.state(order))
    rig.equal(states.join(' '), 'cancelled working cancelled cancelled cancelled cancelled', 'states')
  }),

  onRig('3.5', async (rig) => {
    rig.venue.fillsByHand = true
    const order = await rig.limit(98, { stopLoss: 95, takeProfit: 110 })
    rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: '0.6', price: 98 })
    await rig.settle()
    await rig.cancel(order)
    rig.equal(rig.state(order), 'cancelled', 'state')
    rig.equal(rig.position()?.quantity, 0.6, 'position')
    await rig.restart()
    rig.equal(rig.venue.unprotected.missing(order.terms.instrumentId), 0, 'quantity without a stop after a restart')
  }),
]
