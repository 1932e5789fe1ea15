import { strategyId, strategyOwner } from '../../../src-main/domain/index.ts'
import { onRig, type Scenario, scenario } from '../lab.ts'
import { ABC } from '../rig/fault-market.ts'
import { handIntent } from '../rig/intents.ts'
import { readLedgerBook } from '../rig/ledger-book.ts'
import { RESOLVED_MS } from './submit.ts'

/** Losing and doubling orders: what was told of sending, filling and restarting. */
export const STORIES: readonly Scenario[] = [
  onRig('14.1', async (rig) => {
    rig.venue.fillsByHand = true
    rig.unprotectedMs = 10 * 60_000
    const order = rig.place({ limit: 98, quantity: '6', stopLoss: 95 })
    await rig.settle()
    rig.venue.script.failQueries('getaddrinfo ENOTFOUND')
    rig.venue.stream.drop('network is unreachable')
    for (let fills = 0; fills < 6; fills++) {
      rig.venue.doings.fill(
        rig.venue.doings.ours(({ type }) => type === 'limit'),
        { quantity: 1, price: 98 },
      )
      await rig.advance(20_000, 1_000)
      rig.check(
        !['cancelled', 'rejected', 'expired', 'unsent'].includes(rig.state(order)),
        `errors made the order ${rig.state(order)}`,
      )
    }
    rig.venue.script.clear()
    rig.venue.stream.reconnect()
    await rig.advance(60_000, 1_000)
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 6, 'position')
  }),

  scenario('14.2', async (lab) => {
    await lab.rig('the cancel was done', async (rig) => {
      const order = await rig.limit(98)
      rig.venue.script.on('cancel', { kind: 'answerLost' })
      rig.venue.script.failQueries('504 gateway timeout')
      await rig.cancel(order)
      for (let asked = 0; asked < 12; asked++) {
        await rig.advance(5_000, 500)
        rig.equal(rig.state(order), 'unknown', 'state while nobody answers')
        rig.check(rig.refusalOf({}) !== undefined, 'an entry was let through beside an unknown order')
      }
      rig.venue.script.clear()
      await rig.advance(60_000, 1_000)
      rig.equal(rig.state(order), 'cancelled', 'state in the end')
    })
    await lab.rig('the cancel never arrived', async (rig) => {
      const order = await rig.limit(98, { stopLoss: 95 })
      rig.venue.script.on('cancel', { kind: 'neverArrived' })
      await rig.cancel(order)
      await rig.advance(2_000)
      await rig.setPrice(97.5)
      await rig.advance(RESOLVED_MS)
      rig.check(['filled', 'cancelled'].includes(rig.state(order)), `state in the end: ${rig.state(order)}`)
    })
  }),

  onRig('14.3', async (rig) => {
    await rig.bracket()
    const commands = rig.venue.commands.length
    await rig.crash()
    rig.venue.historyFromMs = rig.market.clock.nowMs() + 1
    rig.venue.script.onQuery('fills', { kind: 'blind' }, { times: 3 })
    rig.venue.script.onQuery('openOrders', { kind: 'stale', delayMs: 1_000 })
    await rig.start()
    rig.venue.script.clear()
    rig.equal(rig.position()?.quantity, 1, 'position')
    rig.equal(rig.venue.commands.length, commands, 'commands sent')
    rig.equal(readLedgerBook(rig.ledgerFile).entries.length, 1, 'entries')
  }),

  onRig(
    '14.4',
    async (rig) => {
      await rig.bracket()
      const orders = []
      for (let number = 0; number < 14; number++) orders.push(await rig.limit(90 - number, { quantity: '0.1' }))
      await rig.crash()
      rig.venue.doings.fund(ABC.instrumentId, '-0.1')
      await rig.start()
      await rig.reconcile()
      const working = orders.filter((order) => rig.state(order) === 'working')
      rig.equal(working.length, 14, 'orders that work here')
      rig.equal(
        rig.venue.working().filter(({ terms }) => !terms.reduceOnly).length,
        14,
        'orders that work at the venue',
      )
    },
    { risk: { maxOpenPositions: 100 } },
  ),

  onRig('14.5', async (rig) => {
    await rig.bracket()
    await rig.setPrice(110)
    await rig.bracket({ stopLoss: 105, takeProfit: 120 })
    const entries = (): string => JSON.stringify(readLedgerBook(rig.ledgerFile).entries.map((entry) => entry.entry_id))
    const before = entries()
    for (let times = 0; times < 3; times++) {
      await rig.restart()
      await rig.reconcile()
    }
    rig.equal(entries(), before, 'ids of the entries')
  }),

  onRig(
    '14.6',
    async (rig) => {
      rig.leave.add('positions').add('cash').add('fills').add('orders')
      rig.check(rig.isRunning, 'the engine does not start')
      rig.check(
        (rig.report?.positions.length ?? 0) > 0 || rig.session.portfolio.openPositions().length > 0,
        'the position is not shown',
      )
      rig.check(rig.refusalOf({ quantity: '0.5' }) !== undefined, 'an entry was let through')
    },
    {
      before: ({ venue, market }) => {
        venue.doings.tradeElsewhere({ instrumentId: ABC.instrumentId, side: 'sell', quantity: 3, at: 120 })
        venue.historyFromMs = market.clock.nowMs() + 1
      },
    },
  ),

  scenario('14.7', async (lab) => {
    for (const when of ['running', 'off'] as const) {
      await lab.rig(when, async (rig) => {
        const order = await rig.limit(98, { stopLoss: 95, takeProfit: 110 })
        if (when === 'off') await rig.crash()
        rig.venue.doings.cancel(rig.venue.doings.ours(), 'self-trade prevention')
        if (when === 'off') await rig.start()
        await rig.advance(5_000)
        await rig.restart()
        await rig.setPrice(94)
        rig.equal(rig.state(order), 'cancelled', 'state')
        rig.equal(rig.session.portfolio.openPositions().length, 0, 'positions')
        rig.equal(rig.venue.commands.length, 1, 'commands sent')
      })
    }
  }),

  scenario('14.8', async (lab) => {
    await lab.rig('one wish', async (rig) => {
      const intent = handIntent({ idempotencyKey: 'the-same-wish' })
      const first = rig.submit(intent)
      const second = rig.submit(intent)
      await rig.restart()
      const third = rig.submit(intent)
      await rig.advance(RESOLVED_MS)
      rig.equal(second.terms.orderId, first.terms.orderId, 'order of the second call')
      rig.equal(third.terms.orderId, first.terms.orderId, 'order of the call after a restart')
      rig.equal(rig.venue.books.orders.size, rig.state(first) === 'unsent' ? 0 : 1, 'orders at the venue')
    })
    await lab.rig('twins', async (rig) => {
      rig.venue.fillsByHand = true
      const twins = [rig.place({ limit: 98 }), rig.place({ limit: 98 })]
      await rig.settle()
      rig.venue.stream.drop('reset')
      rig.venue.doings.fill(rig.venue.doings.ours(), { quantity: 1, price: 98 })
      rig.venue.stream.reconnect()
      await rig.settle()
      await rig.reconcile()
      rig.equal(twins.map((twin) => rig.state(twin)).join(' '), 'working filled', 'states of the twins')
    })
  }),

  scenario('14.9', async (lab) => {
    for (const kind of ['answerLost', 'late'] as const) {
      await lab.rig(kind, async (rig) => {
        rig.unprotectedMs = RESOLVED_MS
        rig.venue.script.on('submit', kind === 'late' ? { kind, delayMs: 4_000 } : { kind })
        if (kind === 'answerLost') rig.venue.script.onQuery('order', { kind: 'blind' })
        const order = rig.place({ stopLoss: 95 })
        await rig.settle()
        await rig.advance(3_500)
        rig.check(rig.state(order) !== 'unsent', 'the first "not found" was believed')
        await rig.advance(RESOLVED_MS)
        rig.equal(rig.state(order), 'filled', 'state in the end')
        rig.equal(rig.position()?.quantity, 1, 'position')
      })
    }
    await lab.rig('killed in between', async (rig) => {
      rig.unprotectedMs = RESOLVED_MS
      rig.venue.script.on('submit', { kind: 'late', delayMs: 4_000 })
      const order = rig.place({ stopLoss: 95 })
      await rig.settle()
      await rig.restart()
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.state(order), 'filled', 'state in the end')
    })
  }),

  scenario('14.10', async (lab) => {
    await lab.rig('by hand', async (rig) => {
      await rig.bracket()
      rig.venue.script.on('submit', { kind: 'answerLost' })
      await rig.close('close-1')
      await rig.close('close-2')
      await rig.close('close-3')
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.venue.books.net(ABC.instrumentId), 0, 'position at the venue')
      const closes = rig.venue.books.executions.filter(({ side }) => side === 'sell')
      rig.equal(closes.length, 1, 'executions that closed')
      const sent = rig.venue.commands.filter((command) => command.startsWith('submit'))
      rig.equal(sent.length, 4, 'orders sent: entry, stop, target, close')
    })
    await lab.rig('by the kill switch', async (rig) => {
      await rig.enterWithStop({ quantity: '2' })
      await rig.limit(98)
      rig.venue.script.on('submit', { kind: 'answerLost' })
      rig.session.killSwitch.pull('enough')
      await rig.settle()
      for (let seconds = 0; seconds < 40; seconds++) {
        await rig.advance(1_000)
        rig.check(!rig.venue.books.net(ABC.instrumentId).isNegative(), 'the position was turned round')
      }
      rig.equal(rig.venue.books.net(ABC.instrumentId), 0, 'position at the venue')
      rig.equal(rig.session.tradingState.state, 'halted', 'trading state')
    })
    await lab.rig('nothing left to reduce', async (rig) => {
      await rig.bracket()
      rig.venue.stream.loseNext((fact) => fact.kind === 'filled')
      await rig.setPrice(94)
      await rig.close()
      await rig.advance(RESOLVED_MS)
      rig.equal(rig.venue.books.net(ABC.instrumentId), 0, 'position at the venue')
    })
  }),
]

/** A strategy that trades beside the hand. */
export const MACHINE = strategyOwner(strategyId('ema-cross'))
