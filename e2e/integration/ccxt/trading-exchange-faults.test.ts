import { describe, expect, it } from 'vitest'
import { UNHURRIED } from './testing/exchange-rig.ts'
import { faultMarks } from './testing/fault-marks.ts'
import { booked, bookedHoldings, holdings, known } from './testing/judge.ts'
import { type OpenedDesk, until, useTrading } from './testing/trading-rig.ts'

const HOUR_MS = 3_600_000
/** The machine may be busy between question and answer. */
const TOLERANCE_MS = 500
const BTC = 'BTCUSDT'

const offsetOf = ({ connection }: OpenedDesk): number => Number(connection.status().clock?.offsetMs)

describe.each(['spot', 'usdm'] as const)('Binance %s', (side) => {
  const rig = useTrading()
  const shows = faultMarks(rig, side)

  const allAsBooked = async (desk: OpenedDesk) => {
    for (const { terms } of rig.venue[side].store.orders) {
      const id = desk.order({ id: terms.clientOrderId }).orderId
      expect(await known(desk, id)).toEqual(booked(rig.venue, side, id))
    }
    expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, side))
  }

  for (const [id, skewMs] of [
    ['exchange: clock ahead', HOUR_MS],
    ['exchange: clock behind', -HOUR_MS],
  ] as const) {
    it(`takes an order and then a cancel after its clock jumps by ${skewMs} ms`, shows(id), async () => {
      const desk = await rig.desk(side, UNHURRIED[side])
      const before = desk.submit({ id: 'before', limit: '59000' })
      await desk.settled()
      expect(Math.abs(offsetOf(desk))).toBeLessThan(TOLERANCE_MS)
      rig.venue.skewClock(skewMs)
      const order = desk.submit({ id: 'order' })
      await desk.settled()
      expect(Math.abs(offsetOf(desk) - skewMs)).toBeLessThan(TOLERANCE_MS)
      expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
      desk.venue.cancel(before)
      await desk.settled()
      expect(desk.kinds(before)).toEqual(['accepted', 'cancelled'])
      expect(rig.venue[side].store.orders).toHaveLength(2)
      await allAsBooked(desk)
    })

    it(`takes a cancel after its clock jumps by ${skewMs} ms`, shows(id), async () => {
      const desk = await rig.desk(side, UNHURRIED[side])
      const order = desk.submit({ id: 'order', limit: '59000' })
      await desk.settled()
      rig.venue.skewClock(skewMs)
      desk.venue.cancel(order)
      await desk.settled()
      expect(desk.kinds(order)).toEqual(['accepted', 'cancelled'])
      await allAsBooked(desk)
    })

    it(`answers, and opens a stream anew, after its clock jumps by ${skewMs} ms`, shows(id), async () => {
      const desk = await rig.desk(side, UNHURRIED[side])
      desk.submit({ id: 'resting', limit: '59000' })
      await desk.settled()
      rig.venue.skewClock(skewMs)
      expect((await desk.venue.queryOpenOrders()).map(({ orderId }) => orderId)).toEqual(['resting'])
      rig.venue.connections.drop(side)
      await until(() => desk.connections.length === 3)
      rig.venue[side].setPrice(BTC, 58_900)
      await until(() => desk.kinds('resting').includes('filled'))
      await allAsBooked(desk)
    })
  }
})

describe('Binance USD-M', () => {
  const rig = useTrading()
  const shows = faultMarks(rig, 'usdm')

  it(
    'says that a listen key has expired, and another one is asked for',
    shows('exchange: listen key expired'),
    async () => {
      const desk = await rig.desk('usdm', UNHURRIED.usdm)
      rig.venue.futuresUser.expireKey()
      await until(() => desk.connections.length === 3)
      expect(desk.connections).toMatchObject([
        { kind: 'connected' },
        { kind: 'interrupted', reason: 'its listen key has expired' },
        { kind: 'connected' },
      ])
      const order = desk.submit({ id: 'order', limit: '59000' })
      await desk.settled()
      expect(await known(desk, order)).toEqual(booked(rig.venue, 'usdm', order))
      rig.venue.usdm.setPrice(BTC, 58_900)
      await until(() => desk.kinds(order).includes('filled'))
      expect(await holdings(desk)).toEqual(bookedHoldings(rig.venue, 'usdm'))
    },
  )
})
