import { join } from 'node:path'
import { errorText, type Logger, programVersion, type SystemClock } from './base/index.ts'
import { EventBus } from './bus/index.ts'
import { engineComponents } from './compose-components.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { EngineStages } from './compose-stages.ts'
import type { PortWrappers } from './compose-trading.ts'
import { ConfigStore } from './config/index.ts'
import { EngineConfig } from './engine-config.ts'
import { Gateway } from './gateway/index.ts'
import { Orchestrator } from './orchestrator/index.ts'
import { AccessTokens } from './security/index.ts'
import { FolderLock } from './storage/index.ts'

export interface EnginePorts {
  /** Data folder; the caller holds its lock. */
  readonly folder: string
  readonly tokens: AccessTokens
  readonly clock: SystemClock
  readonly logger: Logger
  /** Folder of the built page. */
  readonly rendererFolder: string
  readonly wrappers?: PortWrappers
  /** The door is open at this address. */
  readonly onAddress?: (address: string) => void
}

export interface Engine {
  readonly adminToken: string
  /** Resolves when everything runs. Rejects with the reason where something essential does not come up. */
  start(): Promise<{ readonly address: string }>
  /** Stops in order; a second call waits for the first. */
  stop(reason: string): Promise<void>
  /** Resolves when the engine has stopped, whoever asked for it. */
  readonly stopped: Promise<void>
}

export interface OpenEngineOptions {
  readonly home: string
  readonly environment: NodeJS.ProcessEnv
  readonly clock: SystemClock
  readonly logger: Logger
  /** Folder of the built page; beside the program unless named. */
  readonly rendererFolder?: string
  readonly wrappers?: PortWrappers
}

/** Takes the data folder, reads its configuration and makes the engine that lives in it. */
export async function openEngine(options: OpenEngineOptions): Promise<Engine> {
  const { home, clock, logger, environment } = options
  const lock = FolderLock.acquire(home, { pid: process.pid, startedAtMs: clock.nowMs(), address: null })
  try {
    const file = join(home, 'config.json')
    const config = await ConfigStore.open({ schema: EngineConfig, file, environment, clock, logger })
    const engine = createEngine(config, {
      folder: home,
      tokens: AccessTokens.open(home),
      clock,
      logger,
      rendererFolder: options.rendererFolder ?? builtPage(),
      onAddress: (address) => lock.update({ address }),
      ...(options.wrappers ? { wrappers: options.wrappers } : {}),
    })
    const release = async (): Promise<void> => {
      await config.close()
      lock.release()
    }
    return withRelease(engine, release)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Wires the engine; the same under a window, headless and in tests. */
export function createEngine(config: EngineConfigStore, ports: EnginePorts): Engine {
  const { folder, tokens, clock, logger, rendererFolder, wrappers = {} } = ports
  const version = programVersion()
  const bus = new EventBus((error, name) =>
    logger.error('a listener of the bus failed', { event: name, error: errorText(error) }),
  )
  const orchestrator = new Orchestrator({ clock, logger })
  const { host, port, rateLimitPerSecond } = config.current.gateway
  const rateLimit = { perSecond: rateLimitPerSecond, burst: 2 * rateLimitPerSecond }
  const gateway = new Gateway({
    host,
    port,
    rendererFolder,
    version,
    tokens,
    clock,
    logger,
    validateOutput: false,
    rateLimit,
  })
  const stopped = Promise.withResolvers<void>()
  let address = ''
  let stopping: Promise<void> | undefined
  const stages = new EngineStages({
    folder,
    config,
    bus,
    clock,
    logger,
    gateway,
    orchestrator,
    wrappers,
    onAddress(opened) {
      address = opened
      ports.onAddress?.(opened)
    },
    shutdown: () => void stop('asked over the interface'),
  })
  const components = engineComponents({
    stages,
    logger,
    version,
    startedAtMs: clock.nowMs(),
    closeDoor: () => gateway.stop(),
    every: (periodMs, action) => clock.setRepeating(periodMs, action),
  })
  for (const component of components) orchestrator.register(component)
  orchestrator.onState((view) => bus.publish('component.state', view))
  orchestrator.onHealth((health) => bus.publish('health.changed', { health }))
  orchestrator.onCriticalFault(({ name, reason }) => stages.halt(`${name} failed: ${reason ?? 'no reason given'}`))
  config.onChange(({ change }) => {
    stages.applyConfig()
    bus.publish('config.updated', change)
  })

  async function stop(reason: string): Promise<void> {
    stopping ??= (async () => {
      logger.info('the engine is stopping', { reason })
      gateway.setStopping()
      await stages.leave()
      await orchestrator.stopAll()
      stopped.resolve()
    })()
    return stopping
  }

  return {
    adminToken: tokens.tokenFor('admin'),
    async start() {
      await orchestrator.startAll()
      logger.info('the engine is running', { address })
      return { address }
    },
    stop,
    stopped: stopped.promise,
  }
}

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
