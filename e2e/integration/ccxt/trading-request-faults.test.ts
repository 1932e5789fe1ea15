import { describe, expect, it } from 'vitest'
import type { RequestFault } from '../../venue/faults/fault.ts'
import { booked, known } from './testing/judge.ts'
import { until, useTrading } from './testing/trading-rig.ts'

const ORDER = { spot: 'POST /api/v3/order', usdm: 'POST /fapi/v1/order' } as const
const CANCEL = { spot: 'DELETE /api/v3/order', usdm: 'DELETE /fapi/v1/order' } as const
const TIMEOUT_MS = 400

/** Faults after which nobody can tell by the answer whether the order was taken. */
const UNCLEAR: readonly RequestFault[] = [true, false].flatMap((taken) => [
  { kind: 'drop', taken } as const,
  { kind: 'hang', taken } as const,
  { kind: 'serverError', status: 500, taken } as const,
  { kind: 'serverError', status: 504, taken } as const,
  { kind: 'invalidJson', taken } as const,
])
const isTaken = (fault: RequestFault): boolean => 'taken' in fault && fault.taken
const wordsOf = (fault: RequestFault): string => JSON.stringify(fault)
const cases = UNCLEAR.map((fault) => [wordsOf(fault), fault] as const)

describe.each(['spot', 'usdm'] as const)('A request to Binance %s that goes wrong', (side) => {
  const rig = useTrading()

  it.each(cases)('leaves an order neither lost nor doubled: %s', async (_, fault) => {
    const desk = await rig.desk(side, { timeoutMs: TIMEOUT_MS })
    rig.venue.faults.onRequest(fault, { matching: ORDER[side] })
    const order = desk.submit({ id: 'order' })
    await until(() => desk.kinds(order).some((kind) => kind === (isTaken(fault) ? 'filled' : 'unknown')))
    await desk.settled()
    expect(desk.kinds(order)).not.toContain('rejected')
    const books = booked(rig.venue, side, order)
    expect(books?.state).toBe(isTaken(fault) ? 'filled' : undefined)
    expect(await known(desk, order)).toEqual(books)
  })

  it.each(cases)('leaves a cancel to be asked about: %s', async (_, fault) => {
    const desk = await rig.desk(side, { timeoutMs: TIMEOUT_MS })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    rig.venue.faults.onRequest(fault, { matching: CANCEL[side] })
    desk.venue.cancel(order)
    await until(() => desk.kinds(order).some((kind) => kind === (isTaken(fault) ? 'cancelled' : 'unknown')))
    await desk.settled()
    expect(desk.kinds(order)).not.toContain('cancelRejected')
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it('that comes twice is one order, and one cancel', async () => {
    const desk = await rig.desk(side)
    rig.venue.faults.onRequest({ kind: 'duplicate' }, { matching: ORDER[side] })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted'])
    rig.venue.faults.onRequest({ kind: 'duplicate' }, { matching: CANCEL[side] })
    desk.venue.cancel(order)
    await desk.settled()
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelled'])
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
  })

  it.each([
    [
      'without permission',
      { code: -2015, message: 'Invalid API-key, IP, or permissions for action.', status: 401 },
      'permission',
    ],
    ['against a filter', { code: -1013, message: 'Filter failure: LOT_SIZE' }, 'rules'],
    ['for its precision', { code: -1111, message: 'Precision is over the maximum defined for this asset.' }, 'rules'],
    [
      'for lack of money',
      { code: -2010, message: 'Account has insufficient balance for requested action.' },
      undefined,
    ],
  ])('is refused %s, which is told with its cause', async (_, refusal, cause) => {
    const desk = await rig.desk(side)
    rig.venue.faults.onRequest({ kind: 'reject', ...refusal }, { matching: ORDER[side] })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await desk.settled()
    const [fact] = desk.facts
    expect(fact).toMatchObject({ kind: 'rejected', orderId: order, ...(cause && { cause }) })
    expect(fact && 'cause' in fact ? fact.cause : undefined).toBe(cause)
    expect(fact && 'reason' in fact ? fact.reason : '').toContain(refusal.message.slice(0, 20))
  })

  it.each([418, 429] as const)('is refused with status %s, and nothing of it stands there', async (status) => {
    const desk = await rig.desk(side)
    rig.venue.faults.onRequest({ kind: 'ban', status, forMs: 2_000 }, { matching: ORDER[side] })
    const order = desk.submit({ id: 'order', limit: '59000' })
    await until(() => desk.kinds(order).length > 0)
    expect(desk.kinds(order)).toEqual(['rejected'])
    expect(booked(rig.venue, side, order)).toBeUndefined()
  })

  it('is filled in part, and the rest when its time comes', async () => {
    const desk = await rig.desk(side)
    rig.venue.faults.onRequest({ kind: 'partialFill', share: 0.4 }, {})
    const order = desk.submit({ id: 'order', limit: '60100', quantity: '0.01' })
    await desk.settled()
    expect(desk.fills(order).map(({ quantity }) => quantity.toFixed())).toEqual(['0.004'])
    const exchange = side === 'spot' ? rig.venue.spot : rig.venue.usdm
    exchange.setPrice('BTCUSDT', 60_000)
    exchange.setPrice('BTCUSDT', 59_990)
    await desk.settled()
    expect(await known(desk, order)).toEqual(booked(rig.venue, side, order))
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'filled'])
  })

  it('goes through again once the clocks were compared', async () => {
    const desk = await rig.desk(side)
    rig.venue.skewClock(3_600_000)
    const first = desk.submit({ id: 'first', limit: '59000' })
    await until(() => desk.kinds(first).length > 0)
    await desk.settled()
    const second = desk.submit({ id: 'second', limit: '59000' })
    await until(() => desk.kinds(second).length > 0)
    expect(desk.kinds(second)).toEqual(['accepted'])
    expect(await known(desk, first)).toEqual(booked(rig.venue, side, first))
  })
})
