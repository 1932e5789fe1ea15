import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../src-main/base/index.ts'
import { faultId } from '../../venue-check/fault-rows.ts'
import { REQUESTS } from './testing/command-faults.ts'
import { UNHURRIED } from './testing/exchange-rig.ts'
import { faultMarks } from './testing/fault-marks.ts'
import { booked, bookedHoldings, holdings, known } from './testing/judge.ts'
import { type OpenedDesk, until, useTrading } from './testing/trading-rig.ts'

const BTC = 'BTCUSDT'

/** The last word on the stream, and how often each was said. */
function connectionWords({ connections }: OpenedDesk): string[] {
  return connections.map(({ kind }) => kind)
}

describe.each(['spot', 'usdm'] as const)("The account's stream of Binance %s", (side) => {
  const rig = useTrading()
  const shows = faultMarks(rig, side)
  const { account: FRAMES } = REQUESTS[side]
  const exchange = () => rig.venue[side]

  /** An order is filled while the stream is away, another one once it is back. @returns What was told, and what is booked. */
  const comesBackFrom = async (cut: () => void) => {
    const desk = await rig.desk(side, UNHURRIED[side])
    const before = desk.submit({ id: 'before', limit: '59000' })
    await desk.settled()
    cut()
    exchange().setPrice(BTC, 58_900)
    await until(() => connectionWords(desk).at(-1) === 'connected' && connectionWords(desk).length >= 3)
    const after = desk.submit({ id: 'after' })
    await until(() => desk.kinds(after).includes('filled'))
    await desk.settled()
    return {
      told: [await known(desk, before), await known(desk, after), await holdings(desk)],
      books: [booked(rig.venue, side, before), booked(rig.venue, side, after), bookedHoldings(rig.venue, side)],
    }
  }

  it('tells what happens to an order that rests, though nothing is asked', async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    exchange().setPrice(BTC, 58_900)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
    expect(desk.fills(order)).toMatchObject([{ liquidity: 'maker' }])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(connectionWords(desk)).toEqual(['connected'])
  })

  for (const fault of [{ kind: 'duplicate' }, { kind: 'reorder' }, { kind: 'delay', ms: 60 }] as const)
    it(
      `may say everything ${fault.kind}: each fact comes once, in its order`,
      shows(faultId('account', fault)),
      async () => {
        const desk = await rig.desk(side, UNHURRIED[side])
        rig.venue.faults.onFrame(fault, { matching: FRAMES, times: 100 })
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
        expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
      },
    )

  it('is opened anew where it does not say what the venue has answered', shows('account: drop'), async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: FRAMES })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await until(() => desk.kinds(order).includes('accepted'))
    await until(() => connectionWords(desk).length === 3)
    expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
    exchange().setPrice(BTC, 58_900)
    await until(() => desk.kinds(order).includes('filled'))
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it('brings what was filled all the same, where only the executions are missing', shows('account: drop'), async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: FRAMES })
    const [resting] = exchange().store.open(BTC)
    if (resting)
      exchange().desk.fill(resting, { price: new Decimal(59_000), quantity: new Decimal('0.004'), isMaker: true })
    desk.venue.cancel(order)
    await until(() => desk.kinds(order).includes('cancelled'))
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'cancelled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  for (const [id, cut] of [
    ['account: disconnect', () => rig.venue.faults.onFrame({ kind: 'disconnect' }, { matching: FRAMES })],
    ['account: invalidJson', () => rig.venue.faults.onFrame({ kind: 'invalidJson' }, { matching: FRAMES })],
  ] as const)
    it(`comes back and tells what was missed: ${id}`, shows(id), async () => {
      const { told, books } = await comesBackFrom(cut)
      expect(told).toEqual(books)
    })

  it('is cut: that is told, and it comes back', async () => {
    const { told, books } = await comesBackFrom(() => rig.venue.connections.drop(side))
    expect(told).toEqual(books)
  })

  for (const fault of [{ kind: 'silence' }, { kind: 'halfOpen' }] as const)
    it(
      `that meets ${fault.kind} is found by the next order, and opened anew`,
      shows(faultId('account', fault)),
      async () => {
        const desk = await rig.desk(side, UNHURRIED[side])
        const resting = desk.submit({ id: 'resting', limit: '59000' })
        await desk.settled()
        rig.venue.faults.onFrame(fault, { matching: FRAMES })
        exchange().setPrice(BTC, 58_900)
        expect(desk.kinds(resting)).toEqual(['accepted'])
        const order = desk.submit({ id: 'order', limit: '55000' })
        await until(() => desk.kinds(order).includes('accepted'))
        await until(() => connectionWords(desk).length === 3)
        expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
        for (const id of [resting, order]) expect(await known(desk, id)).toEqual(booked(rig.venue, side, id))
        desk.venue.cancel(order)
        await until(() => desk.kinds(order).includes('cancelled'))
        expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
      },
    )

  for (const fault of [{ kind: 'silence' }, { kind: 'halfOpen' }] as const)
    it(`that meets ${fault.kind} is found by what the venue answers`, shows(faultId('account', fault)), async () => {
      const desk = await rig.desk(side, UNHURRIED[side])
      const order = desk.submit({ id: 'order', limit: '59000' })
      await desk.settled()
      rig.venue.faults.onFrame(fault, { matching: FRAMES })
      exchange().setPrice(BTC, 58_900)
      expect(await desk.report(order)).toMatchObject({ state: 'filled' })
      await until(() => connectionWords(desk).length === 3)
      expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
      expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
    })

  it('is opened anew when the machine has slept', async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    await desk.venue.handleWake()
    await until(() => connectionWords(desk).length === 3)
    expect(connectionWords(desk)).toEqual(['connected', 'interrupted', 'connected'])
  })

  it('says at the start that it is not there, and comes later', async () => {
    rig.venue.faults.onRequest(
      { kind: 'serverError', status: 503, taken: false },
      { matching: /listenKey|userDataStream/ },
    )
    const desk = await rig.desk(side, UNHURRIED[side])
    expect(connectionWords(desk)).toEqual(['interrupted'])
    await until(() => connectionWords(desk).length === 2)
    expect(connectionWords(desk)).toEqual(['interrupted', 'connected'])
  })
})
