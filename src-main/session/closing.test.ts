import { describe, expect, it } from 'vitest'
import { HAND, type OrderIntent, price } from '../domain/index.ts'
import { ABC, type HandMarket } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

/** A reduce-only sell by hand that waits above the market. */
function restingClose(limit: number, quantity = '1'): OrderIntent {
  return handIntent({
    side: 'sell',
    role: 'close',
    reduceOnly: true,
    type: 'limit',
    timeInForce: 'GTC',
    limitPrice: price(limit),
    size: { kind: 'quantity', quantity },
    idempotencyKey: `resting-close-${limit}`,
  })
}

async function holdOne(change: Partial<OrderIntent> = {}): Promise<SessionBench<HandMarket>> {
  const bench = await openHandBench()
  bench.session.desk.submit(handIntent(change))
  await bench.session.settle()
  return bench
}

function closeAll({ session }: SessionBench<HandMarket>, idempotencyKey = 'close-all-key'): void {
  const request = { instrumentId: ABC.instrumentId, owner: HAND, fraction: 1, source: 'hand' } as const
  session.desk.submit(session.desk.closeIntent({ ...request, idempotencyKey, reason: 'closed by hand' }))
}

const held = ({ session }: SessionBench<HandMarket>): string =>
  session.portfolio.ownerQuantity(ABC.instrumentId, HAND).toFixed()

describe('closing at market', () => {
  it('is not kept from it by an own close that waits at a price', async () => {
    const bench = await holdOne()
    bench.session.desk.submit(restingClose(120))
    await bench.session.settle()
    closeAll(bench)
    await bench.session.settle()
    expect(held(bench)).toBe('0')
  })

  it('takes away closes that wait at a price once nothing is held: they would close what is opened next', async () => {
    const bench = await holdOne({ stopLossPrice: price(90) })
    bench.session.desk.submit(restingClose(120))
    await bench.session.settle()
    closeAll(bench)
    await bench.session.settle()
    expect(bench.session.execution.openOrders()).toEqual([])
    expect(await bench.trading.queryOpenOrders()).toEqual([])
  })

  it('leaves an order to close alone while the position it closes is still held in part', async () => {
    const bench = await holdOne()
    bench.session.desk.submit(restingClose(120, '0.5'))
    bench.session.desk.submit({ ...restingClose(110, '0.5') })
    bench.market.trade(111)
    bench.market.quote(111)
    await bench.session.settle()
    expect(held(bench)).toBe('0.5')
    expect(bench.session.execution.openOrders().map(({ terms }) => terms.limitPrice?.toFixed())).toEqual(['120'])
  })

  it('twice at the same moment closes once', async () => {
    const bench = await holdOne()
    bench.market.quote(100, { size: 0 })
    closeAll(bench)
    expect(() => closeAll(bench, 'another-key')).toThrow(expect.objectContaining({ code: 'UNKNOWN_POSITION' }))
    bench.market.quote(100)
    await bench.session.settle()
    expect(held(bench)).toBe('0')
  })
})

describe('an entry that is stopped out while it still fills', () => {
  it('buys no more than the venue sold it before it could be cancelled', async () => {
    const bench = await openHandBench()
    bench.market.quote(100, { size: 0.4 })
    bench.session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: '4' }, stopLossPrice: price(95) }))
    await bench.session.settle()
    expect(held(bench)).toBe('0.4')
    bench.market.trade(94)
    for (let tick = 0; tick < 6; tick++) {
      bench.market.quote(93.5, { size: 0.4 })
      await bench.session.settle()
    }
    const bought = bench.payloads('fill.booked').filter(({ fill }) => fill.side === 'buy')
    // The quote that fills the stop fills the entry first: both waited for it.
    expect(bought.map(({ fill }) => fill.quantity.toFixed())).toEqual(['0.4', '0.4'])
    expect(held(bench)).toBe('0')
    expect(bench.session.execution.openOrders()).toEqual([])
  })
})
