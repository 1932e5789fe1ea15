import { describe, expect, it } from 'vitest'
import type { GuardView, LimitMeter } from '../../../src-contract/index.ts'
import { armsAgain, riskCounts, riskRows, riskValue, riskValueWithUnit } from './risk-rows.ts'

const guard = (change: Partial<GuardView> = {}): GuardView => ({
  guardId: 'MAX_DRAWDOWN',
  kind: 'drawdown',
  label: 'Drawdown',
  scope: 'account',
  target: null,
  measured: 0.02,
  limit: 0.1,
  unit: 'fraction',
  state: 'armed',
  action: 'flatten',
  message: '',
  sinceMs: null,
  untilMs: null,
  rearmable: false,
  ...change,
})

const limit = (change: Partial<LimitMeter> = {}): LimitMeter => ({
  code: 'MAX_POSITIONS',
  label: 'Positions',
  measured: 1,
  limit: 4,
  unit: 'positions',
  passed: true,
  action: 'refuse',
  ...change,
})

describe('guards and limits in rows', () => {
  it('begin with what is tripped, then what is reached, then what is nearest', () => {
    const rows = riskRows(
      [guard(), guard({ guardId: 'STREAK', state: 'tripped', measured: 1 })],
      [limit({ measured: 3.9 }), limit({ code: 'LEVERAGE', measured: 9, passed: false })],
    )
    expect(rows.map(({ code, state }) => [code, state])).toEqual([
      ['STREAK', 'tripped'],
      ['LEVERAGE', 'reached'],
      ['MAX_POSITIONS', 'near'],
      ['MAX_DRAWDOWN', 'armed'],
    ])
  })

  it('show a limit that is a guard once, among the guards', () => {
    const both = limit({
      code: 'MAX_DRAWDOWN',
      guard: {
        guardId: 'MAX_DRAWDOWN',
        scope: 'account',
        state: 'armed',
        sinceMs: null,
        untilMs: null,
        action: 'flatten',
        rearmableByHand: false,
        message: '',
      },
    })
    expect(riskRows([guard()], [both]).map(({ rowId }) => rowId)).toEqual(['guard MAX_DRAWDOWN '])
  })

  it('keep the views of one guard apart by what it watches', () => {
    const of = (target: string): GuardView => guard({ scope: 'instrument', target })
    const ids = riskRows([of('paper:BTC'), of('paper:ETH')], []).map(({ rowId }) => rowId)
    expect(new Set(ids).size).toBe(2)
  })

  it('are in danger only once they hold something back', () => {
    expect(riskRows([guard({ measured: 0.1 })], [])[0]).toMatchObject({ state: 'near', tone: 'warn', used: 1 })
    expect(riskRows([guard({ measured: 0, state: 'tripped' })], [])[0]).toMatchObject({ tone: 'danger' })
  })

  it('use nothing where nothing is allowed and nothing was done', () => {
    expect(riskRows([], [limit({ measured: 0, limit: 0 })])[0]).toMatchObject({ used: 0, state: 'within' })
  })

  it('count those that hold something back and those that are near', () => {
    const rows = riskRows([guard({ state: 'tripped' }), guard({ guardId: 'B', measured: 0.09 })], [limit()])
    expect(riskCounts(rows)).toEqual({ tripped: 1, near: 1 })
  })

  it('say a time as a time', () => {
    expect(riskValue(14_000, 'ms')).toBe('14 s')
    expect(riskValue(90, 'seconds')).toBe('1m 30s')
    expect(riskValue(0.015, 'fraction')).toBe('1.50\u2009%')
  })
})

describe('a bound', () => {
  it('has its unit behind it, unless it says it itself', () => {
    expect(riskValueWithUnit(4, 'trades')).toBe('4 trades')
    expect(riskValueWithUnit(50_000, 'USDT')).toBe('50.0k USDT')
    expect(riskValueWithUnit(0.05, 'fraction')).toBe('5.00\u2009%')
    expect(riskValueWithUnit(3, 'times equity')).toBe('3.00×')
    expect(riskValueWithUnit(30, 'seconds')).toBe('30 s')
  })
})

describe('a guard that tripped', () => {
  const tripped = guard({ state: 'tripped' })

  it('is armed again by hand, by its cause, or in time', () => {
    expect(armsAgain({ ...tripped, rearmable: true }, 0)).toEqual({ kind: 'byHand' })
    expect(armsAgain(tripped, 0)).toEqual({ kind: 'byCause' })
    expect(armsAgain({ ...tripped, untilMs: 90 }, 30)).toEqual({ kind: 'inTime', leftMs: 60 })
    expect(armsAgain({ ...tripped, untilMs: 90 }, 90)).toEqual({ kind: 'due' })
  })

  it('says nothing of the kind while it is armed', () => {
    expect(armsAgain(guard({ untilMs: 90 }), 30)).toEqual({ kind: 'notApplicable' })
  })
})
