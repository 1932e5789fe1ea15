import { ensureDefined, errorText, type Logger, type SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { createEngineApi } from './compose-api.ts'
import { EngineMonitor } from './compose-monitor.ts'
import { type EngineConfigStore, rateLimitOf } from './compose-parts.ts'
import { type EngineStorage, openStorage } from './compose-storage.ts'
import { openTrading, type PortWrappers, type Trading } from './compose-trading.ts'
import { accountId } from './domain/index.ts'
import type { RecoveryReport } from './execution/index.ts'
import type { Gateway } from './gateway/index.ts'
import type { Orchestrator } from './orchestrator/index.ts'
import type { TradingSession } from './session/index.ts'

const PAPER_ACCOUNT = accountId('paper-01')

export interface EngineStagesPorts {
  readonly folder: string
  readonly config: EngineConfigStore
  readonly bus: EventBus
  readonly clock: SystemClock
  readonly logger: Logger
  readonly gateway: Gateway
  readonly orchestrator: Orchestrator
  readonly wrappers: PortWrappers
  /** The door is open at this address. */
  readonly onAddress: (address: string) => void
  readonly shutdown: () => void
}

/** What happens when the engine comes up and goes down, step by step; components call these. */
export class EngineStages {
  readonly monitor = new EngineMonitor()
  readonly #ports: EngineStagesPorts
  #storage: EngineStorage | undefined
  #trading: Trading | undefined
  #address = ''

  constructor(ports: EngineStagesPorts) {
    this.#ports = ports
  }

  /** Undefined until the trading stage has come up. */
  get session(): TradingSession | undefined {
    return this.#trading?.session
  }

  /** Where the engine answers; empty until its door is open. */
  get address(): string {
    return this.#address
  }

  async openDoor(): Promise<void> {
    const { address } = await this.#ports.gateway.start()
    this.#address = address
    this.#ports.onAddress(address)
  }

  async openStorage(): Promise<void> {
    const { folder, logger } = this.#ports
    const onLedgerFailed = (error: Error): void => this.#halt('the ledger cannot be written', error)
    this.#storage = await openStorage({ folder, accountId: PAPER_ACCOUNT, logger, onLedgerFailed })
  }

  async closeStorage(): Promise<void> {
    await this.#storage?.close()
    this.#storage = undefined
  }

  /** Opens venues and session and brings the books in line with the venue before anything trades. */
  async openTrading(): Promise<void> {
    const { folder, config, bus, clock, logger, wrappers } = this.#ports
    this.#trading = await openTrading({
      folder,
      accountId: PAPER_ACCOUNT,
      config: config.current,
      storage: ensureDefined(this.#storage, 'storage'),
      bus,
      clock,
      logger,
      wrappers,
      onFailed: (error) => this.#halt('a venue failed', error),
    })
    this.#judge(await this.#trading.session.open())
  }

  async closeTrading(): Promise<void> {
    await this.#trading?.close()
    this.#trading = undefined
  }

  /** Lets calls through the door. */
  openInterface(startedAtMs: number, version: string): void {
    const { bus, clock, config, orchestrator, gateway, logger, shutdown } = this.#ports
    const session = this.#running
    gateway.setEngine(
      createEngineApi(
        { version, startedAtMs, clock, bus, config, orchestrator, session, monitor: this.monitor, shutdown },
        logger,
      ),
    )
  }

  async startMarket(): Promise<void> {
    await this.#running.startMarket()
  }

  async stopMarket(): Promise<void> {
    await this.#running.stopMarket()
  }

  startStrategies(): void {
    this.#running.startStrategies()
  }

  stopStrategies(): void {
    this.#running.stopStrategies()
  }

  /** Before everything stops: what the configuration says of orders and positions that would be left alone. */
  async leave(): Promise<void> {
    const { session } = this
    if (!session) return
    session.stopStrategies()
    await session.leave(this.#ports.config.current.execution.onShutdown)
  }

  applyConfig(): void {
    const { config, gateway } = this.#ports
    const { current } = config
    this.#trading?.apply(current)
    gateway.setRateLimit(rateLimitOf(current.gateway.rateLimitPerSecond))
  }

  /** A critical part has failed: no order that opens anything leaves from here on. */
  halt(reason: string): void {
    this.session?.tradingState.halt(reason)
  }

  get #running(): TradingSession {
    return ensureDefined(this.session, 'trading session')
  }

  #halt(what: string, error: Error): void {
    this.#ports.logger.error(what, { error: errorText(error) })
    this.halt(`${what}: ${error.message}`)
  }

  /** A difference between ledger and venue that recovery could not resolve is for a person to look at. */
  #judge(report: RecoveryReport): void {
    const { logger } = this.#ports
    if (report.isConsistent) {
      logger.info('ledger and venue agree', { orders: report.checkedOrders, recovered: report.recoveredFacts })
      return
    }
    logger.error('ledger and venue differ', { report })
    this.halt('ledger and venue differ; see the log for orders, cash and positions')
  }
}
