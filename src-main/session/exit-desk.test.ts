import { describe, expect, it, vi } from 'vitest'
import { ensureDefined, type EngineError } from '../base/index.ts'
import { HAND, type OrderIntent, price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import type { NewExitMove } from '../execution/index.ts'
import { ABC, type HandMarket, XYZ } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { ledgerOf, openHandBench, type SessionBench } from './testing/session-bench.ts'

type Bench = SessionBench<HandMarket>
const STRATEGY = strategyOwner(strategyId('ema-cross'))

function wish(change: Partial<NewExitMove> = {}): NewExitMove {
  return { instrumentId: ABC.instrumentId, owner: HAND, by: 'hand', idempotencyKey: 'move-0001', ...change }
}

async function holding(change: Partial<OrderIntent> = {}, paper: object = {}): Promise<Bench> {
  const bench = await openHandBench({ settings: { paper } })
  const answer = bench.session.desk.submit(handIntent({ idempotencyKey: 'entry-001', ...change }))
  expect(answer.kind).toBe('placed')
  await bench.session.settle()
  return bench
}

async function move(bench: Bench, change: Partial<NewExitMove>): Promise<void> {
  expect(bench.session.exits.move(wish(change))).toBeUndefined()
  await bench.session.settle()
}

function protection({ session }: Bench, owner = HAND): (string | undefined)[] {
  const { stopPrice, targetPrice } = session.execution.protectionOf(ABC.instrumentId, owner)
  return [stopPrice?.toFixed(), targetPrice?.toFixed()]
}

function errorOf(action: () => unknown): EngineError {
  try {
    action()
  } catch (error) {
    return error as EngineError
  }
  throw new Error('nothing was thrown')
}

describe('moving exits', () => {
  it('sets them for a position that had none, writes it down, and tells who did', async () => {
    const bench = await holding()
    await move(bench, { stopPrice: price(95), targetPrice: price(120) })
    expect(protection(bench)).toEqual(['95', '120'])
    expect(bench.journal.facts('exitsMoved')).toMatchObject([{ move: { by: 'hand', idempotencyKey: 'move-0001' } }])
    const stop = bench.session.execution.openOrders().find(({ terms }) => terms.role === 'stopLoss')
    expect(stop?.terms.reason).toBe('stop-loss moved by hand')
  })

  it('refuses any for a position that is too small for the venue to take an order, with the figures', async () => {
    const bench = await holding()
    bench.market.changeRules({ ...ABC, minQuantity: quantity(50) })
    for (const change of [
      { stopPrice: price(95) },
      { targetPrice: price(120) },
      { trailing: { kind: 'fraction', fraction: 0.1 } as const },
    ]) {
      expect(bench.session.exits.move(wish(change))).toMatchObject({ code: 'MIN_QUANTITY', limit: 50 })
    }
    expect(bench.journal.facts('exitsMoved')).toEqual([])
  })

  it('refuses any for a position of which the venue keeps all for other orders that sell it, and says what to do', async () => {
    const bench = await holding()
    const free = vi.spyOn(bench.session.execution, 'freeForExits')
    // None, and less than a lot.
    for (const rest of [0, 0.04]) {
      free.mockReturnValue(quantity(rest))
      const denial = bench.session.exits.move(wish({ stopPrice: price(95) }))
      expect(denial).toMatchObject({ code: 'HOLDING_LOCKED', measured: 1, limit: rest, unit: 'ABC' })
      expect(denial?.message).toContain('Cancel or shrink one of them')
    }
    expect(bench.session.exits.move(wish({ stopPrice: null, targetPrice: null }))).toBeUndefined()
  })

  it("moves those of a strategy's position too", async () => {
    const bench = await holding({ owner: STRATEGY, source: 'strategy', stopLossPrice: price(90) })
    await move(bench, { owner: STRATEGY, stopPrice: price(97) })
    expect(protection(bench, STRATEGY)).toEqual(['97', undefined])
  })

  it('closes the position where the market comes to the moved stop', async () => {
    const bench = await holding({ stopLossPrice: price(90) })
    await move(bench, { stopPrice: price(98) })
    bench.market.quote(97)
    bench.market.trade(97)
    await bench.session.settle()
    expect(bench.session.portfolio.ownerQuantity(ABC.instrumentId, HAND).toFixed()).toBe('0')
    expect(bench.session.execution.openOrders()).toEqual([])
  })

  it('is done once under one key', async () => {
    const bench = await holding()
    await move(bench, { stopPrice: price(95) })
    await move(bench, { stopPrice: price(96), idempotencyKey: 'move-0002' })
    await move(bench, { stopPrice: price('95.0') })
    expect(protection(bench)).toEqual(['96', undefined])
    expect(bench.journal.facts('exitsMoved')).toHaveLength(2)
  })

  const others: [string, Partial<NewExitMove>][] = [
    ['stop', { stopPrice: price(94) }],
    ['target', { stopPrice: price(95), targetPrice: price(120) }],
    ['target taken away', { stopPrice: price(95), targetPrice: null }],
    ['instrument', { stopPrice: price(95), instrumentId: XYZ.instrumentId }],
    ['owner', { stopPrice: price(95), owner: STRATEGY }],
  ]
  it.each(others)('refuses a key that stands for another %s', async (_, change) => {
    const bench = await holding()
    await move(bench, { stopPrice: price(95) })
    expect(errorOf(() => bench.session.exits.move(wish(change))).code).toBe('IDEMPOTENCY_MISMATCH')
  })

  it('keeps its keys apart from those of orders, both ways', async () => {
    const bench = await holding()
    const { exits, desk } = bench.session
    const taken = errorOf(() => exits.move(wish({ stopPrice: price(95), idempotencyKey: 'entry-001' })))
    expect(taken.code).toBe('IDEMPOTENCY_MISMATCH')
    await move(bench, { stopPrice: price(95) })
    expect(errorOf(() => desk.submit(handIntent({ idempotencyKey: 'move-0001' }))).code).toBe('IDEMPOTENCY_MISMATCH')
  })

  it('may be asked for again under the key of a move that could not be decided', async () => {
    const bench = await holding()
    const { execution } = bench.session
    execution.suspend('the machine sleeps')
    expect(errorOf(() => bench.session.exits.move(wish({ stopPrice: price(95) }))).code).toBe('NOT_READY')
    execution.resume()
    await move(bench, { stopPrice: price(95) })
    expect(protection(bench)).toEqual(['95', undefined])
  })

  it('knows the keys of an earlier run', async () => {
    const bench = await holding()
    await move(bench, { stopPrice: price(95) })
    const exitMoves = bench.journal.facts('exitsMoved').map((fact) => fact.move)
    const { trading, market } = bench
    const again = await openHandBench({ market, trading, ledger: { ...ledgerOf(bench), exitMoves } })
    await move(again, { stopPrice: price(95) })
    expect(again.journal.facts('exitsMoved')).toEqual([])
    expect(errorOf(() => again.session.exits.move(wish({ stopPrice: price(94) }))).code).toBe('IDEMPOTENCY_MISMATCH')
  })
})

describe('a plan that is given to a position', () => {
  it('is decided like an exit, and kept until it is taken away', async () => {
    const bench = await holding({ stopLossPrice: price(90) })
    await move(bench, { trailing: { kind: 'price', distance: price(5) } })
    expect(bench.session.execution.exitPlans(ABC.instrumentId)).toMatchObject([{ owner: HAND, side: 'buy' }])
    expect(protection(bench)).toEqual(['90', undefined])
    await move(bench, { trailing: null, idempotencyKey: 'move-0002' })
    expect(bench.session.execution.exitPlans(ABC.instrumentId)).toEqual([])
  })

  it.each([
    { kind: 'price', distance: price(0) } as const,
    { kind: 'fraction', fraction: 1 } as const,
    { kind: 'fraction', fraction: 0 } as const,
  ])('needs a distance that is one: %o', async (trailing) => {
    const bench = await holding()
    const error = errorOf(() => bench.session.exits.move(wish({ trailing })))
    expect([error.code, error.message]).toEqual([
      'BAD_REQUEST',
      'trailing: the distance must be above 0, as a share of the price also below 1.',
    ])
  })
})

describe('exits that cannot be', () => {
  interface Wrong {
    readonly what: string
    readonly entry?: Partial<OrderIntent>
    readonly change: Partial<NewExitMove>
    readonly denial: object
  }
  const wrong: Wrong[] = [
    {
      what: 'a stop at the price or above it, for a long position',
      change: { stopPrice: price(100) },
      denial: {
        code: 'STOP_WRONG_SIDE',
        message: 'Stop-loss 100 must be below the newest price 100.',
        measured: 100,
        limit: 100,
      },
    },
    {
      what: 'a target below it',
      change: { targetPrice: price('99.5') },
      denial: { code: 'TARGET_WRONG_SIDE', measured: 99.5, limit: 100 },
    },
    {
      what: 'a stop below it, for a short one',
      entry: { side: 'sell' },
      change: { stopPrice: price(99) },
      denial: { code: 'STOP_WRONG_SIDE' },
    },
    {
      what: 'a target above it',
      entry: { side: 'sell' },
      change: { targetPrice: price(101) },
      denial: { code: 'TARGET_WRONG_SIDE' },
    },
  ]
  it.each(wrong)('are denied with their numbers: $what', async ({ entry = {}, change, denial }) => {
    const bench = await holding(entry)
    expect(bench.session.exits.move(wish(change))).toMatchObject({ ...denial, unit: 'USDT' })
    expect(bench.session.exits.preview(wish(change)).denial).toMatchObject(denial)
    expect(bench.journal.facts('exitsMoved')).toEqual([])
  })

  it('leave the key free for the next try', async () => {
    const bench = await holding()
    bench.session.exits.move(wish({ stopPrice: price(101) }))
    await move(bench, { stopPrice: price(99) })
    expect(protection(bench)).toEqual(['99', undefined])
  })

  it('off the tick name the field and the nearest price', async () => {
    const bench = await holding()
    const stop = errorOf(() => bench.session.exits.move(wish({ stopPrice: price('95.3') })))
    expect(stop).toMatchObject({
      code: 'BAD_REQUEST',
      message: 'stopPrice: 95.3 is off the tick of 0.5, the nearest price is 95.5.',
      data: { issues: [{ path: 'stopPrice' }] },
    })
    const target = errorOf(() => bench.session.exits.preview(wish({ targetPrice: price('0.1') })))
    expect(target.message).toBe('targetPrice: 0.1 is off the tick of 0.5, the nearest price is 0.5.')
  })

  it('are refused where none is named, and where nothing is held', async () => {
    const bench = await holding()
    const { exits } = bench.session
    expect(errorOf(() => exits.move(wish())).code).toBe('BAD_REQUEST')
    const elsewhere = { instrumentId: XYZ.instrumentId, stopPrice: price(95) }
    expect(errorOf(() => exits.move(wish(elsewhere))).code).toBe('UNKNOWN_POSITION')
    expect(errorOf(() => exits.preview(wish(elsewhere))).code).toBe('UNKNOWN_POSITION')
  })
})

describe('a price that is not fresh', () => {
  it('still lets exits be moved: who cannot see the market must be able to protect himself', async () => {
    const bench = await holding()
    bench.systemClock.advanceBy(10 * 60_000)
    expect(bench.session.marketData.isStale(ABC.instrumentId)).toBe(true)
    await move(bench, { stopPrice: price(95) })
    expect(protection(bench)).toEqual(['95', undefined])
    expect(bench.session.exits.move(wish({ stopPrice: price(101), idempotencyKey: 'move-0002' }))?.code).toBe(
      'STOP_WRONG_SIDE',
    )
  })

  it('is not needed to take exits away; without any, none can be set', async () => {
    const bench = await holding({ stopLossPrice: price(90) })
    bench.session.marketData.lastPrice = () => undefined
    const { exits } = bench.session
    expect(errorOf(() => exits.move(wish({ stopPrice: price(95) }))).code).toBe('PRICE_UNAVAILABLE')
    expect(exits.preview(wish({ stopPrice: price(95) })).denial?.code).toBe('PRICE_UNAVAILABLE')
    await move(bench, { stopPrice: null })
    expect(protection(bench)).toEqual([undefined, undefined])
  })
})

describe('the preview of exits', () => {
  it('counts from the entry, with the fee of the way out: taker at the stop, maker at the target', async () => {
    const bench = await holding({}, { takerFeeBps: 10, makerFeeBps: 4 })
    const { exits } = bench.session
    const entry = ensureDefined(bench.session.portfolio.position(ABC.instrumentId, HAND), 'position').entryPrice
    expect(entry.toFixed()).toBe('100.5')
    const { denial, ...figures } = exits.preview(wish({ stopPrice: price('95.5'), targetPrice: price('110.5') }))
    expect(denial).toBeUndefined()
    // 5 lost and 0.0955 paid; 10 won and 0.0442 paid
    expect(figures.profitAtStop?.toFixed()).toBe('-5.0955')
    expect(figures.profitAtTarget?.toFixed()).toBe('9.9558')
    expect(figures.rewardToRisk).toBe(2)
    expect(bench.journal.facts('exitsMoved')).toEqual([])
  })

  it('shows the exits there are where others are not wished, part by part', async () => {
    const bench = await holding({ stopLossPrice: price(90), takeProfitPrice: price(120) })
    bench.session.desk.submit(handIntent({ idempotencyKey: 'entry-002', stopLossPrice: price(95) }))
    await bench.session.settle()
    const { profitAtStop, profitAtTarget, rewardToRisk } = bench.session.exits.preview(wish())
    expect(profitAtStop?.toFixed()).toBe('-16')
    expect([profitAtTarget, rewardToRisk]).toEqual([undefined, undefined])
    const whole = bench.session.exits.preview(wish({ targetPrice: price('116.5') }))
    expect([whole.profitAtTarget?.toFixed(), whole.rewardToRisk]).toEqual(['32', 2])
  })

  it('has no result at an exit that is taken away, and no risk where the stop wins', async () => {
    const bench = await holding({ stopLossPrice: price(90), takeProfitPrice: price(120) })
    expect(bench.session.exits.preview(wish({ stopPrice: null }))).toMatchObject({ profitAtStop: undefined })
    bench.market.trade(115)
    expect(bench.session.exits.preview(wish({ stopPrice: price(110) }))).toMatchObject({
      denial: undefined,
      rewardToRisk: undefined,
    })
  })
})
