import { describe, expect, it } from 'vitest'
import { HAND, price, strategyId, strategyOwner } from '../domain/index.ts'
import { ABC, HandMarket, XYZ } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { ledgerOf, openBench, openHandBench } from './testing/session-bench.ts'

const OTHER = strategyOwner(strategyId('ema-cross'))

describe('RiskSnapshotTaker', () => {
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
    expect(session.meters()).toHaveLength(5)
  })
})
