import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../src-main/base/index.ts'
import { booked, known } from './testing/judge.ts'
import { until, useTrading } from './testing/trading-rig.ts'

const BTC = 'BTCUSDT'

describe('Conditional orders of Binance USD-M', () => {
  const rig = useTrading()

  async function deskWithLong() {
    const desk = await rig.desk('usdm')
    desk.submit({ id: 'long' })
    await desk.settled()
    return desk
  }

  it('stay the orders that they were placed as, when their price is reached', async () => {
    const desk = await deskWithLong()
    const stop = desk.submit({ id: 'stop', side: 'sell', trigger: '59000', limit: '58000', reduceOnly: true })
    await desk.settled()
    const accepted = desk.facts.find(({ orderId }) => orderId === stop)
    const waiting = await desk.report(stop)
    rig.venue.usdm.setPrice(BTC, 58_900)
    await desk.settled()
    expect(desk.kinds(stop)).toEqual(['accepted', 'filled'])
    const filled = await desk.report(stop)
    expect([waiting, filled]).toMatchObject([
      { state: 'working', type: 'stopLimit' },
      { state: 'filled', type: 'stopLimit' },
    ])
    for (const report of [waiting, filled]) expect(accepted).toMatchObject({ venueOrderId: report?.venueOrderId })
    expect([filled?.triggerPrice?.toFixed(), filled?.limitPrice?.toFixed()]).toEqual(['59000', '58000'])
    expect(await known(desk, stop)).toEqual(booked(rig.venue, 'usdm', stop))
  })

  it('are cancelled where they stand: before their price was reached and after', async () => {
    const desk = await deskWithLong()
    const waiting = desk.submit({ id: 'waiting', side: 'sell', trigger: '59000', reduceOnly: true })
    const resting = desk.submit({ id: 'resting', side: 'sell', trigger: '59500', limit: '60500', reduceOnly: true })
    await desk.settled()
    rig.venue.usdm.setPrice(BTC, 59_400)
    await desk.settled()
    expect((await desk.venue.queryOpenOrders()).map(({ orderId }) => orderId).toSorted()).toEqual([
      'resting',
      'waiting',
    ])
    for (const order of [waiting, resting]) desk.venue.cancel(order)
    await desk.settled()
    for (const order of [waiting, resting]) {
      expect(desk.kinds(order)).toEqual(['accepted', 'cancelled'])
      expect(await known(desk, order)).toEqual(booked(rig.venue, 'usdm', order))
    }
  })

  it('are found by another start, under the id that they were accepted with', async () => {
    const desk = await deskWithLong()
    const stop = desk.submit({ id: 'stop', side: 'sell', trigger: '59500', limit: '60500', reduceOnly: true })
    await desk.settled()
    const before = await desk.report(stop)
    rig.venue.usdm.setPrice(BTC, 59_400)
    await desk.close()
    const again = await rig.desk('usdm')
    const [open] = await again.venue.queryOpenOrders()
    expect(open).toEqual({ ...before, type: 'stopLimit' })
    again.venue.cancel(stop)
    await again.settled()
    expect(again.kinds(stop)).toEqual(['cancelled'])
  })

  it('of whose last words some are missing are asked about, and end once', async () => {
    const desk = await deskWithLong()
    const stop = desk.submit({ id: 'stop', side: 'sell', trigger: '59000', reduceOnly: true })
    await desk.settled()
    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: 'usdm user@ORDER_TRADE_UPDATE', times: 2 })
    rig.venue.usdm.setPrice(BTC, 58_900)
    await until(() => desk.kinds(stop).includes('filled'))
    expect(desk.kinds(stop)).toEqual(['accepted', 'filled'])
    expect(await known(desk, stop)).toEqual(booked(rig.venue, 'usdm', stop))
  })

  it('cannot be amended, which is said without asking the venue', async () => {
    const desk = await deskWithLong()
    const words = { id: 'stop', side: 'sell', trigger: '59000', reduceOnly: true } as const
    const stop = desk.submit(words)
    await desk.settled()
    desk.venue.amend(desk.order({ ...words, trigger: '59500' }))
    await desk.settled()
    expect(desk.kinds(stop)).toEqual(['accepted', 'amendRejected'])
  })
})

describe('What Binance USD-M does by itself', () => {
  const rig = useTrading(() => ({ futuresWallet: 100 }))

  it('is told once and listed under the same id: a liquidation, and what the insurance fund paid', async () => {
    const desk = await rig.desk('usdm')
    const long = desk.submit({ id: 'long', quantity: '0.02' })
    await desk.settled()
    rig.venue.usdm.setPrice(BTC, 54_000)
    await desk.settled()
    expect(desk.adjustments.map(({ kind }) => kind)).toContain('liquidation')
    const [liquidation] = desk.adjustments
    expect([liquidation?.quantity.toFixed(), liquidation?.instrumentId]).toEqual(['-0.02', 'binance-usdm:BTC-USDT'])
    const listed = await desk.venue.queryAdjustments(timeMs(0))
    const byId = (list: typeof listed) => list.toSorted((a, b) => (a.adjustmentId < b.adjustmentId ? -1 : 1))
    expect(byId(listed)).toEqual(byId(desk.adjustments))
    // Neither a fact nor an execution of ours: it is booked as what it is.
    expect(new Set(desk.facts.map(({ orderId }) => orderId))).toEqual(new Set([long]))
    const fills = await desk.venue.queryFills(desk.order({}).instrumentId, timeMs(0))
    expect(new Set(fills.map(({ orderId }) => orderId))).toEqual(new Set([long]))
  })

  it('is told once and listed under the same id: money that comes and goes', async () => {
    const desk = await rig.desk('usdm')
    rig.venue.perpetuals.transfer('25.5')
    rig.venue.perpetuals.transfer('-10')
    await desk.settled()
    expect(desk.adjustments.map(({ kind, cash }) => `${kind} ${cash.toFixed()}`)).toEqual([
      'transfer 25.5',
      'transfer -10',
    ])
    expect(await desk.venue.queryAdjustments(timeMs(0))).toEqual(desk.adjustments)
  })
})
