import { describe, expect, it } from 'vitest'
import type { AlertView } from '../../../src-contract/index.ts'
import { alertsBySection, isNews, sectionOf } from './alert-sections.ts'
import { alertTarget } from './alert-target.ts'
import { isNewAlert } from './new-alert.ts'

const alert = (change: Partial<AlertView> = {}): AlertView => ({
  alertId: 'a1',
  code: 'FEED_STALE',
  severity: 'warning',
  title: 'No prices',
  detail: 'Since 14 s.',
  subject: 'simulated:BTC-PERP',
  instrumentId: 'simulated:BTC-PERP',
  raisedAtMs: 1_000,
  count: 1,
  lastAtMs: 1_000,
  acknowledgedAtMs: null,
  resolvedAtMs: null,
  ...change,
})

describe('the section of an alert', () => {
  it.each<[string, Partial<AlertView>, string]>([
    ['stands', {}, 'active'],
    ['was seen', { acknowledgedAtMs: 2_000 }, 'acknowledged'],
    ['is over', { resolvedAtMs: 3_000 }, 'resolved'],
    ['was seen and is over', { acknowledgedAtMs: 2_000, resolvedAtMs: 3_000 }, 'resolved'],
    ['happened at once', { code: 'ORDER_REJECTED', resolvedAtMs: 1_000 }, 'active'],
    ['happened at once and was seen', { resolvedAtMs: 1_000, acknowledgedAtMs: 2_000 }, 'resolved'],
    ['was told to a hand on the spot', { code: 'ORDER_DENIED', severity: 'info', resolvedAtMs: 1_000 }, 'resolved'],
    ['was waited for', { code: 'PRICE_REACHED', severity: 'info', resolvedAtMs: 1_000 }, 'active'],
  ])('that %s', (_, change, section) => {
    expect(sectionOf(alert(change))).toBe(section)
  })

  it('holds what is worst first, then what came last; what is over by its end', () => {
    const sections = alertsBySection([
      alert({ alertId: 'old', lastAtMs: 1 }),
      alert({ alertId: 'new', lastAtMs: 5 }),
      alert({ alertId: 'worst', severity: 'critical', lastAtMs: 0 }),
      alert({ alertId: 'ended early', resolvedAtMs: 7_000 }),
      alert({ alertId: 'ended late', resolvedAtMs: 9_000 }),
    ])
    const ids = (alerts: readonly AlertView[]): string[] => alerts.map(({ alertId }) => alertId)
    expect(ids(sections.active)).toEqual(['worst', 'new', 'old'])
    expect(ids(sections.resolved)).toEqual(['ended late', 'ended early'])
    expect(sections.acknowledged).toEqual([])
  })
})

describe('the way from an alert to its cause', () => {
  it.each<[Partial<AlertView>, unknown]>([
    [
      { code: 'COMPONENT_FAULTED', subject: 'backup' },
      { kind: 'component', name: 'backup' },
    ],
    [
      { code: 'METRIC_OVER_LIMIT', subject: 'process.cpu' },
      { kind: 'metric', metricId: 'process.cpu' },
    ],
    [
      { code: 'CONFIG_INVALID', subject: null, detail: 'risk.maxLeverage: must be above 0. What was in force stays.' },
      { kind: 'configuration', key: 'risk.maxLeverage' },
    ],
    [
      { code: 'CONFIG_INVALID', subject: null, detail: 'It is no JSON.' },
      { kind: 'configuration', key: undefined },
    ],
    [{ code: 'STREAM_DOWN', subject: 'binance' }, { kind: 'connections' }],
    [{}, { kind: 'panel', panel: 'chart', instrumentId: 'simulated:BTC-PERP' }],
    [{ code: 'PROTECTION_FAILED' }, { kind: 'panel', panel: 'positions', instrumentId: 'simulated:BTC-PERP' }],
    [
      { code: 'TRADING_HALTED', instrumentId: null },
      { kind: 'panel', panel: 'components', instrumentId: null },
    ],
    [{ code: 'SOMETHING_NEW' }, { kind: 'panel', panel: 'chart', instrumentId: 'simulated:BTC-PERP' }],
    [
      { code: 'SOMETHING_NEW', instrumentId: null },
      { kind: 'panel', panel: 'log', instrumentId: null },
    ],
  ])('%j', (change, target) => {
    expect(alertTarget(alert(change))).toEqual(target)
  })
})

describe('alerts that get a message of their own', () => {
  const critical = alert({ severity: 'critical' })
  const isTold = (after: AlertView, before?: AlertView, nowMs = 2_000): boolean => isNewAlert(after, before, nowMs)

  it('are new critical ones and prices that were reached', () => {
    const price = alert({ code: 'PRICE_REACHED', severity: 'info', resolvedAtMs: 1_000 })
    expect([critical, price, alert()].map((each) => isTold(each))).toEqual([true, true, false])
  })

  it('are told once, and again when they come back or get worse', () => {
    expect(isTold({ ...critical, count: 2 }, critical)).toBe(false)
    expect(isTold(critical, { ...critical, resolvedAtMs: 1_500 })).toBe(true)
    expect(isTold(critical, alert({ acknowledgedAtMs: 1_200 }))).toBe(true)
  })

  it('are not old ones of an engine that has started anew', () => {
    expect(isTold(critical, undefined, 1_000 + 60_000)).toBe(false)
  })

  it('are not those that somebody has acknowledged elsewhere', () => {
    expect(isNews({ ...critical, acknowledgedAtMs: 1_100 })).toBe(false)
    expect(isTold({ ...critical, acknowledgedAtMs: 1_100 })).toBe(false)
  })
})
