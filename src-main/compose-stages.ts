import { join } from 'node:path'
import {
  type Disposable,
  ensureDefined,
  errorText,
  FatalError,
  freshRandom,
  type Logger,
  type LogMemory,
  type SystemClock,
} from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { EngineAccounts } from './compose-accounts.ts'
import { EngineAlerts } from './compose-alerts.ts'
import { createEngineApi } from './compose-api.ts'
import { type EngineEndpoints, openEndpoints } from './compose-endpoints.ts'
import { comeUpHalted } from './compose-halt.ts'
import { EngineMonitoring } from './compose-monitoring.ts'
import { type EngineConfigStore, rateLimitOf } from './compose-parts.ts'
import { Restarts } from './compose-restart.ts'
import { type EngineStorage, openStorage } from './compose-storage.ts'
import { openTrading, type PortWrappers, type Trading } from './compose-trading.ts'
import { accountIdOf, isTransient, type OpenVenues, openVenues, standBack, venuesServices } from './compose-venues.ts'
import type { AccountId } from './domain/index.ts'
import type { EngineConfig } from './engine-config.ts'
import type { LedgerState, ReconciliationReport } from './execution/index.ts'
import type { Gateway } from './gateway/index.ts'
import type { Orchestrator } from './orchestrator/index.ts'
import type { KeyVariables, SecretVault } from './security/index.ts'
import { type PowerEvent, SleepGuard, type TradingSession } from './session/index.ts'
import type { SqliteWriter } from './storage/index.ts'
import { LayoutStore } from './workspace/index.ts'

export interface EngineStagesPorts {
  readonly folder: string
  readonly config: EngineConfigStore
  readonly bus: EventBus
  readonly clock: SystemClock
  readonly logger: Logger
  readonly gateway: Gateway
  readonly orchestrator: Orchestrator
  readonly wrappers: PortWrappers
  readonly secrets: SecretVault
  /** Keys of venues that the environment gave. */
  readonly keyVariables: KeyVariables
  readonly logMemory: LogMemory
  /** The door is open at this address. */
  readonly onAddress: (address: string) => void
  readonly shutdown: () => void
  /** Why nothing may trade when the engine comes up; undefined where it goes on as it was left. */
  readonly startHalted: string | undefined
}

/** What happens when the engine comes up and goes down, step by step; components call these. */
export class EngineStages {
  readonly monitoring: EngineMonitoring
  readonly alerts: EngineAlerts
  readonly #accounts: EngineAccounts
  readonly #layouts: LayoutStore
  readonly #restarts: Restarts
  readonly #ports: EngineStagesPorts
  #storage: EngineStorage | undefined
  #endpoints: EngineEndpoints | undefined
  /** Raises alerts for hosts that cannot be used. */
  #watchingEndpoints: Disposable | undefined
  #trading: Trading | undefined
  #sleep: SleepGuard | undefined
  #measuring: Disposable | undefined
  #address = ''
  /** Which differences the last comparison found; undefined before the first. */
  #lastFinding: string | undefined
  /** Why the next session may not trade; undefined where it goes on as it was left. */
  #comesUpHalted: string | undefined
  /** Why the engine is on paper instead of the exchange that the configuration names. */
  #stoodBack: string | undefined
  /** What the venues that run were opened with. */
  #used: EngineConfig
  /** Whose ledger the storage holds. */
  #storageAccount: AccountId | undefined

  constructor(ports: EngineStagesPorts) {
    this.#ports = ports
    this.#comesUpHalted = ports.startHalted
    this.#used = ports.config.current
    const logger = ports.logger.child('monitoring')
    const writer = (): SqliteWriter | undefined => this.#storage?.candles.writer
    const endpoints = (): EngineEndpoints | undefined => this.#endpoints
    this.monitoring = new EngineMonitoring({ ...ports, logger, writer, session: () => this.session, endpoints })
    this.alerts = new EngineAlerts({ ...ports, metrics: this.monitoring.metrics, session: () => this.session })
    this.#accounts = new EngineAccounts({
      ...ports,
      vault: ports.secrets,
      variables: ports.keyVariables,
      logger: ports.logger.child('accounts'),
      inUse: () => this.#trading?.account,
    })
    this.#layouts = new LayoutStore({ ...ports, file: join(ports.folder, 'workspace.json') })
    this.#restarts = new Restarts({ ...ports, session: () => this.session, door: 'gateway' })
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
    await this.#openStorageOf(accountIdOf(this.#ports.config.current))
  }

  async closeStorage(): Promise<void> {
    await this.#storage?.close()
    this.#storage = undefined
  }

  /** Outside services are looked at before anything asks for them. */
  openEndpoints(): void {
    const { config, clock, logger } = this.#ports
    this.#endpoints = openEndpoints({
      config: config.current.endpoints,
      builtIn: () => venuesServices(this.#used, (account) => this.#accounts.isProxied(account)),
      clock,
      random: freshRandom(),
      logger: logger.child('endpoints'),
    })
    this.#watchingEndpoints = this.alerts.followEndpoints(this.#endpoints)
  }

  closeEndpoints(): void {
    this.#watchingEndpoints?.dispose()
    this.#endpoints?.dispose()
    this.#endpoints = undefined
  }

  /**
   * Opens venues and session and brings the books in line with the venue before anything trades. What passes by itself is
   * tried again; anything else is for a person to mend.
   */
  async openTrading(): Promise<void> {
    try {
      await this.#trade()
    } catch (error) {
      throw isTransient(error) || error instanceof FatalError
        ? error
        : new FatalError(errorText(error), { cause: error })
    }
  }

  /**
   * Nobody gets through to a session that ends, and the next one is to find all of its orders in the ledger. Its venue
   * ends too where the ledger cannot be written any more: two would trade on the same books otherwise.
   */
  async closeTrading(): Promise<void> {
    this.#ports.gateway.holdCalls()
    this.#sleep?.dispose()
    this.#sleep = undefined
    this.#measuring?.dispose()
    const trading = this.#trading
    this.#trading = undefined
    if (!trading) return
    this.#keepHalt(trading.session)
    try {
      await trading.session.settle()
    } finally {
      await trading.close()
    }
  }

  /** Lets calls through the door. */
  openInterface(startedAtMs: number, version: string): void {
    const { bus, clock, config, orchestrator, gateway, logger, logMemory, secrets, shutdown } = this.#ports
    const session = this.#running
    gateway.setEngine(
      createEngineApi(
        {
          version,
          startedAtMs,
          clock,
          bus,
          config,
          orchestrator,
          session,
          monitor: this.monitoring.loop,
          metrics: this.monitoring.metrics,
          secrets,
          accounts: this.#accounts,
          alerts: this.alerts,
          endpoints: ensureDefined(this.#endpoints, 'endpoints'),
          logMemory,
          layouts: this.#layouts,
          restartComponent: (name) => this.#restarts.restart(name),
          shutdown,
        },
        logger,
      ),
    )
  }

  async startMarket(): Promise<void> {
    await this.#guard.startMarket()
  }

  async stopMarket(): Promise<void> {
    await this.#guard.stopMarket()
  }

  startStrategies(): void {
    this.#guard.startStrategies()
  }

  stopStrategies(): void {
    this.#guard.stopStrategies()
  }

  /**
   * The machine goes to sleep, or is awake again. Resolves when what was in flight is written, or trading goes on; at once
   * where there is no session yet, which then has nothing to lose.
   */
  async handlePower(event: PowerEvent): Promise<void> {
    await this.#sleep?.handlePower(event)
  }

  /** Before everything stops: what the configuration says of orders and positions that would be left alone. */
  async leave(): Promise<void> {
    const { session } = this
    if (!session) return
    this.#sleep?.dispose()
    session.stopStrategies()
    await session.leave(this.#ports.config.current.execution.onShutdown)
  }

  applyConfig(): void {
    const { config, gateway } = this.#ports
    const { current } = config
    this.#endpoints?.apply(current.endpoints)
    this.#trading?.apply(current)
    gateway.setRateLimit(rateLimitOf(current.gateway.rateLimitPerSecond))
  }

  /** A critical part has failed: no order that opens anything leaves from here on. */
  halt(reason: string): void {
    if (this.session) this.session.tradingState.halt(reason)
    else this.#comesUpHalted ??= reason
  }

  async #trade(): Promise<void> {
    const { config, bus, clock, logger, wrappers } = this.#ports
    const { venues, ledger } = await this.#openVenues()
    this.#trading = await openTrading({
      config: config.current,
      venues,
      storage: ensureDefined(this.#storage, 'storage'),
      ledger,
      bus,
      clock,
      logger,
      wrappers: this.monitoring.measuring(wrappers),
      onReconciled: (report) => this.#judge(report),
    })
    const { session, account } = this.#trading
    this.#restarts.handleSession(session)
    this.#judge(await session.open())
    this.#measuring = this.monitoring.follow(session)
    this.#haltIfAsked()
    this.#sleep = this.#createSleepGuard()
    if (account) await this.#auditKey(account.name)
  }

  /**
   * The venues that the configuration names. Where an exchange cannot be used and only a person can mend that, the engine
   * comes up on paper and the simulated market, halted: its doors have to be open for that person.
   */
  async #openVenues(): Promise<{ readonly venues: OpenVenues; readonly ledger: LedgerState }> {
    const { current } = this.#ports.config
    if (this.#stoodBack !== undefined && this.#comesUpHalted === this.#stoodBack) this.#comesUpHalted = undefined
    this.#stoodBack = undefined
    try {
      return await this.#openVenuesOf(current)
    } catch (error) {
      const other = standBack(current, error)
      if (!other) throw error
      this.#ports.logger.error('an exchange cannot be used', { reason: other.reason })
      this.#stoodBack = other.reason
      this.#comesUpHalted ??= other.reason
      return this.#openVenuesOf(other.config)
    }
  }

  async #openVenuesOf(config: EngineConfig): Promise<{ readonly venues: OpenVenues; readonly ledger: LedgerState }> {
    const { folder, clock, logger, wrappers } = this.#ports
    const endpoints = ensureDefined(this.#endpoints, 'endpoints')
    this.#used = config
    endpoints.apply(this.#ports.config.current.endpoints)
    await this.#openStorageOf(accountIdOf(config))
    const storage = ensureDefined(this.#storage, 'storage')
    const ledger = storage.readLedger()
    const venues = await openVenues({
      folder,
      config,
      accounts: this.#accounts,
      endpoints: endpoints.registry,
      clock,
      logger,
      ledger,
      newestBarMs: (venue) => storage.candles.newestOpenTimeMs(venue),
      wrapPaper: (venue) => wrappers.trading?.(venue) ?? venue,
      onFailed: (error) => this.#halt('a venue failed', error),
    })
    return { venues, ledger }
  }

  /** The ledger of one account is open at a time. */
  async #openStorageOf(accountId: AccountId): Promise<void> {
    if (this.#storage && this.#storageAccount === accountId) return
    await this.closeStorage()
    const { folder, logger } = this.#ports
    const onLedgerFailed = (error: Error): void => this.#halt('the ledger cannot be written', error)
    this.#storage = await openStorage({ folder, accountId, logger, onLedgerFailed })
    this.#storageAccount = accountId
  }

  /** A key that may do more than it should opens nothing; what is open can be closed with it. */
  async #auditKey(account: string): Promise<void> {
    const { outcome, problems } = await this.#accounts.check(account)
    if (outcome !== 'refused') return
    const refused = problems.filter(({ severity }) => severity === 'refused').map(({ text }) => text)
    this.halt(`the key of the account ${account} is refused: ${refused.join(' ')}`)
  }

  get #running(): TradingSession {
    return ensureDefined(this.session, 'trading session')
  }

  get #guard(): SleepGuard {
    return ensureDefined(this.#sleep, 'guard of the session')
  }

  #createSleepGuard(): SleepGuard {
    const { clock, logger } = this.#ports
    return new SleepGuard({
      session: this.#running,
      systemClock: clock,
      logger: logger.child('sleep'),
      judge: (report) => this.#judge(report),
      onAwake: () => this.monitoring.handleAwake(),
    })
  }

  #halt(what: string, error: Error): void {
    this.#ports.logger.error(what, { error: errorText(error) })
    this.halt(`${what}: ${error.message}`)
  }

  /** A halt that the ledger could not be told of holds for the next session all the same. */
  #keepHalt({ tradingState }: TradingSession): void {
    const { decided } = tradingState
    if (decided.state === 'halted') this.#comesUpHalted ??= decided.reason
  }

  #haltIfAsked(): void {
    const reason = this.#comesUpHalted
    this.#comesUpHalted = undefined
    if (reason === undefined) return
    const isHalted = comeUpHalted(this.#running.tradingState, reason)
    this.#ports.logger.warn(isHalted ? 'trading comes up halted' : 'trading comes up as it was left', { reason })
  }

  /**
   * A difference that could not be resolved is for a person to look at: its instrument is in quarantine, and the rest goes
   * on. The same finding is told once.
   */
  #judge(report: ReconciliationReport): void {
    const { logger } = this.#ports
    this.alerts.handleReport(report)
    const finding = report.differences.map(({ differenceId }) => differenceId).join(' ')
    const isNew = finding !== this.#lastFinding
    this.#lastFinding = finding
    if (!report.isConsistent && isNew) logger.error('ledger and venue differ', { report })
    if (report.isConsistent && (isNew || report.recoveredFacts > 0)) {
      logger.info('ledger and venue agree', { orders: report.checkedOrders, recovered: report.recoveredFacts })
    }
  }
}
