import { describe, expect, it } from 'vitest'
import type { RequestFault } from '../../venue/index.ts'
import { faultId } from '../../venue-check/fault-rows.ts'
import { REQUESTS, UNCLEAR, wordsOf } from './testing/command-faults.ts'
import { UNHURRIED } from './testing/exchange-rig.ts'
import { faultMarks } from './testing/fault-marks.ts'
import { booked, bookedHoldings, holdings, known } from './testing/judge.ts'
import { useTrading } from './testing/trading-rig.ts'

const TIMEOUT_MS = 400
const BAN_MS = 1_000
/** More than there can be connections that stand from before: on each of them a question is asked again where it is cut. */
const EVERY_CONNECTION = 50
/** What the question is told to have met. */
const TOLD_AS = { drop: 'noAnswer', hang: 'noAnswer', serverError: 'serverError', invalidJson: 'unreadable' } as const

describe.each(['spot', 'usdm'] as const)('A question to Binance %s', (side) => {
  const rig = useTrading()
  const shows = faultMarks(rig, side)
  const { openOrders: OPEN_ORDERS } = REQUESTS[side]

  /** An order rests, another one was filled, and the next question meets the fault. */
  const asking = async (fault: RequestFault, times = 1) => {
    const desk = await rig.desk(side, { ...UNHURRIED[side], timeoutMs: TIMEOUT_MS })
    const orders = [desk.submit({ id: 'resting', limit: '59000' }), desk.submit({ id: 'filled' })]
    await desk.settled()
    rig.venue.faults.onRequest(fault, { matching: OPEN_ORDERS, times })
    return { desk, orders, ask: async () => (await desk.venue.queryOpenOrders()).map(({ orderId }) => orderId) }
  }
  type Asking = Awaited<ReturnType<typeof asking>>

  const allAsBooked = async ({ desk, orders }: Asking) => {
    for (const order of orders) expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
  }

  for (const fault of UNCLEAR)
    it(`is not answered with what is not so: ${wordsOf(fault)}`, shows(faultId('question', fault)), async () => {
      const asked = await asking(fault, fault.kind === 'drop' ? EVERY_CONNECTION : 1)
      await expect(asked.ask()).rejects.toMatchObject({ kind: TOLD_AS[fault.kind] })
      rig.venue.faults.clear()
      expect(await asked.ask()).toEqual(['resting'])
      await allAsBooked(asked)
    })

  for (const fault of [
    { kind: 'delay', ms: 150 },
    { kind: 'duplicate' },
    { kind: 'drop', taken: true },
    { kind: 'drop', taken: false },
  ] as const)
    it(`is answered truly: ${wordsOf(fault)}`, shows(faultId('question', fault)), async () => {
      const asked = await asking(fault)
      expect(await asked.ask()).toEqual(['resting'])
      await allAsBooked(asked)
    })

  it('is refused in the words of the exchange', shows('question: reject'), async () => {
    const message = 'Invalid API-key, IP, or permissions for action.'
    const asked = await asking({ kind: 'reject', code: -2015, message, status: 401 })
    await expect(asked.ask()).rejects.toMatchObject({ venueCode: '-2015', isOutcomeUnknown: false })
    expect(await asked.ask()).toEqual(['resting'])
    await allAsBooked(asked)
  })

  for (const [status, kind] of [
    [418, 'banned'],
    [429, 'rateLimited'],
  ] as const)
    it(
      `is refused with status ${status}, and the next one waits until it may go`,
      shows(`question: ban ${status}`),
      async () => {
        const asked = await asking({ kind: 'ban', status, forMs: BAN_MS })
        await expect(asked.ask()).rejects.toMatchObject({ kind, retryAtMs: expect.any(Number) })
        const retryAtMs = Number(asked.desk.connection.status().rate.pausedUntilMs)
        expect(await asked.ask()).toEqual(['resting'])
        expect(Date.now()).toBeGreaterThanOrEqual(retryAtMs)
        await allAsBooked(asked)
      },
    )
})
