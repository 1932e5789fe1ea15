import { describe, expect, it } from 'vitest'
import { HAND, type Instrument, type OrderIntent, price, strategyId, strategyOwner } from '../domain/index.ts'
import { RiskSnapshotTaker, type RiskSnapshotPorts } from './risk-snapshot.ts'
import { spotCash } from './spot-cash.ts'
import type { TradingSession } from './trading-session.ts'
import { ABC, HandMarket, XYZ } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { ledgerOf, openBench, openHandBench } from './testing/session-bench.ts'

/** A taker of its own over the parts of a session, with more ports wired. */
function takerOf(session: TradingSession, more: Partial<RiskSnapshotPorts> = {}): RiskSnapshotTaker {
  const { marketData, portfolio, execution, account } = session
  const { clock } = session.market
  return new RiskSnapshotTaker({
    marketData,
    portfolio,
    execution,
    account,
    tradingState: () => session.tradingState.state,
    takerFeeFraction: () => 0,
    nowMs: () => clock.nowMs(),
    spotCash: (currency) =>
      spotCash(currency, {
        portfolio,
        marks: session.marks,
        instrument: (instrumentId) => marketData.instrument(instrumentId),
        marginFraction: () => 0.1,
      }),
    ...more,
  })
}

const closing = (change: Partial<OrderIntent> = {}): OrderIntent =>
  handIntent({ side: 'sell', role: 'close', reduceOnly: true, ...change })

const OTHER = strategyOwner(strategyId('ema-cross'))

/** The execution of a session at a venue that keeps what an order is to sell, and takes no trailing stops. */
function locking({ execution }: TradingSession): TradingSession['execution'] {
  const { capabilities } = execution
  const orderTypes = capabilities.orderTypes.filter((type) => type !== 'trailingStop')
  return new Proxy(execution, {
    get(target, name) {
      if (name === 'capabilities') return { ...capabilities, orderTypes, locksHoldings: true }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

describe('RiskSnapshotTaker', () => {
  it('counts what orders at the venue keep of a holding, of all owners, where the venue does that', async () => {
    const { session } = await openHandBench()
    session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: '3' }, stopLossPrice: price(90) }))
    await session.settle()
    const size = { kind: 'quantity', quantity: '1' } as const
    session.desk.submit(
      restingIntent(120, { idempotencyKey: 'limit', side: 'sell', role: 'close', reduceOnly: true, size }),
    )
    await session.settle()
    const locks = (change: Partial<OrderIntent>, taker = takerOf(session, { execution: locking(session) })) => {
      const { holdingLock } = taker.take(closing({ type: 'limit', limitPrice: price(130), ...change }))
      return holdingLock && [holdingLock.held.toFixed(), holdingLock.locked.toFixed()]
    }
    expect(locks({ owner: OTHER })).toEqual(['3', '4'])
    expect(locks({ side: 'buy' })).toBeUndefined()
    expect(locks({ type: 'market' })).toBeUndefined()
    expect(locks({ type: 'trailingStop' })).toBeUndefined()
    expect(locks({ type: 'stop', awaitsFunds: true })).toBeUndefined()
    expect(locks({}, takerOf(session))).toBeUndefined()
  })

  it('knows what of a holding no other order sells', async () => {
    const { session } = await openHandBench()
    session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: '3' } }))
    await session.settle()
    const sell = { side: 'sell', role: 'close', reduceOnly: true } as const
    for (const key of ['key-of-a', 'key-of-b'])
      session.desk.submit(restingIntent(120, { ...sell, idempotencyKey: key }))
    await session.settle()
    expect(session.snapshots.freeHolding(ABC.instrumentId).toFixed()).toBe('1')
  })

  it('takes the ask for a buy and the bid for a sell', async () => {
    const { session } = await openHandBench()
    expect(session.snapshots.take(handIntent()).referencePrice).toBe(100.5)
    expect(session.snapshots.take(handIntent({ side: 'sell' })).referencePrice).toBe(100)
  })

  it('counts what is held, by owner and net, and what may still be added', async () => {
    const { session } = await openHandBench()
    session.desk.submit(handIntent())
    session.desk.submit(
      handIntent({ source: 'strategy', owner: OTHER, side: 'sell', size: { kind: 'quantity', quantity: '3' } }),
    )
    session.desk.submit(restingIntent(95, { idempotencyKey: 'resting' }))
    await session.settle()
    const snapshot = session.snapshots.take(handIntent())
    expect(snapshot.ownerQuantity.toFixed()).toBe('1')
    expect(snapshot.netQuantity.toFixed()).toBe('-2')
    expect(snapshot.pendingBuyQuantity.toFixed()).toBe('1')
    expect(snapshot.pendingSellQuantity.toFixed()).toBe('0')
  })

  it('counts each owner in each instrument once as an open position, entries on their way too', async () => {
    const { session, market } = await openHandBench()
    market.quote(50, { instrument: XYZ })
    market.trade(50, XYZ)
    const xyz = { instrumentId: XYZ.instrumentId }
    expect(session.snapshots.take(handIntent())).toMatchObject({ openPositions: 0, ownerHasPosition: false })
    session.desk.submit(handIntent())
    expect(session.snapshots.take(handIntent())).toMatchObject({ openPositions: 1, ownerHasPosition: true })
    session.desk.submit(restingIntent(40, { ...xyz, idempotencyKey: 'b' }))
    session.desk.submit(restingIntent(90, { source: 'strategy', owner: OTHER }))
    await session.settle()
    expect(session.snapshots.take(handIntent(xyz))).toMatchObject({ openPositions: 3, ownerHasPosition: true })
    expect(session.snapshots.take(handIntent({ ...xyz, owner: OTHER })).ownerHasPosition).toBe(false)
  })

  it('values what is held and entered in the other instruments only', async () => {
    const { session, market } = await openHandBench()
    market.quote(50, { instrument: XYZ })
    market.trade(50, XYZ)
    session.desk.submit(handIntent())
    session.desk.submit(restingIntent(40, { instrumentId: XYZ.instrumentId, idempotencyKey: 'b' }))
    await session.settle()
    expect(session.snapshots.take(handIntent()).otherNotional).toBe(50)
    expect(session.snapshots.take(handIntent({ instrumentId: XYZ.instrumentId })).otherNotional).toBe(100)
  })

  it('counts the margin of the other instruments with the share that each of them wants, else with that of the order', async () => {
    const { session, market } = await openHandBench()
    market.quote(50, { instrument: XYZ })
    market.trade(50, XYZ)
    session.desk.submit(handIntent({ instrumentId: XYZ.instrumentId }))
    await session.settle()
    const fractionOfOther = (other: number | undefined): number | undefined => {
      const taker = takerOf(session, {
        initialMarginFraction: ({ instrumentId }) => (instrumentId === ABC.instrumentId ? 0.1 : other),
      })
      return taker.take(handIntent()).otherMargin
    }
    expect([fractionOfOther(0.5), fractionOfOther(undefined)]).toEqual([25, 5])
    expect(takerOf(session).take(handIntent()).otherMargin).toBe(0)
  })

  it('follows equity, trading state and the taker fee', async () => {
    const { session, market, settings } = await openHandBench()
    session.desk.submit(handIntent())
    await session.settle()
    market.quote(110)
    market.trade(110)
    session.tradingState.pause('a test')
    session.applySettings(settings({ paper: { takerFeeBps: 10 } }), {
      historyBars: 1,
      maxCatchUpBars: 1,
      staleAfterMs: 500,
      gapFillTimeoutMs: 100,
    })
    const snapshot = session.snapshots.take(handIntent())
    expect(snapshot).toMatchObject({ dayStartEquity: 100_000, tradingState: 'reducing', takerFeeFraction: 0.001 })
    expect(snapshot.equity).toBeCloseTo(100_009.5, 9)
    expect(session.portfolio.ownerQuantity(ABC.instrumentId, HAND).toFixed()).toBe('1')
  })

  it('measures the account by what is held and what may still be entered, not by its exits', async () => {
    const { session, market } = await openHandBench()
    market.quote(50, { instrument: XYZ })
    market.trade(50, XYZ)
    session.desk.submit(handIntent({ stopLossPrice: price(90) }))
    session.desk.submit(restingIntent(95, { idempotencyKey: 'buy', size: { kind: 'quantity', quantity: '2' } }))
    session.desk.submit(restingIntent(110, { side: 'sell', source: 'strategy', owner: OTHER }))
    session.desk.submit(restingIntent(40, { instrumentId: XYZ.instrumentId, idempotencyKey: 'other' }))
    await session.settle()
    const { instruments, ...account } = session.snapshots.account()
    expect(account).toMatchObject({ currency: 'USDT', dayStartEquity: 100_000, openPositions: 3 })
    const told = instruments.map(({ symbol, price: newest, notional, netQuantity, ...pending }) =>
      [symbol, newest, notional, netQuantity, pending.pendingBuyQuantity, pending.pendingSellQuantity].join(' '),
    )
    expect(told).toEqual(['ABC 100 400 1 2 1', 'XYZ 50 50 0 1 0'])
  })

  it('measures what the market does not offer any more at its entry', async () => {
    const before = await openHandBench()
    before.session.desk.submit(handIntent())
    await before.session.settle()
    const market = Object.assign(new HandMarket(() => undefined), { instruments: async () => [XYZ] })
    const { session } = await openBench({ market, trading: before.trading, ledger: ledgerOf(before) })
    expect(session.snapshots.account()).toMatchObject({
      openPositions: 1,
      instruments: [{ symbol: 'test:ABC', price: 100.5, notional: 100.5 }],
    })
    expect(session.meters().length).toBeGreaterThan(5)
  })
})

describe('what the check counts of working orders', () => {
  it('tells the part of an owner from that of all, and closes from what adds', async () => {
    const { session } = await openHandBench()
    session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: '3' } }))
    session.desk.submit(restingIntent(95, { idempotencyKey: 'mine-resting' }))
    session.desk.submit(restingIntent(96, { source: 'strategy', owner: OTHER, idempotencyKey: 'theirs-resting' }))
    await session.settle()
    const snapshot = session.snapshots.take(handIntent())
    expect([snapshot.pendingBuyQuantity.toFixed(), snapshot.ownerPendingQuantity.toFixed()]).toEqual(['2', '1'])
    expect(session.snapshots.take(handIntent({ side: 'sell' })).ownerPendingQuantity.toFixed()).toBe('0')
  })

  it('leaves out the order in whose place the intent comes', async () => {
    const { session } = await openHandBench()
    const placed = session.desk.submit(restingIntent(95))
    if (placed.kind === 'denied') throw new Error(placed.denial.message)
    await session.settle()
    const left = placed.order.terms.orderId
    expect(session.snapshots.take(restingIntent(96), left).pendingBuyQuantity.toFixed()).toBe('0')
  })

  it('shares a position among closes that rest, and keeps none from closing at market', async () => {
    const { session } = await openHandBench()
    session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: '2' }, stopLossPrice: price(90) }))
    await session.settle()
    const resting = { type: 'limit', timeInForce: 'GTC' } as const
    session.desk.submit(closing({ ...resting, limitPrice: price(120), idempotencyKey: 'resting-close-1' }))
    await session.settle()
    const another = session.snapshots.take(closing({ ...resting, limitPrice: price(130) }))
    expect([another.ownerClosingQuantity.toFixed(), another.netClosingQuantity.toFixed()]).toEqual(['1', '1'])
    const atMarket = session.snapshots.take(closing())
    expect([atMarket.ownerClosingQuantity.toFixed(), atMarket.netClosingQuantity.toFixed()]).toEqual(['0', '0'])
    const second = { ...resting, limitPrice: price(130), size: { kind: 'quantity', quantity: '2' } } as const
    expect(session.desk.submit(closing({ ...second, idempotencyKey: 'resting-close-2' }))).toMatchObject({
      kind: 'denied',
      denial: { code: 'REDUCE_ONLY_INCREASES', measured: 2, limit: 1 },
    })
  })

  it('counts entries of the last minute of session time', async () => {
    const { session, market } = await openHandBench()
    for (const key of ['a', 'b', 'c']) session.desk.submit(restingIntent(95, { idempotencyKey: `key-${key}-000000` }))
    await session.settle()
    const taker = takerOf(session)
    expect(taker.take(handIntent()).entriesLastMinute).toBe(3)
    market.clock.advanceBy(60_000)
    market.quote(100)
    market.trade(100)
    expect(taker.take(handIntent()).entriesLastMinute).toBe(0)
    expect(takerOf(session, { entriesSince: () => 9 }).take(handIntent()).entriesLastMinute).toBe(9)
  })
})

describe('what the check knows of the market and of the account', () => {
  it('measures the spread, and says what the session wires', async () => {
    const { session } = await openHandBench()
    const wired = takerOf(session, {
      quarantineReason: (id) => (id === ABC.instrumentId ? 'a difference' : undefined),
      annualVolatility: () => 0.7,
      ownerRecord: () => ({ trades: 5, winRate: 0.4, payoff: 2 }),
      initialMarginFraction: () => 0.2,
      tradingStateReason: () => 'the machine slept',
    }).take(handIntent())
    expect(wired).toMatchObject({
      quarantineReason: 'a difference',
      annualVolatility: 0.7,
      ownerRecord: { trades: 5 },
      initialMarginFraction: 0.2,
      tradingStateReason: 'the machine slept',
      isStale: false,
    })
    expect(wired.spreadFraction).toBeCloseTo(0.5 / 100.25, 12)
    expect(takerOf(session).take(handIntent())).toMatchObject({
      quarantineReason: undefined,
      guardBlock: undefined,
      groups: [],
      spot: undefined,
    })
  })

  it('lets a position be reduced without a fresh price, at the newest one or at its entry', async () => {
    const before = await openHandBench()
    before.session.desk.submit(handIntent())
    await before.session.settle()
    const { market } = before
    const { session } = await openBench({ market, trading: before.trading, ledger: ledgerOf(before) })
    await session.open()
    await session.marketData.start()
    expect(session.snapshots.take(closing()).referencePrice).toBe(100.5)
    const reducing = closing({ role: 'stopLoss', type: 'stop', triggerPrice: price(90) })
    expect(session.snapshots.take(reducing).referencePrice).toBe(100.5)
    expect(() => session.snapshots.take(handIntent())).toThrow('There is no fresh price')
  })

  it('knows what a spot account has left, working orders off', async () => {
    const spot: Instrument = { ...ABC, kind: 'spot' }
    const market = Object.assign(new HandMarket(() => undefined), { instruments: async () => [spot] })
    const { session } = await openHandBench({ market })
    session.desk.submit(handIntent({ size: { kind: 'quantity', quantity: '10' } }))
    session.desk.submit(restingIntent(90, { idempotencyKey: 'resting-buy', size: { kind: 'quantity', quantity: '5' } }))
    await session.settle()
    const sell = handIntent({ side: 'sell', type: 'limit', limitPrice: price(120), timeInForce: 'GTC' })
    session.desk.submit({ ...sell, idempotencyKey: 'resting-sell', size: { kind: 'quantity', quantity: '4' } })
    await session.settle()
    const { spot: free } = takerOf(session).take(handIntent())
    expect([free?.quote.toFixed(), free?.base.toFixed()]).toEqual([String(100_000 - 10 * 100.5 - 5 * 90), '6'])
    const withFees = takerOf(session, { takerFeeFraction: () => 0.01 }).take(handIntent()).spot
    expect(withFees?.quote.toFixed()).toBe(String(100_000 - 10 * 100.5 - 5 * 90 * 1.01))
    expect(session.desk.preview({ ...sell, size: { kind: 'quantity', quantity: '6.1' } })).toMatchObject({
      accepted: false,
      denial: { code: 'INSUFFICIENT_BALANCE', measured: 6.1, limit: 6 },
    })
  })
})
