import { afterEach, beforeEach } from 'vitest'
import { ensureDefined } from '../../base/index.ts'
import { BenchDesk } from './bench-desk.ts'
import { LedgerFile } from './ledger-file.ts'

/** A fresh, recovered desk for each test of the file. */
export function useDesk(): () => BenchDesk {
  let desk: BenchDesk | undefined
  let file: LedgerFile | undefined
  beforeEach(async () => {
    file = new LedgerFile()
    desk = new BenchDesk(file.path)
    await desk.execution.recover()
  })
  afterEach(() => {
    desk?.dispose()
    file?.dispose()
  })
  return () => ensureDefined(desk, 'desk')
}
