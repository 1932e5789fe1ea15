import { describe, expect, it } from 'vitest'
import { type PositionEffect, price, quantity, type VenueOrderRequest } from '../../../src-main/domain/index.ts'
import type { OrderWords } from '../../../src-main/venues/testing/orders.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { booked, known } from './testing/judge.ts'
import { type OpenedDesk, useTrading } from './testing/trading-rig.ts'

const SYMBOL = 'BTCUSDT'

describe('An account of Binance USD-M in hedge mode', () => {
  const rig = useTrading()

  async function hedgedDesk(): Promise<OpenedDesk> {
    const client = await rig.open('usdm')
    await client.setPositionMode(true)
    return rig.desk('usdm')
  }

  function request(desk: OpenedDesk, words: OrderWords, positionEffect: PositionEffect): VenueOrderRequest {
    return { ...desk.order(words), positionEffect }
  }

  async function sent(desk: OpenedDesk, words: OrderWords, positionEffect: PositionEffect): Promise<string[]> {
    const order = request(desk, words, positionEffect)
    desk.venue.submit(order)
    await desk.settled()
    return desk.kinds(order.orderId)
  }

  /** Both sides at the venue, long first. */
  const legs = (): string[] =>
    (['LONG', 'SHORT'] as const).map((side) => rig.venue.usdm.account.position(SYMBOL, side).amount.toFixed())

  /** Side and position of an order in the venue's books. */
  const sideOf = (id: string): string | undefined => {
    const order = rig.venue.usdm.store.orders.find(({ terms }) => terms.clientOrderId === id)
    return order && `${order.terms.side} ${order.terms.positionSide} ${order.terms.reduceOnly}`
  }

  it('is known as such from the first account report on', async () => {
    const desk = await hedgedDesk()
    await desk.venue.queryAccount()
    expect(desk.venue.positionMode).toBe('hedge')
    expect((await rig.desk('spot')).venue.positionMode).toBeUndefined()
  })

  it('has both sides opened and reduced, each by orders of both directions', async () => {
    const desk = await hedgedDesk()
    await sent(desk, { id: 'long', quantity: '0.03' }, 'open')
    await sent(desk, { id: 'short', side: 'sell', quantity: '0.02' }, 'open')
    expect(legs()).toEqual(['0.03', '-0.02'])
    await sent(desk, { id: 'less-long', side: 'sell', quantity: '0.01' }, 'reduce')
    await sent(desk, { id: 'less-short', quantity: '0.02', reduceOnly: true }, 'reduce')
    expect(legs()).toEqual(['0.02', '0'])
    expect(['long', 'short', 'less-long', 'less-short'].map(sideOf)).toEqual([
      'BUY LONG false',
      'SELL SHORT false',
      'SELL LONG false',
      'BUY SHORT false',
    ])
    const { positions } = await desk.venue.queryAccount()
    expect(positions.map(({ quantity: held }) => held.toFixed())).toEqual(['0.02'])
  })

  it.each([
    ['long', 'buy', 'sell', '59000', '58900'],
    ['short', 'sell', 'buy', '61000', '61100'],
  ] as const)('has a stop and a target of a %s position that close it and nothing else', async (...row) => {
    const [id, entry, exit, trigger, reached] = row
    const desk = await hedgedDesk()
    await sent(desk, { id: 'other', side: exit, quantity: '0.05' }, 'open')
    await sent(desk, { id, side: entry, quantity: '0.02' }, 'open')
    const limit = entry === 'buy' ? '66000' : '54000'
    await sent(desk, { id: 'target', side: exit, quantity: '0.02', limit, reduceOnly: true }, 'reduce')
    await sent(desk, { id: 'stop', side: exit, quantity: '0.02', trigger, reduceOnly: true }, 'reduce')
    const open = await desk.venue.queryOpenOrders()
    expect(open.map(({ orderId, reduceOnly }) => `${orderId} ${reduceOnly}`).toSorted()).toEqual([
      'stop true',
      'target true',
    ])
    rig.venue.usdm.setPrice(SYMBOL, Number(reached))
    await desk.settled()
    expect(desk.kinds('stop')).toEqual(['accepted', 'filled'])
    expect(legs()).toEqual(entry === 'buy' ? ['0', '-0.05'] : ['0.05', '0'])
    const { orderId: stop } = desk.order({ id: 'stop' })
    expect(await known(desk, stop)).toEqual(booked(rig.venue, 'usdm', stop))
  })

  it('has an order changed and cancelled on the side that it was placed for', async () => {
    const desk = await hedgedDesk()
    await sent(desk, { id: 'entry', side: 'sell', limit: '62000' }, 'open')
    const { orderId, instrumentId } = desk.order({ id: 'entry' })
    const terms = { quantity: quantity('0.02'), limitPrice: price(62_500), triggerPrice: undefined }
    desk.venue.amend({ orderId, instrumentId, ...terms })
    await desk.settled()
    expect([desk.kinds('entry'), sideOf('entry')]).toEqual([['accepted', 'amended'], 'SELL SHORT false'])
    desk.venue.cancel(orderId)
    await desk.settled()
    expect(desk.kinds('entry')).toEqual(['accepted', 'amended', 'cancelled'])
  })

  it('refuses an exit of what is not held; what only closes opens the other side, so that nobody is stuck', async () => {
    const desk = await hedgedDesk()
    expect(await sent(desk, { id: 'exit', side: 'sell', reduceOnly: true }, 'reduce')).toEqual(['rejected'])
    expect(await sent(desk, { id: 'close', side: 'sell' }, 'reduce')).toEqual(['accepted', 'filled'])
    expect(legs()).toEqual(['0', '-0.01'])
    expect(rig.venue.usdm.store.orders.map(({ terms }) => terms.clientOrderId)).toEqual(['close'])
  })
})

describe('An account of Binance USD-M whose mode is switched while it is traded', () => {
  const rig = useTrading()

  it.each([
    ['one-way', 'hedge', true],
    ['hedge', 'one-way', false],
  ])('from %s to %s mode: the next order that opens is refused with the reason, those after it go', async (...row) => {
    const [before, after, toHedge] = row
    const client = await rig.open('usdm')
    if (!toHedge) await client.setPositionMode(true)
    const desk = await rig.desk('usdm')
    await desk.venue.queryAccount()
    await client.setPositionMode(toHedge)
    desk.submit({ id: 'first' })
    await desk.settled()
    expect(desk.facts).toMatchObject([
      {
        kind: 'rejected',
        reason: expect.stringContaining(`The account was switched from ${before} mode to ${after} mode at Binance`),
      },
    ])
    desk.submit({ id: 'second' })
    await desk.settled()
    expect(desk.kinds('second')).toEqual(['accepted', 'filled'])
    const { positions } = await desk.venue.queryAccount()
    expect(positions.map(({ quantity: held }) => held.toFixed())).toEqual(['0.01'])
    expect(rig.venue.usdm.store.orders.map(({ terms }) => terms.clientOrderId)).toEqual(['second'])
  })

  it('has what protects sent in the way that it is now, once', async () => {
    const client = await rig.open('usdm')
    const desk = await rig.desk('usdm')
    await desk.venue.queryAccount()
    await client.setPositionMode(true)
    await client.createOrder(BTC.usdm, 'market', 'buy', 0.01, undefined, { positionSide: 'LONG' })
    desk.submit({ id: 'stop', side: 'sell', trigger: '59000', reduceOnly: true })
    await desk.settled()
    expect(desk.kinds('stop')).toEqual(['accepted'])
    expect((await desk.venue.queryOpenOrders()).map(({ orderId }) => orderId)).toEqual(['stop'])
  })
})
