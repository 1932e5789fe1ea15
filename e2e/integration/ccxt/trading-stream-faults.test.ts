import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../src-main/base/index.ts'
import type { FrameFault } from '../../venue/faults/fault.ts'
import { booked, known } from './testing/judge.ts'
import { type OpenedDesk, until, useTrading } from './testing/trading-rig.ts'

const FRAMES = { spot: 'spot user@executionReport', usdm: 'usdm user@ORDER_TRADE_UPDATE' } as const
const BTC = 'BTCUSDT'

/** The last word on the stream, and how often each was said. */
function connectionWords({ connections }: OpenedDesk): string[] {
  return connections.map(({ kind }) => kind)
}

describe.each(['spot', 'usdm'] as const)("The account's stream of Binance %s", (side) => {
  const rig = useTrading()
  const exchange = () => (side === 'spot' ? rig.venue.spot : rig.venue.usdm)

  it('tells what happens to an order that rests, though nothing is asked', async () => {
    const desk = await rig.desk(side)
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    exchange().setPrice(BTC, 58_900)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
    expect(desk.fills(order)).toMatchObject([{ liquidity: 'maker' }])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(connectionWords(desk)).toEqual(['connected'])
  })

  it.each<FrameFault>([{ kind: 'duplicate' }, { kind: 'reorder' }, { kind: 'delay', ms: 60 }])(
    'may say everything $kind: each fact comes once, in its order',
    async (fault) => {
      const desk = await rig.desk(side)
      rig.venue.faults.onFrame(fault, { matching: FRAMES[side], times: 100 })
      rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.4 }, {})
      const taking = desk.submit({ id: 'taking', limit: '60100' })
      const resting = desk.submit({ id: 'resting', limit: '59000' })
      await until(() => desk.kinds(taking).includes('filled') && desk.kinds(resting).includes('accepted'))
      exchange().setPrice(BTC, 58_900)
      desk.venue.cancel(taking)
      // A frame that is to come after the next one needs a next one.
      await desk.settled()
      await until(() => desk.kinds(resting).includes('filled') && desk.fills(taking).length === 2)
      rig.venue.faults.clear()
      for (const order of [taking, resting]) expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    },
  )

  it('is opened anew where it does not say what the venue has answered', async () => {
    const desk = await rig.desk(side)
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: FRAMES[side] })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await until(() => desk.kinds(order).includes('accepted'))
    await until(() => connectionWords(desk).length === 3)
    expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
    exchange().setPrice(BTC, 58_900)
    await until(() => desk.kinds(order).includes('filled'))
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it('brings what was filled all the same, where only the executions are missing', async () => {
    const desk = await rig.desk(side)
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: FRAMES[side] })
    const [resting] = exchange().store.open(BTC)
    if (resting)
      exchange().desk.fill(resting, { price: new Decimal(59_000), quantity: new Decimal('0.004'), isMaker: true })
    desk.venue.cancel(order)
    await until(() => desk.kinds(order).includes('cancelled'))
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'cancelled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it.each([
    ['is cut', () => rig.venue.connections.drop(side)],
    [
      'is cut by a frame that cannot be read',
      () => rig.venue.faults.onFrame({ kind: 'invalidJson' }, { matching: FRAMES[side] }),
    ],
    ['is cut instead of a frame', () => rig.venue.faults.onFrame({ kind: 'disconnect' }, { matching: FRAMES[side] })],
  ])('%s: that is told, and it comes back', async (_, cut) => {
    const desk = await rig.desk(side)
    const before = desk.submit({ id: 'before', limit: '59000' })
    await desk.settled()
    cut()
    exchange().setPrice(BTC, 58_900)
    await until(() => connectionWords(desk).at(-1) === 'connected' && connectionWords(desk).length >= 3)
    const after = desk.submit({ id: 'after' })
    await until(() => desk.kinds(after).includes('filled'))
    await desk.settled()
    for (const order of [before, after]) expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it.each([
    ['silent', 'fallSilent'],
    ['half-open', 'goHalfOpen'],
  ] as const)('that is %s is found by the next order, and opened anew', async (_, fail) => {
    const desk = await rig.desk(side)
    const resting = desk.submit({ id: 'resting', limit: '59000' })
    await desk.settled()
    for (const wire of rig.venue.connections.wires(side)) wire[fail]()
    exchange().setPrice(BTC, 58_900)
    const order = desk.submit({ id: 'order', limit: '55000' })
    await until(() => desk.kinds(order).includes('accepted'))
    await until(() => connectionWords(desk).length === 3)
    expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
    for (const id of [resting, order]) expect(await known(desk, id)).toEqual(booked(rig.venue, side, id))
    desk.venue.cancel(order)
    await until(() => desk.kinds(order).includes('cancelled'))
  })

  it('that is silent is found by what the venue answers when it is asked', async () => {
    const desk = await rig.desk(side)
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    for (const wire of rig.venue.connections.wires(side)) wire.fallSilent()
    exchange().setPrice(BTC, 58_900)
    expect(await desk.report(order)).toMatchObject({ state: 'filled' })
    await until(() => connectionWords(desk).length === 3)
    expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
  })

  it('is opened anew when the machine has slept', async () => {
    const desk = await rig.desk(side)
    await desk.venue.handleWake()
    await until(() => connectionWords(desk).length === 3)
    expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
  })

  it('says at the start that it is not there, and comes later', async () => {
    rig.venue.faults.onRequest(
      { kind: 'serverError', status: 503, taken: false },
      { matching: /listenKey|userDataStream/ },
    )
    const desk = await rig.desk(side)
    expect(connectionWords(desk)).toEqual(['interrupted'])
    await until(() => connectionWords(desk).length === 2)
    expect(connectionWords(desk)).toEqual(['interrupted', 'connected'])
  })
})

describe('The listen key of Binance USD-M', () => {
  const rig = useTrading()

  it('that expires is told, and another one is asked for', async () => {
    const desk = await rig.desk('usdm')
    rig.venue.futuresUser.expireKey()
    await until(() => connectionWords(desk).length === 3)
    expect(desk.connections).toMatchObject([
      { kind: 'connected' },
      { kind: 'interrupted', reason: 'its listen key has expired' },
      { kind: 'connected' },
    ])
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    expect(await known(desk, order)).toEqual(booked(rig.venue, 'usdm', order))
  })
})
