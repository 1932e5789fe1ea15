import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { errorText, type Logger } from '../base/index.ts'
import type { Updater } from './updates.ts'

export interface LoadUpdaterOptions {
  readonly isPackaged: boolean
  /** The packaged program's folder of resources; the packager writes the address of the releases into it. */
  readonly resources: string
  readonly logger: Logger
}

/** Undefined for a program that was not installed as one: there is nothing to bring up to date. */
export async function loadUpdater({ isPackaged, resources, logger }: LoadUpdaterOptions): Promise<Updater | undefined> {
  if (!isPackaged || !existsSync(join(resources, 'app-update.yml'))) return undefined
  try {
    const { default: module } = await import('electron-updater')
    return module.autoUpdater
  } catch (error) {
    logger.warn('updates are not looked for', { error: errorText(error) })
    return undefined
  }
}
