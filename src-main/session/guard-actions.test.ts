import { describe, expect, it } from 'vitest'
import { type Instrument, type OrderIntent, price, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import { GuardActions } from './guard-actions.ts'
import { GuardKeeper } from './guard-keeper.ts'
import { ABC, HandMarket, XYZ } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { ACCOUNT, openHandBench, type SessionBench, settingsWith } from './testing/session-bench.ts'

const EMA = strategyOwner(strategyId('ema-cross'))
const ALL = { owner: undefined, instrumentId: undefined }

function actionsOf({ session }: SessionBench<HandMarket>): GuardActions {
  const { execution, portfolio, desk, tradingState } = session
  return new GuardActions({ execution, portfolio, desk, tradingState, logger: silent })
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
}

/** Positions of the hand in both instruments and of a strategy in one, and an entry of each that waits. */
async function busyBench(): Promise<SessionBench<HandMarket>> {
  const bench = await openHandBench()
  const { market, session } = bench
  market.quote(50, { instrument: XYZ })
  market.trade(50, XYZ)
  const wishes: Partial<OrderIntent>[] = [
    { idempotencyKey: 'hand-abc-00' },
    { idempotencyKey: 'hand-xyz-00', instrumentId: XYZ.instrumentId },
    { idempotencyKey: 'ema-abc-000', owner: EMA, source: 'strategy', stopLossPrice: price(90) },
  ]
  for (const wish of wishes) session.desk.submit(handIntent(wish))
  session.desk.submit(restingIntent(95, { idempotencyKey: 'hand-resting' }))
  session.desk.submit(restingIntent(95, { idempotencyKey: 'ema-resting-0', owner: EMA, source: 'strategy' }))
  await session.settle()
  return bench
}

function left({ session }: SessionBench<HandMarket>): { positions: string[]; entries: string[] } {
  const entries = session.execution.openOrders().filter(({ terms }) => terms.role === 'entry')
  return {
    positions: session.portfolio.openPositions().map(({ owner, instrumentId }) => `${owner} ${instrumentId}`),
    entries: entries.map(({ terms }) => `${terms.owner} ${terms.instrumentId}`),
  }
}

describe('GuardActions', () => {
  it('cancels entries and closes positions of one owner only, and leaves stops in place until then', async () => {
    const bench = await busyBench()
    const actions = actionsOf(bench)
    const reach = { owner: EMA, instrumentId: undefined }
    expect([actions.hasEntries(reach), actions.hasPositions(reach)]).toEqual([true, true])
    expect(actions.flatten(reach, 'a guard')).toBe(1)
    await bench.session.settle()
    expect(left(bench)).toEqual({ positions: ['hand test:ABC', 'hand test:XYZ'], entries: ['hand test:ABC'] })
    expect([actions.hasEntries(reach), actions.hasPositions(reach)]).toEqual([false, false])
    expect(bench.session.execution.openOrders()).toHaveLength(1)
  })

  it('reaches one instrument of all owners', async () => {
    const bench = await busyBench()
    actionsOf(bench).flatten({ owner: undefined, instrumentId: ABC.instrumentId }, 'a guard')
    await bench.session.settle()
    expect(left(bench)).toEqual({ positions: ['hand test:XYZ'], entries: [] })
  })

  it('cancels entries without touching positions or their stops', async () => {
    const bench = await busyBench()
    expect(actionsOf(bench).cancelEntries(ALL, 'a guard')).toBe(2)
    await bench.session.settle()
    expect(left(bench)).toEqual({ positions: expect.arrayContaining(['hand test:ABC']), entries: [] })
    expect(bench.session.execution.openOrders().map(({ terms }) => terms.role)).toEqual(['stopLoss'])
  })

  it('asked twice closes once', async () => {
    const bench = await busyBench()
    const actions = actionsOf(bench)
    actions.flatten(ALL, 'a guard')
    actions.flatten(ALL, 'a guard')
    await bench.session.settle()
    expect(left(bench)).toEqual({ positions: [], entries: [] })
    const fills = bench.payloads('fill.booked').filter(({ fill }) => fill.side === 'sell')
    expect(fills).toHaveLength(3)
  })

  it('closes in parts what is more than the venue takes in one order', async () => {
    const instrument: Instrument = { ...ABC, maxQuantity: quantity('2') }
    const market = Object.assign(new HandMarket(() => undefined), { instruments: async () => [instrument] })
    const bench = await openHandBench({ market })
    for (const key of ['one', 'two'])
      bench.session.desk.submit(
        handIntent({ idempotencyKey: `key-${key}-0000`, size: { kind: 'quantity', quantity: '1.5' } }),
      )
    await bench.session.settle()
    const actions = actionsOf(bench)
    actions.flatten(ALL, 'a guard')
    await bench.session.settle()
    expect(bench.session.portfolio.netQuantity(ABC.instrumentId).toFixed()).toBe('1')
    actions.flatten(ALL, 'a guard')
    await bench.session.settle()
    expect(left(bench).positions).toEqual([])
  })

  it('closes although trading is halted, prices are stale and a guard blocks entries', async () => {
    const bench = await busyBench()
    bench.session.tradingState.halt('a test')
    bench.systemClock.advanceBy(3_600_000)
    actionsOf(bench).flatten(ALL, 'a guard')
    await bench.session.settle()
    expect(left(bench).positions).toEqual([])
  })
})

describe('a guard in a session', () => {
  it('that sees the account lose closes everything, keeps entries out and says why', async () => {
    const bench = await busyBench()
    const { session, journal, bus, market } = bench
    const { account, portfolio, marks, execution } = session
    const keeper = new GuardKeeper({
      accountId: ACCOUNT,
      journal,
      bus,
      clock: market.clock,
      logger: silent,
      actions: actionsOf(bench),
      account,
      openPositions: () => portfolio.openPositions(),
      unrealisedOf: (position) => marks.unrealisedOf(position),
      isStop: (id) => execution.order(id).terms.role === 'stopLoss',
      guards: settingsWith({ risk: { guards: { dailyLoss: { limitFraction: 0.0001, action: 'flatten' } } } }).risk
        .guards,
    })
    keeper.handlePrice(market.clock.nowMs())
    market.trade(91)
    market.quote(91)
    keeper.handlePrice(market.clock.nowMs())
    await session.settle()
    expect(left(bench)).toEqual({ positions: [], entries: [] })
    expect(session.tradingState.state).toBe('reducing')
    expect(session.tradingState.reason).toContain('Guard dailyLoss has tripped for the account')
    expect(bench.payloads('risk.guard')).toMatchObject([{ guardId: 'dailyLoss', state: 'tripped' }])
    keeper.rearm('dailyLoss', 'account', 'hand')
    await session.settle()
    expect(session.tradingState.state).toBe('active')
    keeper.dispose()
  })
})
