import { expect, it } from 'vitest'
import type { Decimal } from '../../base/index.ts'
import type { TimeInForce } from '../../domain/index.ts'
import { type OrderWords, trailing } from './orders.ts'
import { mannersOf, openDesk, type TradingVenueFixture, type VenueDesk } from './venue-desk.ts'

interface TypeCase {
  readonly words: OrderWords
  /** Prices at which it must not trade yet. */
  readonly before: readonly (readonly [bid: number, ask: number])[]
  /** Prices at which it trades, and at what. */
  readonly turn: readonly [bid: number, ask: number]
  readonly fill: string
}

/** Every type that closes a long of 1 bought at 100.5, with the market at 100 / 100.5 when it is placed. */
const TYPE_CASES: readonly TypeCase[] = [
  { words: { side: 'sell' }, before: [], turn: [100, 100.5], fill: '1 @ 100' },
  { words: { side: 'sell', limit: '104' }, before: [[103, 103.5]], turn: [104.5, 105], fill: '1 @ 104' },
  { words: { side: 'sell', trigger: '97' }, before: [[97.5, 98]], turn: [96, 96.5], fill: '1 @ 96' },
  { words: { side: 'sell', trigger: '97', limit: '96' }, before: [[97.5, 98]], turn: [96.5, 97], fill: '1 @ 96.5' },
  {
    words: { side: 'sell', type: 'takeProfit', trigger: '104' },
    before: [[103, 103.5]],
    turn: [105, 105.5],
    fill: '1 @ 105',
  },
  {
    words: { side: 'sell', type: 'takeProfitLimit', trigger: '104', limit: '103' },
    before: [[103, 103.5]],
    turn: [104.5, 105],
    fill: '1 @ 104.5',
  },
  {
    words: { side: 'sell', trailing: trailing('3') },
    before: [
      [104, 104.5],
      [102, 102.5],
    ],
    turn: [100, 100.5],
    fill: '1 @ 100',
  },
]

interface LongDesk {
  readonly desk: VenueDesk
  /** Held before it bought. */
  readonly start: Decimal
}

async function deskWithLong(fixture: TradingVenueFixture): Promise<LongDesk> {
  const desk = await openDesk(fixture)
  const start = await desk.held()
  await desk.quote(100, 100.5)
  await desk.submit({ id: 'long' })
  return { desk, start }
}

function typeOf({ type, trigger, limit, trailing: distance }: OrderWords): string {
  if (distance) return 'trailingStop'
  return type ?? (trigger ? (limit ? 'stopLimit' : 'stop') : limit ? 'limit' : 'market')
}

/** Every order type and time in force, post-only and reduce-only, as far as the venue offers them. */
export function describeOrderTypes(fixture: TradingVenueFixture): void {
  const { orderTypes, postOnly, reduceOnly } = fixture.capabilities
  const manners = mannersOf(fixture)
  const cases = TYPE_CASES.map((one) => [typeOf(one.words), one] as const)

  it.each(cases.filter(([type]) => orderTypes.some((known) => known === type)))(
    'fills a %s order when its time has come, not before',
    async (_, { words, before, turn, fill }) => {
      const { desk, start } = await deskWithLong(fixture)
      const order = await desk.submit({ id: 'exit', reduceOnly, ...words })
      for (const [bid, ask] of before) await desk.quote(bid, ask)
      expect(desk.fillWords(order)).toEqual(before.length > 0 ? [] : [fill])
      await desk.quote(...turn)
      expect(desk.fillWords(order)).toEqual([fill])
      expect((await desk.held()).sub(start)).toEqual(desk.reckoned())
    },
  )

  it.runIf(reduceOnly).each(cases.filter(([type]) => orderTypes.some((known) => known === type)))(
    'never turns a position by a reduce-only %s order',
    async (_, { words, before, turn }) => {
      const { desk } = await deskWithLong(fixture)
      const order = await desk.submit({ id: 'exit', ...words, quantity: '3', reduceOnly: true })
      for (const [bid, ask] of [...before, turn]) await desk.quote(bid, ask)
      expect(desk.kinds(order)).toEqual(['accepted', 'filled', manners.endOfRest])
      expect(desk.fills(order).map(({ quantity }) => quantity.toString())).toEqual(['1'])
      expect((await desk.venue.queryAccount()).positions).toEqual([])
    },
  )

  it.runIf(reduceOnly)('rejects a reduce-only market order that would not reduce', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    expect(desk.kinds(await desk.submit({ reduceOnly: true }))).toEqual(['rejected'])
  })

  it.runIf(postOnly)(
    'refuses a post-only order that would trade at once, and fills one that rested as maker',
    async () => {
      const desk = await openDesk(fixture)
      await desk.quote(100, 100.5)
      const crossing = await desk.submit({ id: 'crossing', limit: '100.5', postOnly: true })
      const resting = await desk.submit({ id: 'resting', limit: '100', postOnly: true })
      expect([desk.kinds(crossing), desk.kinds(resting)]).toEqual([['rejected'], ['accepted']])
      await desk.quote(99, 99.5)
      expect(desk.fills(resting)).toMatchObject([{ liquidity: 'maker' }])
    },
  )

  describeTimesInForce(fixture)
}

function describeTimesInForce(fixture: TradingVenueFixture): void {
  const { unfillable } = mannersOf(fixture)
  const offers = (timeInForce: TimeInForce): boolean => fixture.capabilities.timesInForce.includes(timeInForce)

  it.runIf(offers('IOC'))('fills what an immediate-or-cancel order can get at once, and ends the rest', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 1)
    const order = await desk.submit({ quantity: '5', limit: '101', timeInForce: 'IOC' })
    expect(desk.kinds(order)).toEqual(['accepted', 'filled', 'expired'])
    expect(await desk.venue.queryOpenOrders()).toEqual([])
  })

  it.runIf(offers('FOK'))('fills a fill-or-kill order as a whole or not at all', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5, 2)
    const large = await desk.submit({ id: 'large', quantity: '5', limit: '101', timeInForce: 'FOK' })
    const small = await desk.submit({ id: 'small', quantity: '0.5', limit: '101', timeInForce: 'FOK' })
    expect(desk.kinds(large)).toEqual(unfillable === 'rejected' ? ['rejected'] : ['accepted', 'expired'])
    expect(desk.fillWords(small)).toEqual(['0.5 @ 100.5'])
  })

  it.runIf(offers('GTD'))('ends a good-till-date order at its time, also while nothing trades', async () => {
    const desk = await openDesk(fixture)
    await desk.quote(100, 100.5)
    const nowMs = Number(desk.facts.at(-1)?.timeMs ?? 0)
    const first = await desk.submit({ id: 'probe', limit: '80' })
    const atMs = desk.facts.find((fact) => fact.orderId === first)?.timeMs ?? nowMs
    const order = await desk.submit({ id: 'dated', limit: '90', timeInForce: 'GTD', expireAtMs: atMs + 60_000 })
    await desk.subject.pass(59_000)
    await desk.quote(100, 100.5)
    expect(desk.kinds(order)).toEqual(['accepted'])
    await desk.subject.pass(1_000)
    await desk.quote(80, 80.5)
    expect(desk.kinds(order)).toEqual(['accepted', 'expired'])
    expect(desk.kinds(await desk.submit({ id: 'late', limit: '90', timeInForce: 'GTD', expireAtMs: atMs }))).toEqual([
      'rejected',
    ])
  })
}
