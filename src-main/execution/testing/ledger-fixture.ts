import { afterEach, beforeEach } from 'vitest'
import { ensureDefined } from '../../base/index.ts'
import type { JournalRecord } from '../../domain/index.ts'
import { LedgerFile } from './ledger-file.ts'
import { StepJournal } from './step-journal.ts'

export interface StoredLedger {
  readonly path: string
  /** Puts the records on disk. */
  readonly store: (...records: readonly JournalRecord[]) => void
}

/** A fresh ledger file for each test of the file. */
export function useLedger(): StoredLedger {
  let file: LedgerFile | undefined
  let journal: StepJournal | undefined
  beforeEach(() => {
    file = new LedgerFile()
    journal = new StepJournal(file.path)
  })
  afterEach(async () => {
    await journal?.close()
    file?.dispose()
  })
  return {
    get path() {
      return ensureDefined(file, 'ledger file').path
    },
    store(...records) {
      const open = ensureDefined(journal, 'journal')
      for (const record of records) open.append(record, () => undefined)
      open.step()
    },
  }
}
