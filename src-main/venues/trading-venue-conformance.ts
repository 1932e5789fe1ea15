import { describe, expect, it } from 'vitest'
import { Decimal, timeMs } from '../base/index.ts'
import { type Instrument, orderId } from '../domain/index.ts'
import { describeAccount } from './testing/account-conformance.ts'
import { describeAmending } from './testing/amend-conformance.ts'
import { describeOrderTypes } from './testing/order-conformance.ts'
import { type OrderWords, testOrder } from './testing/orders.ts'
import { openDesk, sum, type TradingVenueFixture } from './testing/venue-desk.ts'

export type { TradingVenueFixture, TradingVenueSubject } from './testing/venue-desk.ts'

/**
 * What every trading venue has to keep, an exchange as well as one of our own; `id` names it in the report. What the venue
 * does not offer is skipped.
 */
export function describeTradingVenue(id: string, fixture: TradingVenueFixture): void {
  describe(`trading venue ${id}`, () => {
    describeIdentity(fixture)
    describeCommands(fixture)
    describeRefusals(fixture)
    describeOrderTypes(fixture)
    describeAmending(fixture)
    describeAccount(fixture)
  })
}

function describeIdentity(fixture: TradingVenueFixture): void {
  it('says what it offers, and who it is without telling a secret or a place', async () => {
    const { venue } = await openDesk(fixture)
    expect(venue.capabilities).toEqual(fixture.capabilities)
    expect(venue.fingerprint).toMatch(/^[0-9a-f]{16,}$/)
    expect((await fixture.create()).venue.fingerprint).toMatch(/^[0-9a-f]{16,}$/)
  })
}

function describeCommands(fixture: TradingVenueFixture): void {
  it('tells facts after the command returned, never inside it', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    desk.venue.submit(testOrder({ instrument: fixture.instrument }))
    expect(desk.facts).toEqual([])
    await desk.subject.settled()
    expect(desk.kinds('order-1')).toEqual(['accepted', 'filled'])
    desk.venue.cancel(orderId('order-1'))
    expect(desk.kinds('order-1')).toEqual(['accepted', 'filled'])
    await desk.subject.settled()
    expect(desk.kinds('order-1')).toEqual(['accepted', 'filled', 'cancelRejected'])
  })

  it('accepts before it fills, and its fills add up to the order', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 1)
    const order = await desk.submit({ quantity: '2.5' })
    for (let round = 0; round < 10; round++) await desk.quote(100, 100.5, 1)
    expect(desk.kinds(order)[0]).toBe('accepted')
    expect(sum(desk.fills(order).map((fill) => fill.quantity)).toString()).toBe('2.5')
    expect(new Set(desk.fills().map((fill) => fill.tradeId)).size).toBe(desk.fills().length)
  })

  it('refuses an order id that was used before and leaves the first order as it is', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const order = await desk.submit({ limit: '90' })
    await desk.submit({ quantity: '5' })
    expect(desk.kinds(order)).toEqual(['accepted', 'rejected'])
    expect(await desk.report(order)).toMatchObject({ state: 'working' })
    expect(await desk.venue.queryOpenOrders()).toHaveLength(1)
  })

  it('cancels a working order once; a cancel that comes too late or knows nothing is rejected', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const order = await desk.submit({ limit: '90' })
    await desk.cancel(order)
    await desk.cancel(order)
    await desk.cancel(orderId('never-seen'))
    await desk.quote(80, 80.5)
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelled', 'cancelRejected'])
    expect(desk.kinds('never-seen')).toEqual(['cancelRejected'])
    expect(await desk.report(orderId('never-seen'))).toBeUndefined()
  })

  it('answers about an order exactly what its facts said, with the terms it was given', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 1)
    const order = await desk.submit({ quantity: '0.8' })
    await desk.quote(99, 99.5, 1)
    const report = await desk.report(order)
    const { instrumentId, side, type, quantity } = testOrder({ instrument: fixture.instrument, quantity: '0.8' })
    expect(report).toMatchObject({ state: 'filled', instrumentId, side, type, quantity, reduceOnly: false })
    expect(report?.fills).toEqual(desk.fills(order))
    expect(report?.filledQuantity.toString()).toBe('0.8')
    expect(desk.facts[0]).toMatchObject({ kind: 'accepted', venueOrderId: report?.venueOrderId })
  })

  it('lists the working orders of one instrument, or of all', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    await desk.submit({ id: 'a', limit: '90' })
    await desk.submit({ id: 'b', side: 'sell', limit: '110' })
    await desk.submit({ id: 'ended' })
    const { instrumentId } = fixture.instrument
    const lists = await Promise.all([
      desk.venue.queryOpenOrders(),
      desk.venue.queryOpenOrders(instrumentId),
      desk.venue.queryOpenOrders('other:XYZ' as Instrument['instrumentId']),
    ])
    expect(lists.map((list) => list.map((order) => order.orderId))).toEqual([['a', 'b'], ['a', 'b'], []])
  })
}

function describeRefusals(fixture: TradingVenueFixture): void {
  it.each<[string, OrderWords]>([
    ['off the lot', { quantity: '1.05' }],
    ['off the tick', { limit: '90.3' }],
    ['without quantity', { quantity: '0' }],
    ['below the minimum worth', { quantity: '0.1', limit: '5' }],
    ['without limit price', { type: 'limit' }],
    ['without margin', { quantity: '10000' }],
  ])('rejects an order %s and says why', async (_, words) => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const order = await desk.submit(words)
    expect(desk.facts).toMatchObject([{ kind: 'rejected', orderId: order, reason: expect.stringMatching(/\w{3,}/) }])
    const report = await desk.report(order)
    expect(report?.fills ?? []).toEqual([])
    expect(report?.state ?? 'rejected').toBe('rejected')
  })

  it('rejects an instrument it does not have', async () => {
    const desk = await openDesk(fixture)
    const foreign = { ...fixture.instrument, instrumentId: 'other:XYZ' as Instrument['instrumentId'] }
    await desk.submit({ instrument: foreign })
    expect(desk.facts).toMatchObject([{ kind: 'rejected', reason: expect.stringContaining('other:XYZ') }])
  })

  it('keeps cash at start minus fees plus realised profit, to the last digit', async () => {
    const desk = await openDesk(fixture)
    const before = (await desk.venue.queryAccount()).cash
    await desk.quote(100, 100.5)
    await desk.submit({ id: 'in', quantity: '3' })
    await desk.quote(110, 110.5)
    await desk.submit({ id: 'out', side: 'sell', quantity: '3' })
    const [bought, sold] = desk.fills()
    const realised = sold?.price.minus(bought?.price ?? 0).mul(3) ?? new Decimal(0)
    const { cash, currency } = await desk.venue.queryAccount()
    const paid = desk.fills().filter(({ feeCurrency }) => feeCurrency === currency)
    const fees = sum(paid.map(({ fee }) => fee))
    expect(fees.greaterThan(0)).toBe(true)
    expect(cash.toString()).toBe(before.minus(fees).plus(realised).toString())
    expect(await desk.venue.queryAdjustments(timeMs(0))).toEqual([])
  })
}
