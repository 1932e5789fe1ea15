import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { errorText, FatalError, type Logger } from './base/index.ts'
import type { AccountId } from './domain/index.ts'
import {
  type LedgerHistory,
  type LedgerState,
  loadLedger,
  readLedgerHistory,
  SqliteJournal,
} from './execution/index.ts'
import { SqliteCandleStore } from './market-data/index.ts'

export interface StorageOptions {
  readonly folder: string
  readonly accountId: AccountId
  /** Name of the file that keeps bars. */
  readonly marketFile: string
  readonly logger: Logger
  /** The ledger cannot be written any more. */
  readonly onLedgerFailed: (error: Error) => void
}

/** What the engine keeps on disk, opened. */
export interface EngineStorage {
  readonly journal: SqliteJournal
  /** What the ledger holds now. @throws FatalError where it is damaged. */
  readLedger(): LedgerState
  /** Everything that the account went through. */
  readHistory(): LedgerHistory
  readonly candles: SqliteCandleStore
  close(): Promise<void>
}

export async function openStorage({
  folder,
  accountId,
  marketFile,
  logger,
  onLedgerFailed,
}: StorageOptions): Promise<EngineStorage> {
  const backupFolder = join(folder, 'backups')
  makeFolder(backupFolder)
  const ledgerFile = join(folder, 'ledger.db')
  const journal = await SqliteJournal.open({
    file: ledgerFile,
    accountId,
    backupFolder,
    onFailed: onLedgerFailed,
    onCallbackError: (error) => logger.error('a step after a journal write failed', { error: errorText(error) }),
  })
  try {
    const load = (): LedgerState => loadLedger({ file: ledgerFile, accountId })
    // Read at once, so that a damaged ledger is found before anything else is opened.
    let atStart: LedgerState | undefined = load()
    const readLedger = (): LedgerState => {
      const ledger = atStart ?? load()
      atStart = undefined
      return ledger
    }
    const candles = await SqliteCandleStore.open({
      file: join(folder, marketFile),
      onFailed: (error) => logger.error('bars cannot be stored any more', { error: errorText(error) }),
    })
    const close = async (): Promise<void> => {
      await candles.close()
      await journal.close()
    }
    const readHistory = (): LedgerHistory => readLedgerHistory({ file: ledgerFile, accountId })
    return { journal, readLedger, readHistory, candles, close }
  } catch (error) {
    await journal.close()
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new FatalError(
      `The folder ${folder} cannot be written (${errorText(error)}). Choose another data folder with --home or WHEELHOUSE_HOME.`,
      { cause: error },
    )
  }
}
