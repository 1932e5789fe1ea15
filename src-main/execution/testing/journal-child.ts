import { setImmediate } from 'node:timers/promises'
import { ensureDefined } from '../../base/index.ts'
import { SqliteJournal } from '../sqlite-journal.ts'
import { intendedRecord } from './records.ts'
import { ACCOUNT } from './terms.ts'

/** Writes orders without end and tells its parent the number of each one that is on disk; made to be killed. */
const journal = await SqliteJournal.open({
  file: ensureDefined(process.argv[2], 'path of the ledger'),
  accountId: ACCOUNT,
  onFailed: (error) => {
    throw error
  },
})
for (let number = 1; ; number++) {
  journal.append(intendedRecord(number), () => process.send?.(number))
  if (number % 5 === 0) await setImmediate()
}
