import { onRig, type Scenario, scenario } from '../lab.ts'
import { ABC } from '../rig/fault-market.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { readLedgerBook } from '../rig/ledger-book.ts'

/** What the ledger says in the end, without times and running numbers. */
function booksOf(rig: FaultRig): string {
  const { orders, fills, positions, entries } = readLedgerBook(rig.ledgerFile)
  return JSON.stringify({
    orders: orders.map((row) => [
      row.order_id,
      row.role,
      row.state,
      row.quantity,
      row.filled_quantity,
      row.trigger_price,
    ]),
    fills: fills
      .map((row) => [row.trade_id, row.order_id, row.quantity, row.price, row.fee].join(' '))
      .toSorted(byText),
    positions: positions.map((row) => [row.instrument_id, row.owner, row.quantity, row.entry_price]),
    entries: entries.map((row) => [row.entry_id, row.kind, row.quantity].join(' ')).toSorted(byText),
  })
}

function byText(left: string, right: string): number {
  return left.localeCompare(right)
}

/** What the engine misses in scenario 7.1: a fill, a cancel, a stop that was hit. */
function meanwhile(rig: FaultRig): void {
  const { venue } = rig
  const [first, second] = venue.working().filter(({ terms }) => terms.type === 'limit' && !terms.reduceOnly)
  if (first) venue.doings.fill(first, { quantity: '0.4', price: first.terms.limitPrice ?? 0 })
  if (second) venue.doings.cancel(second, 'self-trade prevention')
}

async function trade(rig: FaultRig): Promise<void> {
  await rig.bracket()
  await rig.limit(98, { stopLoss: 95 })
  await rig.limit(97)
  await rig.moveStop(96)
}

export const RESTART: readonly Scenario[] = [
  scenario('7.1', async (lab) => {
    const books: string[] = []
    await lab.rig('warm', async (rig) => {
      await trade(rig)
      rig.venue.stream.drop('reset by peer')
      meanwhile(rig)
      rig.venue.stream.reconnect()
      await rig.settle()
      await rig.reconcile()
      books.push(booksOf(rig))
    })
    await lab.rig('cold', async (rig) => {
      await trade(rig)
      await rig.crash()
      meanwhile(rig)
      await rig.start()
      books.push(booksOf(rig))
    })
    // Every start gives its orders ids of their own; the numbers in them go on.
    const [warm, cold] = books.map((text) => text.replaceAll(/wh-[0-9a-z]{6}-/g, 'wh-'))
    lab.equal(cold, warm, 'books of the cold start')
  }),

  onRig('7.2', async (rig) => {
    await trade(rig)
    await rig.setPrice(97.5)
    await rig.restart()
    const [books, commands] = [booksOf(rig), rig.venue.commands.length]
    const { facts } = readLedgerBook(rig.ledgerFile)
    for (let times = 0; times < 10; times++) await rig.restart(times % 2 === 0 ? 'crash' : 'orderly')
    rig.equal(booksOf(rig), books, 'books')
    rig.equal(rig.venue.commands.length, commands, 'commands sent')
    rig.equal(readLedgerBook(rig.ledgerFile).facts, facts, 'facts')
    rig.equal(rig.report?.isConsistent, true, 'ledger and venue agree')
  }),

  onRig(
    '7.3',
    async (rig) => {
      rig.leave.add('positions').add('cash')
      const differences = rig.report?.positions.length ?? 0
      rig.check(
        differences > 0 || rig.session.portfolio.openPositions().length > 0,
        'nobody says that a position is there',
      )
      rig.check(
        rig.refusalOf({}) !== undefined,
        'an entry was let through on top of a position that nobody can explain',
      )
      rig.equal(rig.venue.commands.length, 0, 'commands sent')
      await rig.restart()
      rig.equal(rig.venue.commands.length, 0, 'commands sent after a restart')
    },
    {
      before: ({ venue, market }) => {
        venue.doings.tradeElsewhere({ instrumentId: ABC.instrumentId, side: 'buy', quantity: 2, at: 90 })
        venue.historyFromMs = market.clock.nowMs() + 1
      },
    },
  ),

  onRig('7.4', async (rig) => {
    await rig.bracket()
    const kept = await rig.limit(98)
    const cancelled = await rig.limit(97)
    await rig.crash()
    const ours = (id: string): ReturnType<typeof rig.venue.doings.ours> =>
      rig.venue.doings.ours(({ orderId }) => orderId === id)
    rig.venue.doings.cancel(ours(cancelled.terms.orderId), 'cancelled on the phone')
    rig.venue.doings.cancel(
      rig.venue.doings.ours(({ type }) => type === 'stop'),
      'cancelled on the phone',
    )
    const foreign = rig.venue.doings.placeElsewhere({
      instrumentId: ABC.instrumentId,
      side: 'buy',
      quantity: 1,
      limit: 90,
    })
    await rig.start()
    rig.equal(rig.state(cancelled), 'cancelled', 'the order that was cancelled')
    rig.equal(rig.state(kept), 'working', 'the order that was let be')
    await rig.advance(10_000)
    await rig.restart('orderly')
    rig.equal(foreign.state, 'working', 'the foreign order')
  }),

  onRig('7.5', async (rig) => {
    // Whose short it is only a person can say; until then it is a difference that stands.
    rig.leave.add('positions').add('cash').add('orders').add('orphans')
    await rig.bracket()
    rig.unprotectedMs = undefined
    await rig.crash()
    rig.venue.doings.tradeElsewhere({ instrumentId: ABC.instrumentId, side: 'sell', quantity: 2, at: 100 })
    await rig.start()
    await rig.advance(5_000)
    const net = rig.session.portfolio.netQuantity(ABC.instrumentId)
    const isTold = (rig.report?.positions.length ?? 0) > 0 || net.eq(-1)
    rig.check(isTold, `the books say ${net.toFixed()}, and the difference is not told`)
    rig.check(rig.refusalOf({}) !== undefined || net.eq(-1), 'an entry was let through on a difference')
    const rising = rig.venue.working().filter(({ terms }) => terms.side === 'sell' && !terms.reduceOnly)
    rig.equal(rising.length, 0, 'orders that would enlarge the short')
    await rig.setPrice(94)
    rig.check(
      rig.venue.books.net(ABC.instrumentId).gte(-1),
      `the short has grown to ${rig.venue.books.net(ABC.instrumentId).toFixed()}`,
    )
  }),

  scenario('7.6', async (lab) => {
    await lab.rig('liquidated', async (rig) => {
      await rig.bracket()
      await rig.crash()
      rig.venue.doings.liquidate(ABC.instrumentId, 80)
      for (let times = 0; times < 3; times++) {
        await (rig.isRunning ? rig.restart() : rig.start())
        const entries = readLedgerBook(rig.ledgerFile).entries.filter(({ kind }) => kind === 'liquidation')
        rig.equal(entries.length, 1, 'entries of kind liquidation')
      }
      rig.equal(rig.position()?.quantity ?? 0, 0, 'position')
    })
    await lab.rig('deleveraged', async (rig) => {
      await rig.bracket()
      await rig.crash()
      rig.venue.doings.deleverage(ABC.instrumentId, '0.4', 120)
      rig.venue.doings.fund(ABC.instrumentId, '-0.25')
      await rig.start()
      await rig.restart()
      const kinds = readLedgerBook(rig.ledgerFile).entries.map(({ kind }) => kind)
      rig.equal(kinds.filter((kind) => kind === 'adl').length, 1, 'entries of kind adl')
      rig.equal(rig.position()?.quantity, 0.6, 'position')
    })
    await lab.rig('deleveraged while running', async (rig) => {
      await rig.bracket()
      rig.venue.doings.deleverage(ABC.instrumentId, '0.4', 120)
      await rig.settle()
      rig.equal(rig.position()?.quantity, 0.6, 'position')
      await rig.restart()
      rig.equal(rig.position()?.quantity, 0.6, 'position after a restart')
    })
  }),
]
