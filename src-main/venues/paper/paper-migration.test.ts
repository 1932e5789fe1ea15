import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { orderId } from '../../domain/index.ts'
import { migrate, openDatabase } from '../../storage/index.ts'
import { TEST_INSTRUMENT, testOrder } from '../testing/orders.ts'
import { openPaper, quoteOf } from '../testing/paper.ts'
import { PAPER_MIGRATIONS } from './paper-schema.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The terms of an order as version 1 wrote them. */
function storedTerms(side: string, type: string, prices: { limit?: string; trigger?: string }): string {
  return JSON.stringify({
    instrumentId: TEST_INSTRUMENT.instrumentId,
    side,
    type,
    timeInForce: 'GTC',
    reduceOnly: false,
    quantity: '1',
    limitPrice: prices.limit ?? null,
    triggerPrice: prices.trigger ?? null,
  })
}

/** Books of version 1: a long of 1 at 100, a stop that waits, a last price of 99. */
function writeVersion1(file: string): void {
  const database = openDatabase({ file, synchronous: 'FULL' })
  migrate(database, PAPER_MIGRATIONS.slice(0, 1))
  const id = TEST_INSTRUMENT.instrumentId
  const order = database.prepare("INSERT INTO orders VALUES ('test', ?, ?, ?, ?, ?, NULL, ?, 1000, 1000)")
  order.run('entry', 'v1', 1, storedTerms('buy', 'market', {}), 'filled', 'taking')
  order.run('stop', 'v2', 2, storedTerms('sell', 'stop', { trigger: '95' }), 'working', 'waiting')
  database.prepare("INSERT INTO account VALUES ('test', 'USDT', '9999.95', 'old', 3, 2)").run()
  database.prepare("INSERT INTO positions VALUES ('test', ?, '1', '100')").run(id)
  database.prepare("INSERT INTO prices VALUES ('test', ?, 99)").run(id)
  database
    .prepare("INSERT INTO fills VALUES ('test', 'paper-old-1', 1, 'entry', '1', '100', '0.05', 'USDT', 'taker', 1000)")
    .run()
  database.close()
}

it('goes on with the books of an older version, and lists their fills by instrument', async () => {
  const file = join(folder, 'paper.db')
  writeVersion1(file)
  const paper = await openPaper({ file })
  const { instrumentId } = TEST_INSTRUMENT
  const { cash, positions } = await paper.venue.queryAccount()
  expect([cash.toString(), positions.map((one) => one.quantity.toString())]).toEqual(['9999.95', ['1']])
  expect(await paper.venue.queryFills(instrumentId, timeMs(1_000))).toMatchObject([
    { tradeId: 'paper-old-1', instrumentId, side: 'buy', liquidity: 'taker' },
  ])
  expect(await paper.venue.queryOpenOrders(instrumentId)).toMatchObject([
    { orderId: 'stop', type: 'stop', side: 'sell', state: 'working' },
  ])
  paper.venue.submit(testOrder({ id: 'limit', limit: '95' }))
  await paper.handle(quoteOf(TEST_INSTRUMENT, 94, 94.5))
  expect((await paper.venue.queryOrder(orderId('stop')))?.state).toBe('filled')
  const fills = await paper.venue.queryFills(instrumentId, timeMs(0))
  expect(fills.map(({ tradeId }) => tradeId)).toEqual(['paper-old-1', 'paper-old-2', 'paper-old-3'])
  await paper.venue.close()
})
