import type { Shell } from 'electron'
import type { ExportKind, FileResult } from '../../src-contract/index.ts'
import { type Clock, errorText, type Logger } from '../base/index.ts'
import { importConfiguration } from './configuration-import.ts'
import { exportFile } from './file-exports.ts'
import type { Notice } from './notification-text.ts'
import type { EngineCalls } from './ports.ts'
import { PRODUCT_NAME } from './product.ts'
import type { Dialogs } from './window-dialogs.ts'

export interface FileActionsOptions {
  readonly dialogs: Dialogs
  readonly shell: Pick<Shell, 'openPath'>
  readonly calls: EngineCalls
  readonly clock: Clock
  readonly logger: Logger
  /** Data folder. */
  readonly home: string
  /** The user's own folder of documents; throws where the system knows none. */
  readonly documents: () => string
  readonly tell: (notice: Notice) => void
}

/** What menu and page do with files. Only what a file dialog has given is ever read or written. */
export class FileActions {
  readonly #options: FileActionsOptions

  constructor(options: FileActionsOptions) {
    this.#options = options
  }

  async export(kind: ExportKind): Promise<FileResult> {
    const { dialogs, calls, clock } = this.#options
    return this.#attempt(`export of ${kind}`, () =>
      exportFile(kind, { dialog: dialogs, calls, clock, documents: this.#documents() }),
    )
  }

  async importConfiguration(): Promise<FileResult> {
    const { dialogs, calls } = this.#options
    return this.#attempt('import of the configuration', () => importConfiguration({ dialog: dialogs, calls }))
  }

  /** Says what became of it where no page does. */
  async report(result: FileResult): Promise<void> {
    switch (result.kind) {
      case 'cancelled':
        return
      case 'done':
        return this.#options.tell({ title: result.detail, body: result.file })
      case 'failed':
        await this.#showFault(result.message)
    }
  }

  async openDataFolder(): Promise<void> {
    const { shell, home } = this.#options
    const fault = await shell.openPath(home).catch(errorText)
    if (fault !== '') await this.#showFault(`The folder ${home} could not be opened: ${fault}`)
  }

  /** Where the dialog begins is no reason to fail. */
  #documents(): string {
    const { documents, home, logger } = this.#options
    try {
      return documents()
    } catch (error) {
      logger.warn('the folder of documents is not known', { error: errorText(error) })
      return home
    }
  }

  async #showFault(message: string): Promise<void> {
    await this.#options.dialogs.showMessageBox({ type: 'error', title: PRODUCT_NAME, message })
  }

  /** Never rejects: menu and page both show the result, and nothing else. */
  async #attempt(what: string, action: () => Promise<FileResult>): Promise<FileResult> {
    const { logger } = this.#options
    const result = await action().catch((error: unknown): FileResult => {
      return { kind: 'failed', message: `The ${what} failed: ${errorText(error)}` }
    })
    logger.info('a file was exported or imported', { what, result })
    return result
  }
}
