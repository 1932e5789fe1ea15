import { expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { type InstrumentId, orderId } from '../../domain/index.ts'
import { trailing } from './orders.ts'
import { mannersOf, openDesk, type TradingVenueFixture, VenueDesk } from './venue-desk.ts'

const EVER = timeMs(0)

/** What the venue answers about the account, and that it still does after a restart. */
export function describeAccount(fixture: TradingVenueFixture): void {
  const { instrumentId } = fixture.instrument
  const manners = mannersOf(fixture)

  it('lists executions of one instrument since a time, oldest first, as its facts told them', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    await desk.submit({ id: 'first' })
    await desk.subject.pass(60_000)
    await desk.submit({ id: 'second', side: 'sell', quantity: '0.4' })
    const [first, second] = desk.fills()
    const listed = [
      { ...first, instrumentId, side: 'buy' },
      { ...second, instrumentId, side: 'sell' },
    ]
    expect(await desk.venue.queryFills(instrumentId, EVER)).toEqual(listed)
    expect(await desk.venue.queryFills(instrumentId, second?.timeMs ?? EVER)).toEqual(listed.slice(1))
    expect(await desk.venue.queryFills('other:XYZ' as InstrumentId, EVER)).toEqual([])
  })

  it('reports the net position with its average price, and what working orders bind', async () => {
    const desk = await openDesk(fixture)
    const before = await desk.held()
    await desk.quote(100, 100.5)
    await desk.submit({ id: 'first' })
    await desk.submit({ id: 'working', limit: '90' })
    const { positions, balances, currency } = await desk.venue.queryAccount()
    expect((await desk.held()).sub(before)).toEqual(desk.reckoned())
    const known = manners.tellsEntryPrice ? '100.5' : '0'
    expect(positions.map(({ entryPrice }) => entryPrice.toString())).toEqual([known])
    const reserved = balances?.find((balance) => balance.currency === currency)?.reserved
    expect(Number(reserved ?? 1)).toBeGreaterThan(0)
  })

  it('tells a funding payment once, and lists it', async () => {
    const desk = await openDesk(fixture)
    const { subject } = desk
    if (!subject.fund) return
    await desk.quote(100, 100.5)
    await desk.submit({ quantity: '2' })
    const before = (await desk.venue.queryAccount()).cash
    await subject.fund(0.001, 100)
    expect(desk.adjustments).toMatchObject([{ kind: 'funding', instrumentId }])
    expect(desk.adjustments[0]?.cash.toString()).toBe('-0.2')
    expect((await desk.venue.queryAccount()).cash.minus(before).toString()).toBe('-0.2')
    expect(await desk.venue.queryAdjustments(EVER)).toEqual(desk.adjustments)
    const later = timeMs(Number(desk.adjustments[0]?.timeMs) + 1)
    expect(await desk.venue.queryAdjustments(later)).toEqual([])
  })

  it.runIf(fixture.isDurable)('keeps everything over a restart', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 1)
    await desk.submit({ id: 'held', quantity: '0.3' })
    await desk.submit({ id: 'partly', quantity: '2', limit: '100.5' })
    await desk.submit({ id: 'stop', side: 'sell', trigger: '95', quantity: '0.3', reduceOnly: true })
    await desk.subject.fund?.(0.001, 100)
    const before = await answers(desk)
    const again = new VenueDesk(await desk.subject.reopen(), fixture.instrument)
    expect(await answers(again)).toEqual(before)
    await again.quote(90, 90.5)
    expect(again.kinds('stop').at(-1)).toBe('filled')
    const trades = [...desk.fills(), ...again.fills()].map((fill) => fill.tradeId)
    expect(new Set(trades).size).toBe(trades.length)
  })

  it.runIf(fixture.isDurable && manners.remembersEndedIds)('refuses an id that was used before a restart', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    await desk.submit({ id: 'held' })
    const again = new VenueDesk(await desk.subject.reopen(), fixture.instrument)
    await again.submit({ id: 'held' })
    expect(again.kinds('held')).toEqual(['rejected'])
  })

  it.runIf(fixture.isDurable && fixture.capabilities.orderTypes.includes('trailingStop'))(
    'goes on with a trailing stop, an amended order and a good-till-date order after a restart',
    async () => {
      const desk = await openDesk(fixture)
      await desk.quote(100, 100.5)
      await desk.submit({ id: 'held' })
      await desk.submit({ id: 'trail', side: 'sell', trailing: trailing('3'), reduceOnly: true })
      const atMs = desk.facts.at(-1)?.timeMs ?? 0
      await desk.submit({ id: 'dated', limit: '80', timeInForce: 'GTD', expireAtMs: atMs + 60_000 })
      await desk.submit({ id: 'amended', side: 'sell', limit: '120' })
      await desk.amend({ id: 'amended', side: 'sell', limit: '130', quantity: '2' })
      await desk.quote(110, 110.5)
      const again = new VenueDesk(await desk.subject.reopen(), fixture.instrument)
      await again.subject.pass(60_000)
      await again.quote(106, 106.5)
      expect([again.kinds('trail'), again.kinds('dated')]).toEqual([['filled'], ['expired']])
      await again.quote(131, 131.5)
      expect(again.fillWords('amended')).toEqual(['2 @ 130'])
    },
  )
}

async function answers(desk: VenueDesk): Promise<readonly unknown[]> {
  const { venue } = desk
  const [position] = (await venue.queryAccount()).positions
  return [
    venue.fingerprint,
    await venue.queryAccount(),
    await venue.queryOpenOrders(),
    await desk.report(orderId('held')),
    await venue.queryAdjustments(EVER),
    position && (await venue.queryFills(position.instrumentId, EVER)),
  ]
}
