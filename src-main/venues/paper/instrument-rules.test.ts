import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { type Instrument, type MarketEvent, money, orderId, price, quantity } from '../../domain/index.ts'
import { type OrderWords, TEST_INSTRUMENT, testOrder, trailing } from '../testing/orders.ts'
import { openPaper, type Paper, quoteOf, TEST_PERPETUAL } from '../testing/paper.ts'

function changed(change: Partial<Instrument>): MarketEvent {
  const instrument = { ...TEST_INSTRUMENT, ...change }
  return { kind: 'instrument', instrumentId: instrument.instrumentId, instrument }
}

async function open(): Promise<Paper> {
  const paper = await openPaper()
  await paper.handle(quoteOf(TEST_INSTRUMENT, 99.5, 100))
  return paper
}

/** What the venue said about the order: `accepted` or the reason of its refusal. */
async function answer({ venue, facts }: Paper, words: OrderWords): Promise<string> {
  const request = testOrder(words)
  venue.submit(request)
  await venue.drained()
  const fact = facts.find((one) => one.orderId === request.orderId)
  return fact && 'reason' in fact ? fact.reason : String(fact?.kind)
}

describe('The rules of an instrument', () => {
  it.each<[OrderWords, string]>([
    [{ quantity: '1.05' }, 'quantity 1.05 is not a multiple of the lot size 0.1'],
    [{ quantity: '0' }, 'quantity must be above 0, is 0'],
    [{ limit: '90.3' }, 'limit price 90.3 is not a multiple of the tick size 0.5'],
    [{ type: 'stopLimit', trigger: '90' }, 'a stopLimit order needs a limit price'],
    [{ type: 'takeProfit' }, 'a takeProfit order needs a trigger price'],
    [{ type: 'stop', trigger: '90', limit: '90' }, 'a stop order has no limit price, got 90'],
    [{ type: 'limit', trigger: '90', limit: '90' }, 'a limit order has no trigger price, got 90'],
    [{ type: 'trailingStop' }, 'a trailingStop order needs a trailing distance'],
    [{ type: 'market', trailing: trailing('1') }, 'a market order has no trailing distance'],
    [{ trailing: trailing('1.3') }, 'trailing distance 1.3 is not a multiple of the tick size 0.5'],
    [{ trailing: trailing('100%') }, 'trailing distance must be a share above 0 and below 1, is 1'],
    [{ limit: '90', timeInForce: 'GTD' }, 'a GTD order needs the time at which it ends'],
    [{ limit: '90', expireAtMs: 5_000 }, 'only a GTD order has an end; this one is GTC'],
    [
      { limit: '90', timeInForce: 'GTD', expireAtMs: 1_000 },
      'the order would end at 1970-01-01T00:00:01.000Z, but it is 1970-01-01T00:00:01.000Z already',
    ],
    [{ postOnly: true }, 'only a limit order can be post-only; this one is a market order'],
    [{ limit: '90', postOnly: true, timeInForce: 'IOC' }, 'a post-only order rests, so it cannot be IOC'],
    [
      { limit: '100', postOnly: true },
      'post-only: the order would trade at once at 100; choose a price that rests in the book',
    ],
    [{ quantity: '0.1', limit: '5' }, 'the order is worth 0.50 USDT, at least 5 USDT is required'],
    [{ quantity: '10000' }, 'insufficient margin: 199500.00 USDT is needed, 10000.00 USDT is free'],
    [{ reduceOnly: true }, 'reduce-only: a buy does not reduce a position of 0'],
  ])('refuse %j and say why', async (words, reason) => {
    expect(await answer(await open(), words)).toBe(reason)
  })

  it('bound the size of one order', async () => {
    const paper = await open()
    await paper.handle(changed({ maxQuantity: quantity(5), maxNotional: money(300) }))
    expect(await answer(paper, { id: 'large', quantity: '6' })).toBe('quantity 6 is above the maximum of 5')
    expect(await answer(paper, { id: 'dear', quantity: '4' })).toBe(
      'the order is worth 399.00 USDT, at most 300 USDT is allowed',
    )
    expect(await answer(paper, { id: 'fits', quantity: '3' })).toBe('accepted')
  })

  it('that change are asked of new orders, while what works stays and fills at its old price', async () => {
    const paper = await open()
    await answer(paper, { id: 'old', quantity: '1.1', limit: '95.5' })
    await paper.handle(changed({ tickSize: price(1), lotSize: quantity(1), minQuantity: quantity(1) }))
    expect(await answer(paper, { id: 'new', quantity: '1.1', limit: '95' })).toContain('lot size 1')
    expect(await answer(paper, { id: 'newer', quantity: '1', limit: '95.5' })).toContain('tick size 1')
    await paper.handle(quoteOf(TEST_INSTRUMENT, 94, 95))
    const [filled] = await paper.venue.queryFills(TEST_INSTRUMENT.instrumentId, timeMs(0))
    expect([filled?.quantity.toString(), filled?.price.toString()]).toEqual(['1.1', '95.5'])
  })

  it('in maintenance take no orders and no changes, but cancels, and what works stays', async () => {
    const paper = await open()
    await answer(paper, { id: 'working', limit: '90' })
    await paper.handle(changed({ status: 'maintenance' }))
    expect(await answer(paper, { id: 'new' })).toBe(
      'ABC is in maintenance at the venue, which takes no orders for it now; orders that work stay. Try again later',
    )
    const { orderId: id, instrumentId, limitPrice, triggerPrice } = testOrder({ id: 'working', limit: '91' })
    paper.venue.amend({ orderId: id, instrumentId, quantity: quantity(1), limitPrice, triggerPrice })
    expect(await paper.venue.queryOpenOrders()).toHaveLength(1)
    paper.venue.cancel(id)
    await paper.venue.drained()
    expect(paper.told.slice(-2)).toEqual(['working amendRejected', 'working cancelled'])
    await paper.handle(changed({ status: 'trading' }))
    expect(await answer(paper, { id: 'again' })).toBe('accepted')
  })

  it('of one that is delisted end what works, and leave the position reported', async () => {
    const paper = await open()
    await answer(paper, { id: 'held' })
    await answer(paper, { id: 'stop', side: 'sell', trigger: '90', reduceOnly: true })
    await paper.handle(changed({ status: 'delisted' }))
    expect(paper.facts.at(-1)).toMatchObject({ kind: 'cancelled', reason: 'ABC was delisted by the venue' })
    expect((await paper.venue.queryAccount()).positions).toHaveLength(1)
    expect(await answer(paper, { id: 'close', side: 'sell', reduceOnly: true })).toContain('was delisted')
    expect((await paper.venue.queryOrder(orderId('stop')))?.state).toBe('cancelled')
  })

  it('come with an instrument that was not there before', async () => {
    const paper = await openPaper({ instruments: [] })
    const listed = {
      kind: 'instrument',
      instrumentId: TEST_PERPETUAL.instrumentId,
      instrument: TEST_PERPETUAL,
    } as const
    await paper.handle(listed, quoteOf(TEST_PERPETUAL, 99.5, 100))
    expect(await answer(paper, {})).toBe('accepted')
  })
})
