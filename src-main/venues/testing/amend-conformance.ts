import { expect, it } from 'vitest'
import { changesInPlace, orderId } from '../../domain/index.ts'
import { openDesk, type TradingVenueFixture } from './venue-desk.ts'

/** Changes of working orders; skipped where the venue has none. */
export function describeAmending(fixture: TradingVenueFixture): void {
  const { capabilities } = fixture
  const { amend, orderTypes } = capabilities
  const movesStops = orderTypes.includes('stop') && changesInPlace(capabilities, 'stop')

  it.runIf(amend)('amends quantity and limit of a working order, and reports the terms that stand', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const order = await desk.submit({ quantity: '2', limit: '95' })
    await desk.amend({ quantity: '3', limit: '96' })
    expect(desk.facts.at(-1)).toMatchObject({ kind: 'amended', orderId: order })
    const report = await desk.report(order)
    expect([report?.quantity.toString(), report?.limitPrice?.toString(), report?.state]).toEqual(['3', '96', 'working'])
    await desk.quote(94, 94.5)
    expect(desk.fillWords(order)).toEqual(['3 @ 96'])
  })

  it.runIf(amend)('counts in the amended quantity what has filled', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 2)
    const order = await desk.submit({ quantity: '5', limit: '100.5' })
    const filled = Number(desk.fills(order)[0]?.quantity ?? 0)
    expect(filled).toBeGreaterThan(0)
    await desk.amend({ quantity: String(filled + 1), limit: '100.5' })
    await desk.quote(99, 99.5, 1_000)
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'amended', 'filled'])
    expect((await desk.report(order))?.filledQuantity.toString()).toBe(String(filled + 1))
  })

  it.runIf(amend)('ends as cancelled an order that is amended to what has filled already', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 2)
    const order = await desk.submit({ quantity: '5', limit: '100.5' })
    await desk.amend({ quantity: '0.1', limit: '100.5' })
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'cancelled'])
    expect(await desk.venue.queryOpenOrders()).toEqual([])
  })

  it.runIf(movesStops)('moves the trigger of a stop, with no moment without it', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    await desk.submit({ id: 'long' })
    const order = await desk.submit({ id: 'stop', side: 'sell', trigger: '95', reduceOnly: true })
    await desk.amend({ id: 'stop', side: 'sell', trigger: '98', reduceOnly: true })
    await desk.quote(97, 97.5)
    expect(desk.kinds(order)).toEqual(['accepted', 'amended', 'filled'])
  })

  it.runIf(amend)('refuses with a reason what it would not take, and leaves the order as it was', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const order = await desk.submit({ limit: '95' })
    for (const words of [{ limit: '95.3' }, { limit: '95', quantity: '1.05' }, { limit: '95', quantity: '10000' }]) {
      await desk.amend(words)
    }
    expect(desk.kinds(order)).toEqual(['accepted', 'amendRejected', 'amendRejected', 'amendRejected'])
    const report = await desk.report(order)
    expect([report?.quantity.toString(), report?.limitPrice?.toString()]).toEqual(['1', '95'])
  })

  it.runIf(amend)('refuses to amend an order that has ended, or that it does not know', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const order = await desk.submit({ limit: '95' })
    await desk.cancel(order)
    await desk.amend({ limit: '96' })
    await desk.amend({ id: 'never-seen', limit: '96' })
    expect(desk.kinds(order)).toEqual(['accepted', 'cancelled', 'amendRejected'])
    expect(desk.kinds('never-seen')).toEqual(['amendRejected'])
    expect(await desk.report(orderId('never-seen'))).toBeUndefined()
  })
}
