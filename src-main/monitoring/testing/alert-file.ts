import { join } from 'node:path'
import { migrate, openDatabase } from '../../storage/index.ts'
import { ALERT_STATEMENTS, ALERT_TABLES } from '../alert-schema.ts'
import type { MonitoringFile } from '../ports.ts'

/** A file on disk that is written at once instead of on another thread. */
export function openAlertFile(folder: string): MonitoringFile & { close(): void } {
  const database = openDatabase({ file: join(folder, 'research.db'), synchronous: 'NORMAL' })
  migrate(database, [{ version: 1, ...ALERT_TABLES }])
  const statements = new Map(Object.entries(ALERT_STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]))
  return {
    database,
    write(ops) {
      for (const { statement, params } of ops) statements.get(statement)?.run(...params)
    },
    close: () => database.close(),
  }
}
