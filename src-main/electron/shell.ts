import { mkdirSync } from 'node:fs'
import { errorText, FatalError, type Logger, programVersion, SystemClock } from '../base/index.ts'
import { createLogger, type LogWriter } from '../base/log-writer.ts'
import { APP_SCHEME } from '../../src-contract/index.ts'
import { describeProgram } from './about.ts'
import { APP_SCHEME_PRIVILEGES, createAppHandler } from './app-scheme.ts'
import { desktopPaths } from './desktop-paths.ts'
import type { DesktopPaths, ElectronApi } from './ports.ts'
import { PRODUCT_NAME } from './product.ts'
import { OpenShell } from './open-shell.ts'
import { holdSingleInstance } from './single-instance.ts'
import { watchStrayErrors } from './stray-errors.ts'
import { guardApp, guardSession } from './web-guards.ts'

/** The program itself is at fault. */
const BUG_EXIT_CODE = 70
/** Groups the windows of an installed program on Windows; the installer registers the same name. */
const APP_USER_MODEL_ID = 'app.wheelhouse.desktop'

export interface ShellStart {
  readonly electron: ElectronApi
  /** Folder of the built entry. */
  readonly programFolder: string
  readonly argv: readonly string[]
  readonly environment: NodeJS.ProcessEnv
}

/** Opens the desktop program: everything that has to be said before Electron is ready, then the window and the engine. */
export function openShell(start: ShellStart): void {
  const { electron } = start
  try {
    const paths = preparePaths(start)
    const log = openLog(paths, start)
    const { logger } = log
    let shell: OpenShell | undefined
    watchStrayErrors({ process, logger, onFirst: () => shell?.handleStray() })
    prepareElectron(electron, paths, logger)
    if (!holdSingleInstance({ app: electron.app, onSecondStart: () => shell?.show(), logger })) {
      logger.info('the program runs already for this data folder; its window is shown')
      electron.app.exit(0)
      return
    }
    const open = async (): Promise<void> => {
      await electron.app.whenReady()
      serveWindow(electron, paths, logger)
      shell = new OpenShell({
        ...start,
        paths,
        logger,
        log,
        clock: new SystemClock(),
        platform: process.platform,
      })
      shell.start()
    }
    open().catch((error: unknown) => failStart(electron, error))
  } catch (error) {
    failStart(electron, error)
  }
}

function preparePaths({ electron, programFolder, argv, environment }: ShellStart): DesktopPaths {
  const resources = electron.app.isPackaged ? process.resourcesPath : `${programFolder}/../../resources`
  const paths = desktopPaths({ programFolder, argv, environment, resources })
  try {
    mkdirSync(paths.profile, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new FatalError(
      `The data folder ${paths.home} cannot be created or written (${errorText(error)}). Choose another with --home DIR or WHEELHOUSE_HOME.`,
      { cause: error },
    )
  }
  return paths
}

function openLog({ logFolder }: DesktopPaths, { argv }: ShellStart): LogWriter {
  const console = argv.includes('--quiet') ? 'off' : 'pretty'
  return createLogger({ level: 'info', folder: logFolder, fileName: 'desktop.log', console })
}

/** What Electron takes only before it is ready. */
function prepareElectron({ app, protocol }: ElectronApi, { profile }: DesktopPaths, logger: Logger): void {
  app.setName(PRODUCT_NAME)
  app.setAppUserModelId(APP_USER_MODEL_ID)
  app.setPath('userData', profile)
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES])
  guardApp(app, logger)
}

function serveWindow({ app, protocol, session }: ElectronApi, paths: DesktopPaths, logger: Logger): void {
  describeProgram(app, programVersion())
  guardSession(session.defaultSession, { logger, isPackaged: app.isPackaged })
  protocol.handle(APP_SCHEME, createAppHandler({ rendererFolder: paths.renderer, logger }))
}

/** Nothing runs yet that could be lost: said, and ended. */
function failStart({ app, dialog }: ElectronApi, error: unknown): void {
  const isMendable = error instanceof FatalError
  const text = isMendable ? error.message : (error instanceof Error && error.stack) || errorText(error)
  process.stderr.write(`wheelhouse: ${text}\n`)
  dialog.showErrorBox(`${PRODUCT_NAME} cannot start`, text)
  app.exit(isMendable ? error.exitCode : BUG_EXIT_CODE)
}
