import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, migrate, openDatabase } from '../storage/index.ts'
import { ROLL_UP_EQUITY } from './equity-roll-up.ts'
import { LEDGER_MIGRATIONS } from './ledger-schema.ts'
import { LedgerFile } from './testing/ledger-file.ts'

interface Sample {
  readonly minute: number
  readonly equity: number
}

const MINUTE_MS = 60_000
let file: LedgerFile
let database: Database
beforeEach(() => {
  file = new LedgerFile()
  database = openDatabase({ file: file.path, synchronous: 'NORMAL' })
  migrate(database, LEDGER_MIGRATIONS)
})
afterEach(() => {
  database.close()
  file.dispose()
})

function store(samples: readonly Sample[], account = 'a'): void {
  const insert = database.prepare('INSERT INTO equity_samples VALUES (?, ?, ?, 0)')
  for (const { minute, equity } of samples) insert.run(account, minute * MINUTE_MS, equity)
}

function rollUp(account = 'a'): void {
  database.prepare(ROLL_UP_EQUITY).run(account)
}

function kept(account = 'a'): Sample[] {
  return database
    .prepare<[string], Sample>(
      `SELECT time_ms / ${MINUTE_MS} AS minute, equity FROM equity_kept JOIN equity_samples USING (account_id, time_ms)
        WHERE account_id = ? ORDER BY time_ms`,
    )
    .all(account)
}

function minutes(): number[] {
  return kept().map(({ minute }) => minute)
}

function samplesOf(equities: readonly number[], step = 1): Sample[] {
  return equities.map((equity, index) => ({ minute: index * step, equity }))
}

/** What is left of the highest at the deepest fall. */
function shareLeft(samples: readonly Sample[]): number {
  let [high, share] = [0, 1]
  for (const { equity } of samples) {
    high = Math.max(high, equity)
    share = Math.min(share, equity / high)
  }
  return share
}

describe('the roll-up of equity', () => {
  it('notes of each hour the lowest, the highest, the deepest fall and the last, and the very first', () => {
    const equities = Array.from({ length: 120 }, () => 5)
    Object.assign(equities, { 10: 9, 20: 1, 70: 4, 80: 6, 90: 4.5, 100: 8 })
    store(samplesOf(equities))
    rollUp()
    expect(minutes()).toEqual([0, 10, 20, 59, 70, 100, 101, 119])
  })

  it('goes on with the hour in which it stopped', () => {
    store([
      { minute: 1, equity: 5 },
      { minute: 61, equity: 6 },
      { minute: 62, equity: 7 },
    ])
    rollUp()
    store([
      { minute: 63, equity: 9 },
      { minute: 125, equity: 2 },
    ])
    rollUp()
    expect(minutes()).toEqual([1, 61, 62, 63, 125])
    store([{ minute: 130, equity: 1 }])
    rollUp()
    rollUp()
    expect(minutes()).toEqual([1, 61, 62, 63, 125, 130])
  })

  it('keeps accounts apart and does nothing for one without samples', () => {
    store([{ minute: 0, equity: 1 }], 'b')
    rollUp()
    expect(kept()).toEqual([])
    rollUp('b')
    expect(kept('b')).toHaveLength(1)
  })

  it('copes with equity that is lost', () => {
    store(samplesOf([-1, -5, 0, -3]))
    rollUp()
    expect(kept().map(({ equity }) => equity)).toEqual([-1, -5, 0, -3])
  })

  it('loses no peak, no fall and no end of an hour, however often it was interrupted', () => {
    const runs = fc.array(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 60 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 25 }), (parts, step) => {
        database.exec('DELETE FROM equity_kept; DELETE FROM equity_samples')
        const all = samplesOf(parts.flat(), step)
        let stored = 0
        for (const part of parts) {
          store(all.slice(stored, (stored += part.length)))
          rollUp()
        }
        const found = kept()
        expect(shareLeft(found)).toBe(shareLeft(all))
        const ends = (samples: readonly Sample[]): Map<number, number> =>
          new Map(samples.map(({ minute, equity }) => [Math.floor(minute / 60), equity]))
        expect(ends(found)).toEqual(ends(all))
        const most = (samples: readonly Sample[]): number => Math.max(...samples.map(({ equity }) => equity))
        expect(most(found)).toBe(most(all))
      }),
      { numRuns: 60 },
    )
  })
})
