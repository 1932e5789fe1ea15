import type { Role } from '../src-contract/index.ts'
import { errorText, type Logger } from './base/index.ts'
import type { EngineStages } from './compose-stages.ts'
import type { Gateway, PortPair } from './gateway/index.ts'
import type { Orchestrator } from './orchestrator/index.ts'

/** An engine, from its start to its stop. */
export interface Engine {
  readonly adminToken: string
  /** Resolves when everything runs. Rejects with the reason where something essential does not come up. */
  start(): Promise<{ readonly address: string }>
  /** Stops in order and never rejects; a second call waits for the first. */
  stop(reason: string): Promise<void>
  /**
   * Serves a client over two message ports; the caller vouches for the role, and names the account where it is not the
   * first. Closes the ports where no door is open.
   */
  serveClient(ports: PortPair, role: Role, account?: string): void
  /** The machine goes to sleep, or is back. Resolves when trading is held, or goes on. */
  handlePower(event: 'suspend' | 'resume'): Promise<void>
  /** Resolves when the engine has stopped, whoever asked for it. */
  readonly stopped: Promise<void>
}

export interface EngineLifePorts {
  readonly adminToken: string
  readonly stages: EngineStages
  readonly orchestrator: Orchestrator
  readonly gateway: Gateway
  readonly logger: Logger
}

/** Starts and stops what the composition has wired. */
export class EngineLife implements Engine {
  readonly adminToken: string
  readonly #ports: EngineLifePorts
  readonly #stopped = Promise.withResolvers<void>()
  #stopping: Promise<void> | undefined

  constructor(ports: EngineLifePorts) {
    this.#ports = ports
    this.adminToken = ports.adminToken
  }

  get stopped(): Promise<void> {
    return this.#stopped.promise
  }

  async start(): Promise<{ readonly address: string }> {
    const { orchestrator, stages, logger } = this.#ports
    await orchestrator.startAll()
    const { address } = stages
    logger.info('the engine is running', { address })
    return { address }
  }

  stop(reason: string): Promise<void> {
    this.#stopping ??= this.#stop(reason)
    return this.#stopping
  }

  serveClient(ports: PortPair, role: Role, account?: string): void {
    this.#ports.gateway.serveClient(ports, role, account)
  }

  async handlePower(event: 'suspend' | 'resume'): Promise<void> {
    await this.#ports.stages.handlePower(event)
  }

  async #stop(reason: string): Promise<void> {
    const { gateway, orchestrator, logger } = this.#ports
    logger.info('the engine is stopping', { reason })
    gateway.setStopping()
    await orchestrator.endRestarts()
    await this.#leave()
    await orchestrator.stopAll()
    this.#stopped.resolve()
  }

  /** Whatever becomes of the last orders, the engine stops: what was sent is found again at the next start. */
  async #leave(): Promise<void> {
    try {
      await this.#ports.stages.leave()
    } catch (error) {
      this.#ports.logger.error('orders could not be left as configured', { error: errorText(error) })
    }
  }
}
