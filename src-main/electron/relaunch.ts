import { sep } from 'node:path'
import type { ElectronApi } from './ports.ts'

export interface RelaunchOptions {
  readonly app: Pick<ElectronApi['app'], 'quit' | 'relaunch'>
  readonly environment: NodeJS.ProcessEnv
  /** File of the program that runs. */
  readonly execPath: string
}

/** Quits the program, which starts anew with the same arguments. */
export function relaunch({ app, environment, execPath }: RelaunchOptions): void {
  const { APPIMAGE, APPDIR } = environment
  // An AppImage runs from a mount that ends with it, so its own file is started. Both names are inherited by programs
  // that are none.
  const isAppImage = APPIMAGE !== undefined && APPDIR !== undefined && execPath.startsWith(`${APPDIR}${sep}`)
  app.relaunch(isAppImage ? { execPath: APPIMAGE } : {})
  app.quit()
}
