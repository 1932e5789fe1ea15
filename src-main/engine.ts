import { join } from 'node:path'
import { errorText, type Logger, LogMemory, type LogLevel, programVersion, type SystemClock } from './base/index.ts'
import { createEventBus } from './compose-bus.ts'
import { engineComponents } from './compose-components.ts'
import { type Engine, EngineLife } from './compose-life.ts'
import { type EngineConfigStore, rateLimitOf } from './compose-parts.ts'
import { openSecrets, type PassphraseSource } from './compose-secrets.ts'
import { EngineStages } from './compose-stages.ts'
import type { PortWrappers } from './compose-trading.ts'
import { ConfigStore } from './config/index.ts'
import { EngineConfig } from './engine-config.ts'
import { Gateway } from './gateway/index.ts'
import { Orchestrator } from './orchestrator/index.ts'
import { AccessTokens, type KeychainCipher, type KeyVariables, type SecretVault } from './security/index.ts'
import { FolderLock } from './storage/index.ts'

export type { Engine } from './compose-life.ts'
export { takeAccountKeys } from './compose-accounts.ts'
export type { PassphraseSource } from './compose-secrets.ts'
export type { KeyVariables } from './security/index.ts'
export type { KeychainCipher } from './security/index.ts'

/** Longest time one part may take to stop; then it is named and the next one is stopped. */
const STOP_TIMEOUT_MS = 2_000

export interface EnginePorts {
  /** Data folder; the caller holds its lock. */
  readonly folder: string
  readonly tokens: AccessTokens
  readonly secrets: SecretVault
  /** Keys of venues that the environment gave; none unless given. */
  readonly keyVariables?: KeyVariables
  readonly logMemory: LogMemory
  readonly clock: SystemClock
  readonly logger: Logger
  /** Folder of the built page. */
  readonly rendererFolder: string
  readonly wrappers?: PortWrappers
  /** Set where nothing may trade when the engine comes up: why, for a person. */
  readonly startHalted?: string
  /** The door is open at this address. */
  readonly onAddress?: (address: string) => void
  /** The first account cannot be opened before what this says is over; told again while it lasts. */
  readonly onWaiting?: (reason: string) => void
}

export interface OpenEngineOptions {
  readonly home: string
  readonly environment: NodeJS.ProcessEnv
  readonly clock: SystemClock
  readonly logger: Logger
  /** Folder of the built page; beside the program unless named. */
  readonly rendererFolder?: string
  readonly wrappers?: PortWrappers
  /** The system's keychain; absent headless. */
  readonly keychain?: KeychainCipher
  /** For the vault of secrets; where none is given it may stay locked. */
  readonly passphrase?: PassphraseSource
  /** Keys of venues that were taken out of the environment. */
  readonly keyVariables?: KeyVariables
  /** Called with what must never stand in a log. */
  readonly hideFromLog?: (secrets: () => readonly string[]) => void
  /** Where the log's newest lines are read back; without it the interface shows none. */
  readonly logMemory?: LogMemory
  /** Told the log level of the configuration, and each change of it. */
  readonly setLogLevel?: (level: LogLevel) => void
  /** Set where nothing may trade when the engine comes up: why, for a person. It is resumed by hand. */
  readonly startHalted?: string
  /** The engine cannot start before what this says is over; told again while it lasts. */
  readonly onWaiting?: (reason: string) => void
}

/** Takes the data folder, reads its configuration and makes the engine that lives in it. */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  const { home, clock, logger, environment } = options
  const lock = FolderLock.acquire(home, { pid: process.pid, startedAtMs: clock.nowMs(), address: null })
  try {
    // Before the configuration, which watches its file from then on and would keep a start that fails from ending.
    const tokens = AccessTokens.open(home)
    const file = join(home, 'config.json')
    const config = await ConfigStore.open({ schema: EngineConfig, file, environment, clock, logger })
    followLogLevel(config, options.setLogLevel)
    const secrets = await openSecretsBeside(config, options)
    const { keyVariables = {} } = options
    options.hideFromLog?.(() => [...tokens.secrets(), ...secrets.secrets(), ...Object.values(keyVariables)])
    const engine = createEngine(config, {
      folder: home,
      tokens,
      secrets,
      keyVariables,
      logMemory: options.logMemory ?? new LogMemory(),
      clock,
      logger,
      rendererFolder: options.rendererFolder ?? builtPage(),
      onAddress: (address) => lock.update({ address }),
      onWaiting: (reason) => options.onWaiting?.(reason),
      ...(options.wrappers ? { wrappers: options.wrappers } : {}),
      ...(options.startHalted === undefined ? {} : { startHalted: options.startHalted }),
    })
    return withRelease(engine, async () => {
      await config
        .close()
        .catch((error: unknown) =>
          logger.error('the watch on the configuration did not end', { error: errorText(error) }),
        )
      lock.release()
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The configuration ends its listeners when it is closed. */
function followLogLevel(config: EngineConfigStore, setLogLevel: OpenEngineOptions['setLogLevel']): void {
  if (!setLogLevel) return
  setLogLevel(config.current.monitoring.logLevel)
  config.onChange(() => setLogLevel(config.current.monitoring.logLevel))
}

/** A vault that cannot be opened ends the watch on the configuration, which would keep the process. */
async function openSecretsBeside(config: EngineConfigStore, options: OpenEngineOptions): Promise<SecretVault> {
  const { home, clock, logger, keychain, passphrase } = options
  try {
    return await openSecrets({ folder: home, config, clock, logger, keychain, passphrase })
  } catch (error) {
    await config.close()
    throw error
  }
}

/** Wires the engine; the same under a window, headless and in tests. */
export function createEngine(config: EngineConfigStore, ports: EnginePorts): Engine {
  const { folder, tokens, secrets, logMemory, clock, logger, wrappers = {} } = ports
  const bus = createEventBus(logger)
  const orchestrator = new Orchestrator({ clock, logger, stopTimeoutMs: STOP_TIMEOUT_MS })
  const gateway = createGateway(config, ports)
  const stages = new EngineStages({
    folder,
    config,
    bus,
    clock,
    logger,
    gateway,
    orchestrator,
    wrappers,
    secrets,
    keyVariables: ports.keyVariables ?? {},
    logMemory,
    onAddress: (address) => ports.onAddress?.(address),
    shutdown: () => void life.stop('asked over the interface'),
    startHalted: ports.startHalted,
    onWaiting: (reason) => ports.onWaiting?.(reason),
    version: programVersion(),
    startedAtMs: clock.nowMs(),
  })
  const life = new EngineLife({ adminToken: tokens.tokenFor('admin'), stages, orchestrator, gateway, logger })
  registerComponents({ orchestrator, stages, gateway }, ports)
  announce({ orchestrator, stages, config })
  return life
}

function createGateway(config: EngineConfigStore, ports: EnginePorts): Gateway {
  const { rendererFolder, tokens, clock, logger } = ports
  const { host, port, rateLimitPerSecond } = config.current.gateway
  return new Gateway({
    host,
    port,
    rendererFolder,
    version: programVersion(),
    tokens,
    clock,
    logger,
    validateOutput: false,
    rateLimit: rateLimitOf(rateLimitPerSecond),
  })
}

interface Wired {
  readonly orchestrator: Orchestrator
  readonly stages: EngineStages
  readonly gateway: Gateway
  readonly config: EngineConfigStore
}

function registerComponents(
  { orchestrator, stages, gateway }: Pick<Wired, 'orchestrator' | 'stages' | 'gateway'>,
  { logger }: EnginePorts,
): void {
  const components = engineComponents({
    stages,
    logger,
    closeDoor: () => gateway.stop(),
  })
  for (const component of components) orchestrator.register(component)
}

/** What happens outside trading is announced too, and what has to follow from it does. */
function announce({ orchestrator, stages, config }: Omit<Wired, 'gateway'>): void {
  orchestrator.onState((view) => stages.announce('component.state', view))
  orchestrator.onHealth((health) => stages.announce('health.changed', { health }))
  orchestrator.onCriticalFault(({ name, reason }) => stages.halt(`${name} failed: ${reason ?? 'no reason given'}`))
  config.onChange(({ change }) => {
    stages.applyConfig()
    stages.announce('config.updated', change)
  })
}

/** The engine with a data folder that is given free once it has stopped, or could not start. */
function withRelease(engine: Engine, release: () => Promise<void>): Engine {
  const stopped = engine.stopped.then(release)
  return {
    adminToken: engine.adminToken,
    async start() {
      try {
        return await engine.start()
      } catch (error) {
        await engine.stop('the start failed')
        await stopped
        throw error
      }
    },
    async stop(reason) {
      await engine.stop(reason)
      await stopped
    },
    serveClient: (ports, role, account) => engine.serveClient(ports, role, account),
    handlePower: (event) => engine.handlePower(event),
    stopped,
  }
}

/** `out/renderer` beside `out/main`, also when run from source. */
function builtPage(): string {
  const fromSource = import.meta.url.endsWith('.ts')
  return join(import.meta.dirname, fromSource ? '../out/renderer' : rendererBesideChunk())
}

function rendererBesideChunk(): string {
  return import.meta.dirname.endsWith('chunks') ? '../../renderer' : '../renderer'
}
