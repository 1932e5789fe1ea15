import type { Logger } from '../base/index.ts'
import type { ElectronApi } from './ports.ts'

export interface SingleInstanceOptions {
  /** Its profile folder is set already: the lock belongs to it, so two data folders may run side by side. */
  readonly app: Pick<ElectronApi['app'], 'requestSingleInstanceLock' | 'on'>
  /** The program was started once more. */
  readonly onSecondStart: () => void
  readonly logger: Logger
}

/** Two engines must not trade one account. @returns false where the program runs already: this one has to quit. */
export function holdSingleInstance({ app, onSecondStart, logger }: SingleInstanceOptions): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', () => {
    logger.info('the program was started a second time')
    onSecondStart()
  })
  return true
}
