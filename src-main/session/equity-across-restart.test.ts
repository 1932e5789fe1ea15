import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { EquitySample } from '../domain/index.ts'
import { loadLedger, SqliteJournal } from '../execution/index.ts'
import { accountPerformance, EquityCurve, type Performance } from '../portfolio/index.ts'
import { ACCOUNT } from './testing/session-bench.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-equity-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function openJournal(): Promise<SqliteJournal> {
  return SqliteJournal.open({
    file: join(folder, 'ledger.db'),
    accountId: ACCOUNT,
    onFailed: (error) => {
      throw error
    },
  })
}

function performanceOf(equity: readonly EquitySample[]): Performance {
  const span = { fromMs: 0, toMs: 30 * DAY_MS }
  return accountPerformance({ trades: [], equity, flows: [], dayStart: { zone: 'UTC', hour: 0 }, span })
}

/** Thirty days of minutes: a peak and the deepest fall are in the first week. */
function month(): EquitySample[] {
  return Array.from({ length: 30 * 1_440 }, (_, minute) => {
    const shock = minute > 5_003 && minute < 5_007 ? 0.6 : 1
    const equity = (1_000 + Math.sin(minute / 700) * 50 + (minute === 5_001 ? 500 : 0)) * shock
    return { timeMs: timeMs(minute * MINUTE_MS), equity, cash: equity }
  })
}

describe('equity after a restart', () => {
  it('has the peaks, the drawdown and the days of an account that is older than what is read in full', async () => {
    const samples = month()
    const first = await openJournal()
    for (const sample of samples) first.appendEquity(sample)
    await first.drained()
    await first.close()
    const second = await openJournal()
    await second.close()
    const curve = new EquityCurve({ onSample: () => undefined })
    curve.restore(loadLedger({ file: join(folder, 'ledger.db'), accountId: ACCOUNT }).equitySamples)
    const restored = curve.samples()
    expect(restored.length).toBeLessThan(samples.length * 0.6)
    const performance = performanceOf(samples)
    expect(performance.drawdowns.deepest?.peakAtMs).toBeLessThan(4 * DAY_MS)
    expect(rounded(performanceOf(restored))).toEqual(rounded(performance))
  })
})

/** Products of other steps are rounded elsewhere in the last place. */
function rounded(performance: Performance): unknown {
  const shortened = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toPrecision(12)) : value
  return JSON.parse(JSON.stringify(performance, shortened))
}
