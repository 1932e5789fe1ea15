import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EngineHostModule } from '../../src-contract/index.ts'
import { type Clock, errorText, type Logger } from '../base/index.ts'
import { CrashRecord } from './crash-record.ts'
import { DesktopSettingsStore, readDesktopSettings } from './desktop-settings.ts'
import { engineArguments } from './engine-arguments.ts'
import { EngineProcessHost } from './engine-process-host.ts'
import { EngineSupervisor } from './engine-supervisor.ts'
import { LiveEngineWatch } from './engine-watch.ts'
import type { EngineHost, PortPair } from './host-messages.ts'
import { InMainHost } from './in-main-host.ts'
import type { DesktopPaths, DesktopSettings, ElectronApi } from './ports.ts'
import { SafeStorageCipher } from './safe-storage-cipher.ts'

export interface ShellEngineOptions {
  readonly electron: Pick<ElectronApi, 'MessageChannelMain' | 'safeStorage' | 'utilityProcess'>
  readonly paths: DesktopPaths
  readonly argv: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly logger: Logger
}

/** The engine with its keeper, what is known of it, and the settings that it has for this program. */
export interface ShellEngine {
  /** Where it runs; a changed setting counts from the next start of the program. */
  readonly host: DesktopSettings['engine']['host']
  readonly supervisor: EngineSupervisor
  readonly watch: LiveEngineWatch
  readonly settings: DesktopSettingsStore
}

/** Prepares the engine where the settings want it to run; nothing is started yet. */
export function createShellEngine(options: ShellEngineOptions): ShellEngine {
  const { electron, paths, argv, environment, platform, clock, logger } = options
  const initial = readDesktopSettings({ home: paths.home, environment, logger })
  const createChannel = (): PortPair => new electron.MessageChannelMain()
  const supervisor = new EngineSupervisor({
    host: createHost(initial.engine.host, options, createChannel),
    clock,
    logger: logger.child('engine-supervisor'),
    cipher: new SafeStorageCipher({ safeStorage: electron.safeStorage, platform, clock, logger }),
    record: new CrashRecord({ file: join(paths.profile, 'engine-failures.json'), clock, logger }),
    createChannel,
    args: engineArguments(argv, paths.home),
    platform,
  })
  const watch = new LiveEngineWatch({ engine: supervisor, clock, logger: logger.child('engine-watch') })
  const settings = new DesktopSettingsStore({ initial, watch, logger })
  return { host: initial.engine.host, supervisor, watch, settings }
}

function createHost(
  kind: DesktopSettings['engine']['host'],
  { electron, paths, environment, logger }: ShellEngineOptions,
  createChannel: () => PortPair,
): EngineHost {
  if (kind === 'utility') {
    return new EngineProcessHost({
      electron,
      file: paths.engineProcess,
      environment,
      killProcess: (pid) => killProcess(pid, logger),
    })
  }
  const load = async (): Promise<EngineHostModule> => import(pathToFileURL(paths.engineProcess).href)
  return new InMainHost({ load, createChannel })
}

function killProcess(pid: number, logger: Logger): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It may be gone by itself meanwhile; whether it is, its exit tells.
    logger.warn('the process of the engine could not be ended', { pid, error: errorText(error) })
  }
}
