import { join } from 'node:path'
import {
  ALERT_STATEMENTS,
  ALERT_TABLES,
  METRIC_STATEMENTS,
  METRIC_TABLES,
  type MonitoringFile,
} from './monitoring/index.ts'
import { openDatabase, type Migration, SqliteWriter } from './storage/index.ts'

/** Steps of the schema of `research.db`; a released step is never changed. */
const MIGRATIONS: readonly Migration[] = [
  { version: 1, ...METRIC_TABLES },
  { version: 2, ...ALERT_TABLES },
]
const STATEMENTS = { ...METRIC_STATEMENTS, ...ALERT_STATEMENTS }

/** `research.db`, opened: what the engine notes down about itself. Nothing that is traded depends on it. */
export interface ResearchFile extends MonitoringFile {
  /** Resolves once everything handed over so far is stored. */
  drained(): Promise<void>
  close(): Promise<void>
}

export interface ResearchOptions {
  readonly folder: string
  /** Whose thread the file is written on; one of its own unless given. */
  readonly beside?: SqliteWriter | undefined
  /** The file cannot be written any more; what is handed over from then on is lost. Called once. */
  readonly onFailed: (error: Error) => void
}

/** Opens or creates the file. Rejects with a `FatalError` that names it and what to do. */
export async function openResearch({ folder, beside, onFailed }: ResearchOptions): Promise<ResearchFile> {
  const file = join(folder, 'research.db')
  let failed = false
  const writer = await SqliteWriter.open({
    file,
    synchronous: 'NORMAL',
    migrations: MIGRATIONS,
    statements: STATEMENTS,
    backupFolder: join(folder, 'backups'),
    ...(beside ? { beside } : {}),
    onFailed(error) {
      failed = true
      onFailed(error)
    },
  })
  try {
    const database = openDatabase({ file, synchronous: 'NORMAL', readonly: true })
    return {
      database,
      write: (ops) => {
        if (!failed) writer.write(ops)
      },
      drained: () => writer.drained(),
      async close() {
        // The reader first: the last connection moves the log into the file, and only the writer may.
        database.close()
        await writer.close()
      },
    }
  } catch (error) {
    await writer.close()
    throw error
  }
}
