import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock, silentLogger, timeMs } from '../../base/index.ts'
import { accountId, type MarketEvent, money, orderId, type VenueFact } from '../../domain/index.ts'
import { TEST_INSTRUMENT, testOrder } from '../testing/orders.ts'
import type { PaperModel } from './paper-state.ts'
import { PaperTradingVenue, type PaperTradingOptions } from './paper-trading-venue.ts'

const { instrumentId } = TEST_INSTRUMENT
const MODEL: PaperModel = {
  makerFeeBps: 2,
  takerFeeBps: 5,
  slippageBps: 0,
  maxBookShare: 1,
  maxVolumeShare: 1,
  leverage: 5,
  liquidationFeeBps: 50,
}

function options(change: Partial<PaperTradingOptions> = {}): PaperTradingOptions {
  return {
    file: undefined,
    accountId: accountId('test'),
    startingCash: money(10_000),
    currency: 'USDT',
    instruments: [TEST_INSTRUMENT],
    clock: new ManualClock(1_000),
    model: MODEL,
    logger: silentLogger,
    onFailed: (error) => {
      throw error
    },
    ...change,
  }
}

function quote(bid: number, ask: number): MarketEvent {
  return { kind: 'quote', instrumentId, quote: { timeMs: timeMs(0), bid, bidSize: 1_000, ask, askSize: 1_000 } }
}

function closedBar(open: number): MarketEvent {
  const candle = { openTimeMs: timeMs(0), open, high: open + 1, low: open - 1, close: open, volume: 0 }
  return { kind: 'candle', instrumentId, candle, closed: true }
}

function factsOf(venue: PaperTradingVenue): VenueFact[] {
  const facts: VenueFact[] = []
  venue.onFact((fact) => facts.push(fact))
  return facts
}

describe('PaperTradingVenue in memory', () => {
  it('tells waiting facts before it matches the next event, and what that decided before it returns', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.handleMarketEvent(closedBar(100))
    venue.submit(testOrder())
    expect(facts).toEqual([])
    venue.handleMarketEvent(closedBar(101))
    expect(facts.map((fact) => fact.kind)).toEqual(['accepted', 'filled'])
  })

  it('tells facts at the end of the running task where no event comes', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.submit(testOrder({ limit: '90' }))
    await Promise.resolve()
    expect(facts.map((fact) => fact.kind)).toEqual(['accepted'])
  })

  it('tells facts that a listener causes in the same round, after the ones before', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.onFact((fact) => {
      if (fact.kind !== 'filled' || fact.orderId !== 'order-1') return
      venue.submit(testOrder({ id: 'stop', side: 'sell', trigger: '90', reduceOnly: true }))
      expect(facts.some((known) => known.orderId === 'stop')).toBe(false)
    })
    venue.handleMarketEvent(closedBar(100))
    venue.submit(testOrder())
    venue.handleMarketEvent(closedBar(101))
    expect(facts.map((fact) => `${fact.orderId} ${fact.kind}`)).toEqual([
      'order-1 accepted',
      'order-1 filled',
      'stop accepted',
    ])
  })

  it('keeps the order of facts for every listener, also when one of them asks the venue meanwhile', async () => {
    const venue = await PaperTradingVenue.open(options())
    venue.onFact(() => void venue.drained())
    const facts = factsOf(venue)
    venue.submit(testOrder({ id: 'a', limit: '90' }))
    venue.submit(testOrder({ id: 'b', limit: '90' }))
    await venue.drained()
    expect(facts.map((fact) => fact.orderId)).toEqual(['a', 'b'])
  })

  it('gives the same facts to the last digit when everything is repeated', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const venue = await PaperTradingVenue.open(options())
        const facts = factsOf(venue)
        for (let step = 0; step < 50; step++) {
          venue.handleMarketEvent(closedBar(100 + (step % 7)))
          const side = step % 3 === 0 ? 'sell' : 'buy'
          venue.submit(testOrder({ id: `o${step}`, side, quantity: '0.7' }))
        }
        await venue.drained()
        return JSON.stringify(facts)
      }),
    )
    expect(runs[0]).toBe(runs[1])
    expect(runs[0]?.length).toBeGreaterThan(1_000)
  })

  it('fills nothing from a book, whatever is offered in it', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.submit(testOrder({ limit: '90' }))
    venue.handleMarketEvent(quote(100, 101))
    const told = facts.length
    const book = { timeMs: timeMs(0), bids: [], asks: [[80, 1_000]] } as const
    venue.handleMarketEvent({ kind: 'book', instrumentId, book })
    expect(facts).toHaveLength(told)
    venue.handleMarketEvent(quote(79, 80))
    expect(facts.at(-1)?.kind).toBe('filled')
  })

  it('uses changed fees from the next fill on', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.handleMarketEvent(quote(99.5, 100))
    venue.setModel({ ...MODEL, takerFeeBps: 10 })
    venue.submit(testOrder())
    await venue.drained()
    expect(facts[1]).toMatchObject({ kind: 'filled', fee: money('0.1') })
  })

  it('frees margin when a position earns and binds it while orders work', async () => {
    const venue = await PaperTradingVenue.open(options({ startingCash: money(100) }))
    const facts = factsOf(venue)
    venue.handleMarketEvent(quote(99.5, 100))
    venue.submit(testOrder({ id: 'a', quantity: '4', limit: '90' }))
    venue.submit(testOrder({ id: 'b', quantity: '2', limit: '90' }))
    venue.cancel(orderId('a'))
    venue.submit(testOrder({ id: 'c', quantity: '4.5' }))
    venue.submit(testOrder({ id: 'd', quantity: '1' }))
    venue.handleMarketEvent(quote(109.5, 110))
    venue.handleMarketEvent({
      kind: 'trade',
      instrumentId,
      trade: { timeMs: timeMs(0), price: 110, quantity: 1, takerSide: 'buy' },
    })
    venue.submit(testOrder({ id: 'e', quantity: '1' }))
    await venue.drained()
    const answers = facts.filter((fact) => fact.kind === 'accepted' || fact.kind === 'rejected')
    expect(answers.map((fact) => `${fact.orderId} ${fact.kind}`)).toEqual([
      'a accepted',
      'b rejected',
      'c accepted',
      'd rejected',
      'e accepted',
    ])
  })

  it('never reports a fill while a forming bar changes', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.handleMarketEvent(closedBar(100))
    venue.submit(testOrder())
    venue.handleMarketEvent({ ...closedBar(100), closed: false } as MarketEvent)
    expect(facts.map((fact) => fact.kind)).toEqual(['accepted'])
  })

  it('counts what it has decided and not told yet', async () => {
    const venue = await PaperTradingVenue.open(options())
    venue.handleMarketEvent(quote(99.5, 100))
    venue.submit(testOrder())
    expect(venue.pending).toBe(2)
    await venue.drained()
    expect(venue.pending).toBe(0)
  })

  it('fills nothing while it is stopped', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.handleMarketEvent(quote(99.5, 100))
    venue.submit(testOrder({ limit: '90' }))
    await venue.stop()
    venue.handleMarketEvent(quote(80, 80.5))
    expect(facts.map((fact) => fact.kind)).toEqual(['accepted'])
    await venue.start()
    venue.handleMarketEvent(quote(80, 80.5))
    expect(facts.map((fact) => fact.kind)).toEqual(['accepted', 'filled'])
  })

  it('drops orders and positions and sets cash back when it is reset; order ids stay known', async () => {
    const venue = await PaperTradingVenue.open(options())
    const facts = factsOf(venue)
    venue.handleMarketEvent(quote(99.5, 100))
    venue.submit(testOrder({ id: 'held' }))
    venue.submit(testOrder({ id: 'working', limit: '90' }))
    expect(await venue.reset()).toMatchObject({ cash: money(10_000), positions: [] })
    venue.submit(testOrder({ id: 'held' }))
    await venue.drained()
    expect(facts.slice(3).map((fact) => `${fact.orderId} ${fact.kind}`)).toEqual(['working cancelled', 'held rejected'])
  })

  it('has the same fingerprint for the same books, and another one for others of the same name', async () => {
    const clock = new ManualClock(1_000)
    const [first, second] = [
      await PaperTradingVenue.open(options({ clock })),
      await PaperTradingVenue.open(options({ clock })),
    ]
    clock.advanceBy(1)
    const later = await PaperTradingVenue.open(options({ clock }))
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(later.fingerprint).not.toBe(first.fingerprint)
  })

  it('ends a good-till-date order after the bar that closes at its time, and before one that ends later', async () => {
    const clock = new ManualClock(60_000)
    const venue = await PaperTradingVenue.open(options({ clock }))
    const facts = factsOf(venue)
    venue.handleMarketEvent(closedBar(100))
    venue.submit(testOrder({ id: 'a', limit: '99.5', timeInForce: 'GTD', expireAtMs: 120_000 }))
    venue.submit(testOrder({ id: 'b', limit: '80', timeInForce: 'GTD', expireAtMs: 120_000 }))
    venue.submit(testOrder({ id: 'c', limit: '99.5', timeInForce: 'GTD', expireAtMs: 119_999 }))
    await venue.drained()
    clock.advanceTo(120_000)
    venue.handleMarketEvent(closedBar(100))
    expect(facts.slice(3).map((fact) => `${fact.orderId} ${fact.kind}`)).toEqual(['c expired', 'a filled', 'b expired'])
  })

  it('refuses instruments that are quoted in another currency', async () => {
    const foreign = { ...TEST_INSTRUMENT, quote: 'EUR' }
    await expect(PaperTradingVenue.open(options({ instruments: [foreign] }))).rejects.toThrow('is quoted in EUR')
  })
})

describe('PaperTradingVenue on disk', () => {
  let folder = ''
  let venues: PaperTradingVenue[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-'))
    venues = []
  })
  afterEach(async () => {
    for (const venue of venues) await venue.close()
    await rm(folder, { recursive: true })
  })

  async function open(change: Partial<PaperTradingOptions> = {}): Promise<PaperTradingVenue> {
    const venue = await PaperTradingVenue.open(options({ file: join(folder, 'paper.db'), ...change }))
    venues.push(venue)
    return venue
  }

  it('keeps its cash when the configured starting cash changes, until it is reset', async () => {
    const first = await open()
    await first.close()
    const second = await open({ startingCash: money(500) })
    expect((await second.queryAccount()).cash.toString()).toBe('10000')
    expect((await second.reset()).cash.toString()).toBe('500')
  })

  it('remembers a triggered stop, the last price and the priority of orders', async () => {
    const first = await open()
    first.handleMarketEvent(quote(99.5, 100))
    first.submit(testOrder({ id: 'long', quantity: '1' }))
    first.submit(testOrder({ id: 'stop', side: 'sell', trigger: '95', reduceOnly: true }))
    const trade = { timeMs: timeMs(0), price: 94, quantity: 1, takerSide: 'sell' as const }
    first.handleMarketEvent({ kind: 'trade', instrumentId, trade })
    await first.close()
    const second = await open()
    const facts = factsOf(second)
    second.handleMarketEvent(quote(97, 97.5))
    await second.drained()
    expect(facts).toMatchObject([{ kind: 'filled', orderId: 'stop', price: money(97) }])
    expect((await second.queryAccount()).positions).toEqual([])
  })

  it('leaves holdings in an instrument that the market no longer offers as they are', async () => {
    const first = await open()
    first.handleMarketEvent(quote(99.5, 100))
    first.submit(testOrder({ id: 'held' }))
    first.submit(testOrder({ id: 'working', limit: '90' }))
    await first.close()
    const second = await open({ instruments: [] })
    const facts = factsOf(second)
    expect((await second.queryAccount()).positions).toHaveLength(1)
    second.cancel(orderId('working'))
    await second.drained()
    expect(facts).toMatchObject([{ kind: 'cancelled', orderId: 'working' }])
  })

  it('never repeats an id of books that were deleted', async () => {
    const clock = new ManualClock(1_000)
    const first = await open({ clock })
    clock.advanceBy(60_000)
    const second = await open({ clock, file: join(folder, 'other.db') })
    const reports = await Promise.all(
      [first, second].map(async (venue) => {
        venue.submit(testOrder({ limit: '90' }))
        return venue.queryOrder(orderId('order-1'))
      }),
    )
    expect(reports[0]?.venueOrderId).not.toBe(reports[1]?.venueOrderId)
  })
})
