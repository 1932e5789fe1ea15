import { describe, expect, it } from 'vitest'
import type { AlertView } from '../../../src-contract/index.ts'
import { alertLines } from './alerts.ts'

const RAISED_MS = Date.UTC(2026, 0, 31, 12, 0, 0)
const ALERT: AlertView = {
  alertId: 'alert-1',
  code: 'TRADING_HALTED',
  severity: 'critical',
  title: 'Trading is halted',
  detail: 'Kill switch. Find the cause.',
  subject: null,
  instrumentId: null,
  raisedAtMs: RAISED_MS,
  count: 2,
  lastAtMs: RAISED_MS + 60_000,
  acknowledgedAtMs: null,
  resolvedAtMs: null,
}

describe('the list of alerts', () => {
  it('is a line for each, and what to do about those that stand', () => {
    const seen = { ...ALERT, alertId: 'alert-2', title: 'Seen', detail: 'Wait.', acknowledgedAtMs: RAISED_MS }
    const over = { ...ALERT, alertId: 'alert-3', title: 'Over', resolvedAtMs: RAISED_MS }
    const lines = alertLines([ALERT, seen, over])
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['alert', 'severity', 'state', 'count', 'raised (UTC)', 'last (UTC)', 'title'],
      ['alert-1', 'critical', 'standing', '2', '2026-01-31 12:00:00', '2026-01-31 12:01:00', 'Trading is halted'],
      ['alert-2', 'critical', 'seen', '2', '2026-01-31 12:00:00', '2026-01-31 12:01:00', 'Seen'],
      ['alert-3', 'critical', 'over', '2', '2026-01-31 12:00:00', '2026-01-31 12:01:00', 'Over'],
      ['Trading is halted: Kill switch. Find the cause.'],
      ['Seen: Wait.'],
    ])
  })

  it('says where there is none', () => {
    expect(alertLines([])).toEqual(['no alerts'])
  })
})
