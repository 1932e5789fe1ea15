import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mix32 } from '../../src-main/base/index.ts'
import { accountId } from '../../src-main/domain/index.ts'
import { SqliteJournal } from '../../src-main/execution/index.ts'
import { withDatabase } from '../faults/rig/sqlite-file.ts'
import { type Failure, hunt } from './hunt.ts'
import { countSequence, type Tally } from './tally.ts'

/** As many failing sequences are made smaller; of the others only what they found is told. */
const SHRUNK = 2
/** After as many failures a thread gives up: one fault makes many sequences fail. */
const MOST_FAILURES = 10

/** The sequences of one thread. */
export interface Share {
  readonly seed: number
  /** Numbers of the sequences: `first`, `first + every`, … below `total`. */
  readonly first: number
  readonly every: number
  readonly total: number
  /** Whether failing sequences are made smaller. */
  readonly shrinks: boolean
}

export type ShareReport =
  | { readonly kind: 'begun'; readonly seed: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ended'; readonly tally: Tally; readonly passed: number; readonly skipped: number }

/** Plays a share of a run, one sequence after the other. */
export async function playShare(
  { seed, first, every, total, shrinks }: Share,
  tell: (report: ShareReport) => void,
): Promise<void> {
  const tally: Tally = {}
  let passed = 0
  let failed = 0
  await withTemplate(async (template) => {
    for (let number = first; number < total && failed < MOST_FAILURES; number += every) {
      const own = sequenceSeed(seed, number)
      tell({ kind: 'begun', seed: own })
      const { sequence, played, failure } = await hunt({ seed: own, template, shrinks: shrinks && failed < SHRUNK })
      countSequence(tally, sequence, played)
      if (failure) tell({ kind: 'failed', failure })
      if (failure) failed += 1
      else passed += 1
    }
  })
  const skipped = Math.ceil(Math.max(total - first, 0) / every) - passed - failed
  tell({ kind: 'ended', tally, passed, skipped })
}

/** Every number has a seed of its own; seeds in a row would give sequences that resemble each other. */
function sequenceSeed(seed: number, number: number): number {
  return mix32(mix32(seed) + number) | 0
}

/** An empty ledger, as the product makes it. */
export async function withTemplate<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-template-'))
  try {
    const file = join(folder, 'ledger.db')
    const onFailed = (error: Error): never => {
      throw error
    }
    const journal = await SqliteJournal.open({ file, accountId: accountId('fault-01'), onFailed })
    await journal.close()
    // Without the log beside it a copy of the file is the whole ledger, and closing it moves nothing.
    withDatabase(file, (database) => database.pragma('journal_mode = DELETE'))
    return await use(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
