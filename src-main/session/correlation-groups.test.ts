import { describe, expect, it } from 'vitest'
import { ManualClock, timeMs } from '../base/index.ts'
import { type InstrumentId, money, parseInstrumentId, TIMEFRAME_MS } from '../domain/index.ts'
import { MarketDataConfig, MemoryCandleStore } from '../market-data/index.ts'
import { RiskConfig, type RiskGroup } from '../risk/index.ts'
import { CorrelationGroups } from './correlation-groups.ts'
import { ABC, minuteAt, MINUTE_MS, START_MS, XYZ } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench, settingsWith } from './testing/session-bench.ts'

const ids = ['A', 'B', 'C', 'D'].map((symbol) => parseInstrumentId(`test:${symbol}`))
const [A, B, C, D] = ids as [InstrumentId, InstrumentId, InstrumentId, InstrumentId]
const HOUR_MS = TIMEFRAME_MS['1h']

class Bench {
  readonly candles = new MemoryCandleStore()
  readonly clock = new ManualClock(0)
  watched: readonly InstrumentId[] = ids
  settings = RiskConfig.parse({}).correlation
  limits: { groups: readonly RiskGroup[]; maxCorrelatedNotional: RiskGroup['maxNotional'] } = {
    groups: [],
    maxCorrelatedNotional: money(1000),
  }
  readonly groups = new CorrelationGroups({
    candles: this.candles,
    instrumentIds: () => this.watched,
    settings: () => this.settings,
    limits: () => this.limits,
    clock: this.clock,
    minOverlap: 10,
  })

  /** Hourly bars of prices about 100. */
  bars(instrumentId: InstrumentId, moves: readonly number[]): void {
    moves.forEach((move, index) => this.bar(instrumentId, index, move))
  }

  bar(instrumentId: InstrumentId, index: number, move: number): void {
    this.candles.append(instrumentId, '1h', minuteAt(timeMs(index * HOUR_MS), 100 + move))
  }

  get found(): string[] {
    return this.groups.groups.map(({ instruments }) => [...instruments].join(' '))
  }
}

const wave = (length: number, turn: number): number[] =>
  Array.from({ length }, (_, index) => 5 * Math.sin(turn * index))

/** A, B and C are waves of their own apart from what they share: B goes with both, A and C not with each other. */
function chained(): Bench {
  const bench = new Bench()
  const [one, two, other] = [wave(60, 1.3), wave(60, 2.1), wave(60, 0.7)] as [number[], number[], number[]]
  bench.bars(A, one)
  bench.bars(
    B,
    one.map((move, index) => move + (two[index] ?? 0)),
  )
  bench.bars(C, two)
  bench.bars(D, other)
  return bench
}

describe('groups by correlation', () => {
  it('hold instruments that move with or against each other, with the cap of found groups', () => {
    const bench = new Bench()
    bench.bars(A, wave(60, 1.3))
    bench.bars(
      B,
      wave(60, 1.3).map((move) => -2 * move),
    )
    bench.bars(C, wave(60, 2.1))
    bench.bars(D, [])
    bench.groups.refresh()
    expect(bench.groups.groups).toEqual([
      { name: 'A, B (by correlation)', instruments: new Set([A, B]), maxNotional: money(1000) },
    ])
  })

  it('are chains: whoever moves with one of them is in the group', () => {
    const bench = chained()
    bench.settings = { ...bench.settings, threshold: 0.5 }
    bench.groups.refresh()
    const cell = (row: number, column: number): number => bench.groups.matrix.cells[row]?.[column]?.value ?? Number.NaN
    expect([cell(0, 1) >= 0.5, cell(1, 2) >= 0.5, Math.abs(cell(0, 2)) >= 0.5]).toEqual([true, true, false])
    expect(bench.found).toEqual([[A, B, C].join(' ')])
    bench.settings = { ...bench.settings, threshold: 0.999 }
    bench.groups.refresh()
    expect(bench.found).toEqual([])
  })

  it('leave out what the configuration has put in a group, with or without the venue', () => {
    const bench = chained()
    bench.settings = { ...bench.settings, threshold: 0.5 }
    bench.limits = {
      ...bench.limits,
      groups: [{ name: 'mine', instruments: new Set(['B']), maxNotional: money(1) }],
    }
    bench.groups.refresh()
    expect(bench.found).toEqual([])
  })

  it('need enough bars in common', () => {
    const bench = new Bench()
    bench.bars(A, wave(10, 1.3))
    bench.bars(B, wave(10, 1.3))
    bench.groups.refresh()
    expect(bench.found).toEqual([])
    bench.bar(A, 10, 1)
    bench.bar(B, 10, 1)
    bench.groups.refresh()
    expect(bench.found).toEqual([[A, B].join(' ')])
  })

  it('name three of many', () => {
    const bench = new Bench()
    for (const id of ids) bench.bars(id, wave(30, 1.3))
    bench.groups.refresh()
    expect(bench.groups.groups.map(({ name }) => name)).toEqual(['A, B, C and 1 more (by correlation)'])
  })

  it('are measured a moment after a bar of their timeframe has closed, once for all instruments', () => {
    const bench = new Bench()
    for (const id of ids) bench.bars(id, wave(30, 1.3))
    bench.groups.handleClosed('1m')
    bench.clock.advanceBy(2_000)
    expect(bench.found).toEqual([])
    for (const _ of ids) bench.groups.handleClosed('1h')
    expect(bench.found).toEqual([])
    bench.clock.advanceBy(1_000)
    const first = bench.groups.groups
    expect(first).toHaveLength(1)
    bench.clock.advanceBy(HOUR_MS)
    expect(bench.groups.groups).toBe(first)
  })

  it('are not measured any more once they are let go', () => {
    const bench = new Bench()
    for (const id of ids) bench.bars(id, wave(30, 1.3))
    bench.groups.handleClosed('1h')
    bench.groups.dispose()
    bench.clock.advanceBy(HOUR_MS)
    expect(bench.found).toEqual([])
  })

  it('keep what was measured until a bar comes or another instrument is watched', () => {
    const bench = chained()
    const { matrix } = bench.groups
    expect(bench.groups.matrix).toBe(matrix)
    bench.watched = [A, B]
    expect(bench.groups.matrix.instrumentIds).toEqual([A, B])
  })
})

describe('a session', () => {
  const correlation = { timeframe: '1m', windowBars: 100, maxNotional: '100' } as const

  /** ABC at 100 and XYZ at 50, which have moved together for 200 minutes. */
  async function together(): Promise<Awaited<ReturnType<typeof openHandBench>>> {
    const candles = new MemoryCandleStore()
    for (const [index, move] of wave(200, 1.3).entries()) {
      const openTimeMs = START_MS - (200 - index) * MINUTE_MS
      candles.append(ABC.instrumentId, '1m', minuteAt(openTimeMs, 100 + move))
      candles.append(XYZ.instrumentId, '1m', minuteAt(openTimeMs, 50 + move / 2))
    }
    const bench = await openHandBench({ candles, settings: { risk: { correlation } } })
    bench.market.quote(50, { instrument: XYZ })
    bench.market.trade(50, XYZ)
    return bench
  }

  const inXyz = (idempotencyKey: string) => handIntent({ instrumentId: XYZ.instrumentId, idempotencyKey })

  it('holds groups from its start on, as the ticket tells and the meters show', async () => {
    const { session } = await together()
    expect(session.desk.preview(handIntent({ size: { kind: 'quantity', quantity: '1.1' } }))).toMatchObject({
      accepted: false,
      denial: { code: 'MAX_GROUP_NOTIONAL' },
    })
    expect(session.desk.submit(inXyz('a')).kind).toBe('placed')
    await session.settle()
    const meter = session.meters().find(({ code }) => code === 'MAX_GROUP_NOTIONAL')
    expect(meter).toMatchObject({
      label: 'Largest correlated group, ABC, XYZ (by correlation)',
      measured: 50,
      limit: 100,
    })
    expect(session.desk.submit(inXyz('b'))).toMatchObject({ kind: 'denied', denial: { code: 'MAX_GROUP_NOTIONAL' } })
  })

  it('follows new settings at once', async () => {
    const { session } = await together()
    const loose = settingsWith({ risk: { correlation: { ...correlation, maxNotional: '1000' } } })
    session.applySettings(loose, MarketDataConfig.parse({}))
    expect(session.desk.submit(handIntent()).kind).toBe('placed')
  })

  it('measures anew when a bar has closed', async () => {
    const { session, market } = await together()
    const before = session.analytics.portfolioRisk().groups
    expect(before.map(({ label }) => label)).toEqual(['ABC, XYZ (by correlation)'])
    // XYZ has no bar of these minutes: fewer than a hundred are left in common.
    for (let minute = 0; minute < 5; minute++) market.closeMinute(100)
    market.clock.advanceBy(1_000)
    await session.settle()
    expect(session.analytics.portfolioRisk().groups).toEqual([])
  })
})
