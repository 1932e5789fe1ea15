import { describe, expect, it, vi } from 'vitest'
import { faultId } from '../../venue-check/fault-rows.ts'
import { REQUESTS, UNCLEAR, wordsOf } from './testing/command-faults.ts'
import { UNHURRIED } from './testing/exchange-rig.ts'
import { faultMarks } from './testing/fault-marks.ts'
import { booked, bookedHoldings, holdings, known } from './testing/judge.ts'
import { until, useTrading } from './testing/trading-rig.ts'

const TIMEOUT_MS = 400
const BAN_MS = 1_000
/** Well before the end of a ban, and within the patience of an order. */
const SOON_MS = 500

const REFUSALS = [
  [
    'without permission',
    { code: -2015, message: 'Invalid API-key, IP, or permissions for action.', status: 401 },
    'permission',
  ],
  ['against a filter', { code: -1013, message: 'Filter failure: LOT_SIZE' }, 'rules'],
  ['for its precision', { code: -1111, message: 'Precision is over the maximum defined for this asset.' }, 'rules'],
  ['for lack of money', { code: -2010, message: 'Account has insufficient balance for requested action.' }, undefined],
] as const

describe.each(['spot', 'usdm'] as const)('An order that is sent to Binance %s', (side) => {
  const rig = useTrading()
  const shows = faultMarks(rig, side)
  const { order: ORDER, account: ACCOUNT } = REQUESTS[side]
  const exchange = () => rig.venue[side]

  for (const fault of UNCLEAR)
    it(`is neither lost nor doubled: ${wordsOf(fault)}`, shows(faultId('order', fault)), async () => {
      const desk = await rig.desk(side, { ...UNHURRIED[side], timeoutMs: TIMEOUT_MS })
      rig.venue.faults.onRequest(fault, { matching: ORDER })
      const order = desk.submit({ id: 'order' })
      await until(() => desk.kinds(order).some((kind) => kind === (fault.taken ? 'filled' : 'unknown')))
      await desk.settled()
      expect(desk.kinds(order)).not.toContain('rejected')
      const books = booked(rig.venue, side, order)
      expect(books?.state).toBe(fault.taken ? 'filled' : undefined)
      expect(await known(desk, order)).toEqual(books)
      expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
    })

  it('is told once where its answer is late', shows('order: delay'), async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    rig.venue.faults.onRequest({ kind: 'delay', ms: 150 }, { matching: ORDER })
    const order = desk.submit({ id: 'order' })
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
  })

  it('is one order where it arrives twice', shows('order: duplicate'), async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    rig.venue.faults.onRequest({ kind: 'duplicate' }, { matching: ORDER })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted'])
    exchange().setPrice('BTCUSDT', 58_900)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
  })

  for (const [words, refusal, cause] of REFUSALS)
    it(`is refused ${words}, which is told with its cause`, shows('order: reject'), async () => {
      const desk = await rig.desk(side, UNHURRIED[side])
      rig.venue.faults.onRequest({ kind: 'reject', ...refusal }, { matching: ORDER })
      const order = desk.submit({ id: 'order', limit: '59000' })
      await desk.settled()
      expect(desk.kinds(order)).toEqual(['rejected'])
      const [fact] = desk.facts
      expect(fact && 'cause' in fact ? fact.cause : undefined).toBe(cause)
      expect(fact && 'reason' in fact ? fact.reason : '').toContain(refusal.message.slice(0, 20))
      expect(booked(rig.venue, side, order)).toBeUndefined()
    })

  for (const status of [418, 429] as const)
    it(
      `is refused with status ${status}, and orders go first when that is over`,
      shows(`order: ban ${status}`),
      async () => {
        const desk = await rig.desk(side, UNHURRIED[side])
        const sent = vi.spyOn(desk.connection.exchange, 'fetch')
        rig.venue.faults.onRequest({ kind: 'ban', status, forMs: BAN_MS }, { matching: ORDER })
        const refused = desk.submit({ id: 'refused', limit: '59000' })
        await until(() => desk.kinds(refused).length > 0)
        expect(desk.kinds(refused)).toEqual(['rejected'])
        const retryAtMs = Number(desk.connection.status().rate.pausedUntilMs)
        sent.mockClear()
        const asked = Array.from({ length: 4 }, async () => desk.venue.queryAccount())
        await until(() => retryAtMs - Date.now() < SOON_MS)
        const order = desk.submit({ id: 'order', limit: '59000' })
        expect(sent).not.toHaveBeenCalled()
        await Promise.all(asked)
        await desk.settled()
        expect(desk.kinds(order)).toEqual(['accepted'])
        expect(Date.now()).toBeGreaterThanOrEqual(retryAtMs)
        expect(sent.mock.calls[0]?.[1]).toBe('POST')
        expect(booked(rig.venue, side, refused)).toBeUndefined()
        expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
      },
    )

  it('is filled in part, and the rest when its time comes', shows('order: partialFill'), async () => {
    const desk = await rig.desk(side, UNHURRIED[side])
    rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.4 }, {})
    const order = desk.submit({ id: 'order', limit: '60100', quantity: '0.01' })
    await desk.settled()
    expect(desk.fills(order).map(({ quantity }) => quantity.toFixed())).toEqual(['0.004'])
    expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
    exchange().setPrice('BTCUSDT', 60_000)
    exchange().setPrice('BTCUSDT', 59_990)
    await desk.settled()
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'filled'])
    expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
  })

  it(
    'is known to be filled in part where its answer and the stream are lost',
    shows('order: partialFill'),
    async () => {
      const desk = await rig.desk(side, UNHURRIED[side])
      rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.4 }, {})
      rig.venue.faults.onRequest({ kind: 'drop', taken: true }, { matching: ORDER })
      rig.venue.faults.onFrame({ kind: 'disconnect' }, { matching: ACCOUNT })
      const order = desk.submit({ id: 'order', limit: '60100', quantity: '0.01' })
      await until(() => desk.connections.length >= 3)
      await desk.settled()
      expect(desk.connections.map(({ kind }) => kind)).toEqual(['connected', 'interrupted', 'connected'])
      expect(desk.kinds(order)).not.toContain('rejected')
      expect(booked(rig.venue, side, order)?.state).toBe('partiallyFilled')
      expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
      expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
    },
  )
})
