import { describe, expect, it } from 'vitest'
import { Decimal, timeMs } from '../base/index.ts'
import { type Instrument, type OrderId, orderId, type SimulatedTradingVenue, type VenueFact } from '../domain/index.ts'
import { type OrderWords, testOrder } from './testing/orders.ts'

/** How the suite gets a trading venue that trades `instrument` (tick 0.5, lot 0.1) with 10,000 cash. */
export interface TradingVenueFixture {
  readonly instrument: Instrument
  /** The books outlive the venue. */
  readonly isDurable: boolean
  /** A venue with new books. */
  create(): Promise<TradingVenueSubject>
}

export interface TradingVenueSubject {
  readonly venue: SimulatedTradingVenue
  /** Ends the venue and opens it again on the same books. */
  reopen(): Promise<SimulatedTradingVenue>
}

type Filled = Extract<VenueFact, { kind: 'filled' }>

/** A venue with its facts written down. */
class Desk {
  readonly facts: VenueFact[] = []
  readonly venue: SimulatedTradingVenue
  readonly #instrument: Instrument

  constructor(venue: SimulatedTradingVenue, instrument: Instrument) {
    this.venue = venue
    this.#instrument = instrument
    venue.onFact((fact) => this.facts.push(fact))
  }

  async submit(words: OrderWords): Promise<OrderId> {
    const request = testOrder({ instrument: this.#instrument, ...words })
    this.venue.submit(request)
    await this.venue.drained()
    return request.orderId
  }

  async quote(bid: number, ask: number, size = 1_000): Promise<void> {
    const quote = { timeMs: timeMs(0), bid, bidSize: size, ask, askSize: size }
    this.venue.handleMarketEvent({ kind: 'quote', instrumentId: this.#instrument.instrumentId, quote })
    await this.venue.drained()
  }

  /** Kinds of the facts of one order, in order. */
  kinds(id: OrderId): string[] {
    return this.facts.filter((fact) => fact.orderId === id).map((fact) => fact.kind)
  }

  fills(id?: OrderId): Filled[] {
    return this.facts.filter((fact) => fact.kind === 'filled').filter((fact) => id === undefined || fact.orderId === id)
  }
}

function sum(values: readonly Decimal[]): Decimal {
  return Decimal.sum(0, ...values)
}

/** What every trading venue of our own has to keep; `id` names it in the report. */
export function describeTradingVenue(id: string, fixture: TradingVenueFixture): void {
  async function open(): Promise<{ desk: Desk; subject: TradingVenueSubject }> {
    const subject = await fixture.create()
    await subject.venue.start()
    return { desk: new Desk(subject.venue, fixture.instrument), subject }
  }

  describe(`trading venue ${id}`, () => {
    it('tells facts after the command returned, never inside it', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5)
      desk.venue.submit(testOrder({ instrument: fixture.instrument }))
      expect(desk.facts).toEqual([])
      expect(desk.venue.pending).toBeGreaterThan(0)
      await desk.venue.drained()
      expect(desk.kinds(orderId('order-1'))).toEqual(['accepted', 'filled'])
      desk.venue.cancel(orderId('order-1'))
      expect(desk.kinds(orderId('order-1'))).toEqual(['accepted', 'filled'])
      await desk.venue.drained()
      expect(desk.venue.pending).toBe(0)
    })

    it('accepts before it fills, and its fills add up to the order', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5, 1)
      const order = await desk.submit({ quantity: '2.5' })
      for (let round = 0; round < 10; round++) await desk.quote(100, 100.5, 1)
      expect(desk.kinds(order)[0]).toBe('accepted')
      expect(desk.fills(order).length).toBeGreaterThan(1)
      expect(sum(desk.fills(order).map((fill) => fill.quantity)).toString()).toBe('2.5')
      expect(new Set(desk.fills().map((fill) => fill.tradeId)).size).toBe(desk.fills().length)
    })

    it('refuses an order id that was used before and leaves the first order as it is', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5)
      const order = await desk.submit({ limit: '90' })
      await desk.submit({ quantity: '5' })
      expect(desk.kinds(order)).toEqual(['accepted', 'rejected'])
      expect(await desk.venue.queryOrder(order)).toMatchObject({ state: 'working' })
      expect(await desk.venue.queryOpenOrders()).toHaveLength(1)
    })

    it.each<[string, OrderWords, string]>([
      ['off the lot', { quantity: '1.05' }, 'lot size'],
      ['off the tick', { limit: '90.3' }, 'tick size'],
      ['without quantity', { quantity: '0' }, 'above 0'],
      ['below the minimum worth', { quantity: '0.1', limit: '5' }, 'at least 5 USDT'],
      ['without limit price', { type: 'limit' }, 'needs a limit price'],
      ['without trigger price', { type: 'stop' }, 'needs a trigger price'],
      ['without margin', { quantity: '10000' }, 'insufficient margin'],
      ['that would not reduce', { reduceOnly: true }, 'reduce-only'],
    ])('rejects an order %s and says why', async (_, words, reason) => {
      const { desk } = await open()
      await desk.quote(100, 100.5)
      const order = await desk.submit(words)
      expect(desk.facts).toMatchObject([{ kind: 'rejected', orderId: order, reason: expect.stringContaining(reason) }])
      expect(await desk.venue.queryOrder(order)).toMatchObject({ state: 'rejected', fills: [] })
    })

    it('rejects an instrument it does not have', async () => {
      const { desk } = await open()
      const foreign = { ...fixture.instrument, instrumentId: 'other:XYZ' as Instrument['instrumentId'] }
      await desk.submit({ instrument: foreign })
      expect(desk.facts).toMatchObject([{ kind: 'rejected', reason: 'the venue has no instrument other:XYZ' }])
    })

    it('cancels a working order once; a cancel that comes too late or knows nothing is rejected', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5)
      const order = await desk.submit({ limit: '90' })
      desk.venue.cancel(order)
      desk.venue.cancel(order)
      desk.venue.cancel(orderId('never-seen'))
      await desk.quote(80, 80.5)
      expect(desk.kinds(order)).toEqual(['accepted', 'cancelled', 'cancelRejected'])
      expect(desk.kinds(orderId('never-seen'))).toEqual(['cancelRejected'])
      expect(await desk.venue.queryOrder(orderId('never-seen'))).toBeUndefined()
    })

    it('never turns a position by reduce-only', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5)
      await desk.submit({ quantity: '1' })
      await desk.submit({ id: 'close', side: 'sell', quantity: '3', reduceOnly: true })
      expect(desk.kinds(orderId('close'))).toEqual(['accepted', 'filled', 'cancelled'])
      expect((await desk.venue.queryAccount()).positions).toEqual([])
    })

    it('keeps cash at start minus fees plus realised profit, to the last digit', async () => {
      const { desk } = await open()
      const before = (await desk.venue.queryAccount()).cash
      await desk.quote(100, 100.5)
      await desk.submit({ id: 'in', quantity: '3' })
      await desk.quote(110, 110.5)
      await desk.submit({ id: 'out', side: 'sell', quantity: '3' })
      const [bought, sold] = desk.fills()
      const realised = sold?.price.minus(bought?.price ?? 0).mul(3) ?? new Decimal(0)
      const fees = sum(desk.fills().map((fill) => fill.fee))
      expect(fees.greaterThan(0)).toBe(true)
      expect((await desk.venue.queryAccount()).cash.toString()).toBe(before.minus(fees).plus(realised).toString())
    })

    it('answers about an order exactly what its facts said', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5, 1)
      const order = await desk.submit({ quantity: '0.8' })
      await desk.quote(99, 99.5, 1)
      const report = await desk.venue.queryOrder(order)
      expect(report?.state).toBe('filled')
      expect(report?.fills).toEqual(desk.fills(order))
      expect(report?.filledQuantity.toString()).toBe('0.8')
      expect(desk.facts[0]).toMatchObject({ kind: 'accepted', venueOrderId: report?.venueOrderId })
    })

    it('fills nothing while it is stopped', async () => {
      const { desk } = await open()
      await desk.quote(100, 100.5)
      const order = await desk.submit({ limit: '90' })
      await desk.venue.stop()
      await desk.quote(80, 80.5)
      expect(desk.kinds(order)).toEqual(['accepted'])
      await desk.venue.start()
      await desk.quote(80, 80.5)
      expect(desk.kinds(order)).toEqual(['accepted', 'filled'])
    })

    it('drops orders and positions and sets cash back when it is reset', async () => {
      const { desk } = await open()
      const start = (await desk.venue.queryAccount()).cash
      await desk.quote(100, 100.5)
      await desk.submit({ id: 'held' })
      const working = await desk.submit({ id: 'working', limit: '90' })
      const report = await desk.venue.reset()
      expect(report).toMatchObject({ cash: start, positions: [] })
      expect(desk.kinds(working)).toEqual(['accepted', 'cancelled'])
      await desk.submit({ id: 'held' })
      expect(desk.kinds(orderId('held'))).toEqual(['accepted', 'filled', 'rejected'])
    })

    it.runIf(fixture.isDurable)('keeps everything over a restart', async () => {
      const { desk, subject } = await open()
      await desk.quote(100, 100.5, 1)
      await desk.submit({ id: 'held', quantity: '0.3' })
      await desk.submit({ id: 'partly', quantity: '2', limit: '100.5' })
      await desk.submit({ id: 'stop', side: 'sell', trigger: '95', quantity: '0.3', reduceOnly: true })
      const [account, orders] = [await desk.venue.queryAccount(), await desk.venue.queryOpenOrders()]
      const ended = await desk.venue.queryOrder(orderId('held'))
      const again = new Desk(await subject.reopen(), fixture.instrument)
      expect(await again.venue.queryAccount()).toEqual(account)
      expect(await again.venue.queryOpenOrders()).toEqual(orders)
      expect(await again.venue.queryOrder(orderId('held'))).toEqual(ended)
      await again.submit({ id: 'held' })
      await again.quote(90, 90.5)
      expect(again.kinds(orderId('held'))).toEqual(['rejected'])
      expect(again.kinds(orderId('stop')).at(-1)).toBe('filled')
      const trades = [...desk.fills(), ...again.fills()].map((fill) => fill.tradeId)
      expect(new Set(trades).size).toBe(trades.length)
    })
  })
}
