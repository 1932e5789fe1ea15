import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { type Signal, strategyId } from '../domain/index.ts'
import { SignalDesk } from './signal-desk.ts'
import { ABC, type HandMarket, START_MS } from './testing/hand-market.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

function signal(change: Partial<Signal> = {}): Signal {
  return {
    signalId: 'ema-cross-1',
    strategyId: strategyId('ema-cross'),
    instrumentId: ABC.instrumentId,
    timeframe: '1m',
    action: 'enterLong',
    price: 100,
    stopLossPrice: 90,
    takeProfitPrice: 120,
    size: { kind: 'quantity', quantity: '2' },
    gap: false,
    reasons: ['it crossed', 'the stop is far'],
    timeMs: timeMs(START_MS),
    ...change,
  }
}

function deskOf({ session, bus }: SessionBench<HandMarket>, oversized: 'shrink' | 'deny' = 'shrink'): SignalDesk {
  const { desk, snapshots } = session
  const logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => logger }
  return new SignalDesk({ desk, snapshots, bus, logger, oversized: () => oversized })
}

describe('SignalDesk', () => {
  it('makes an entry with its protection, owned by the strategy, reasons in words', async () => {
    const bench = await openHandBench()
    const outcome = deskOf(bench).act(signal())
    expect(outcome).toEqual({ kind: 'submitted', orderId: 'wh-1' })
    const [order] = bench.session.execution.recentOrders(1)
    expect(order?.terms).toMatchObject({
      owner: 'strategy:ema-cross',
      source: 'strategy',
      role: 'entry',
      side: 'buy',
      type: 'market',
      reason: 'it crossed; the stop is far',
    })
    expect(bench.payloads('signal.validated')).toMatchObject([{ signal: { signalId: 'ema-cross-1' } }])
  })

  it('sells short for enterShort', async () => {
    const bench = await openHandBench()
    deskOf(bench).act(signal({ action: 'enterShort', stopLossPrice: 110, takeProfitPrice: 80 }))
    expect(bench.session.execution.recentOrders(1)[0]?.terms.side).toBe('sell')
  })

  it('puts stop and target on the tick', async () => {
    const bench = await openHandBench()
    deskOf(bench).act(signal({ stopLossPrice: 90.24999, takeProfitPrice: 119.75001 }))
    const terms = bench.session.execution.recentOrders(1)[0]?.terms
    expect([terms?.stopLossPrice?.toFixed(), terms?.takeProfitPrice?.toFixed()]).toEqual(['90', '120'])
  })

  it('cuts an entry that is too large to what fits, and says so in the order', async () => {
    const bench = await openHandBench({ settings: { risk: { maxOrderNotional: '1000' } } })
    const outcome = deskOf(bench, 'shrink').act(signal({ size: { kind: 'quantity', quantity: '50' } }))
    expect(outcome.kind).toBe('submitted')
    const terms = bench.session.execution.recentOrders(1)[0]?.terms
    expect(terms?.quantity.toFixed()).toBe('9.9')
    expect(terms?.reason).toBe('it crossed; the stop is far; cut to 9.9 by MAX_ORDER_NOTIONAL')
    expect(bench.payloads('order.denied')).toEqual([])
  })

  it('has it refused instead where the configuration says so', async () => {
    const bench = await openHandBench({ settings: { risk: { maxOrderNotional: '1000' } } })
    const outcome = deskOf(bench, 'deny').act(signal({ size: { kind: 'quantity', quantity: '50' } }))
    expect(outcome).toMatchObject({ kind: 'denied', denial: { code: 'MAX_ORDER_NOTIONAL' } })
    expect(bench.payloads('signal.denied')).toMatchObject([{ denial: { code: 'MAX_ORDER_NOTIONAL' } }])
    expect(bench.session.execution.recentOrders(1)).toEqual([])
  })

  it('has refused what no smaller size would make right', async () => {
    const bench = await openHandBench()
    bench.session.tradingState.pause('a test')
    expect(deskOf(bench).act(signal())).toMatchObject({ kind: 'denied', denial: { code: 'TRADING_REDUCING' } })
  })

  it.each([
    [signal({ size: undefined }), 'The entry signal ema-cross-1 names no size.'],
    [signal({ action: 'exit' }), 'strategy:ema-cross holds nothing in test:ABC that is not being closed already.'],
  ])('ignores a signal that cannot become an order, and says why (case %#)', async (faulty, reason) => {
    const bench = await openHandBench()
    expect(deskOf(bench).act(faulty)).toEqual({ kind: 'ignored', reason })
    expect(bench.payloads('signal.ignored')).toMatchObject([{ reason }])
    expect(bench.session.execution.recentOrders(1)).toEqual([])
  })

  it('closes all that the strategy holds for an exit', async () => {
    const bench = await openHandBench()
    const desk = deskOf(bench)
    desk.act(signal())
    await bench.session.settle()
    desk.act(signal({ signalId: 'ema-cross-2', action: 'exit', size: undefined }))
    await bench.session.settle()
    expect(bench.session.portfolio.openPositions()).toEqual([])
  })

  it('makes one order of a signal that comes twice', async () => {
    const bench = await openHandBench()
    const desk = deskOf(bench)
    expect(desk.act(signal())).toEqual(desk.act(signal()))
    expect(bench.session.execution.recentOrders(10)).toHaveLength(1)
  })
})
