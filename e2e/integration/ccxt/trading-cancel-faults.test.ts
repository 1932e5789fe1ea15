import { describe, expect, it } from 'vitest'
import { faultId } from '../../venue-check/fault-rows.ts'
import { REQUESTS, UNCLEAR, wordsOf } from './testing/command-faults.ts'
import { UNHURRIED } from './testing/exchange-rig.ts'
import { faultMarks } from './testing/fault-marks.ts'
import { booked, known } from './testing/judge.ts'
import { until, useTrading } from './testing/trading-rig.ts'

const TIMEOUT_MS = 400
const BAN_MS = 1_000

describe.each(['spot', 'usdm'] as const)('A cancel that is sent to Binance %s', (side) => {
  const rig = useTrading()
  const shows = faultMarks(rig, side)
  const { cancel: CANCEL } = REQUESTS[side]

  /** An order that rests, for sure. */
  const resting = async () => {
    const desk = await rig.desk(side, { ...UNHURRIED[side], timeoutMs: TIMEOUT_MS })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted'])
    return { desk, order }
  }

  for (const fault of UNCLEAR)
    it(`is asked about or told by the stream: ${wordsOf(fault)}`, shows(faultId('cancel', fault)), async () => {
      const { desk, order } = await resting()
      rig.venue.faults.onRequest(fault, { matching: CANCEL })
      desk.venue.cancel(order)
      await until(() => desk.kinds(order).some((kind) => kind === (fault.taken ? 'cancelled' : 'unknown')))
      await desk.settled()
      expect(desk.kinds(order)).not.toContain('cancelRejected')
      const books = booked(rig.venue, side, order)
      expect(books?.state).toBe(fault.taken ? 'cancelled' : 'working')
      expect(await known(desk, order)).toEqual(books)
      if (fault.taken) return
      desk.venue.cancel(order)
      await desk.settled()
      expect(desk.kinds(order).at(-1)).toBe('cancelled')
      expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    })

  it('is told once where its answer is late', shows('cancel: delay'), async () => {
    const { desk, order } = await resting()
    rig.venue.faults.onRequest({ kind: 'delay', ms: 150 }, { matching: CANCEL })
    desk.venue.cancel(order)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it('is one cancel where it arrives twice', shows('cancel: duplicate'), async () => {
    const { desk, order } = await resting()
    rig.venue.faults.onRequest({ kind: 'duplicate' }, { matching: CANCEL })
    desk.venue.cancel(order)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it('is refused in the words of the exchange, and the order goes on', shows('cancel: reject'), async () => {
    const { desk, order } = await resting()
    const message = 'Invalid API-key, IP, or permissions for action.'
    rig.venue.faults.onRequest({ kind: 'reject', code: -2015, message, status: 401 }, { matching: CANCEL })
    desk.venue.cancel(order)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelRejected'])
    expect(desk.facts.at(-1)).toMatchObject({ reason: expect.stringContaining(message.slice(0, 20)) })
    expect(booked(rig.venue, side, order)?.state).toBe('working')
    desk.venue.cancel(order)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelRejected', 'cancelled'])
  })

  for (const status of [418, 429] as const)
    it(
      `is refused with status ${status}, and the next one waits until it may go`,
      shows(`cancel: ban ${status}`),
      async () => {
        const { desk, order } = await resting()
        rig.venue.faults.onRequest({ kind: 'ban', status, forMs: BAN_MS }, { matching: CANCEL })
        desk.venue.cancel(order)
        await until(() => desk.kinds(order).length > 1)
        expect(desk.kinds(order)).toEqual(['accepted', 'cancelRejected'])
        const retryAtMs = Number(desk.connection.status().rate.pausedUntilMs)
        desk.venue.cancel(order)
        await until(() => desk.kinds(order).length > 2)
        expect(Date.now()).toBeGreaterThanOrEqual(retryAtMs)
        expect(desk.kinds(order)).toEqual(['accepted', 'cancelRejected', 'cancelled'])
        expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
      },
    )
})
