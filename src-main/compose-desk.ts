import type { TradedAccountView } from '../src-contract/index.ts'
import { type Disposable, ensureDefined, errorText, FatalError, type UnreachableError } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { AccountAlerts } from './compose-account-alerts.ts'
import type { AccountInUse } from './compose-accounts.ts'
import type { OpenConnection } from './compose-connections.ts'
import { deskConfig } from './compose-desk-config.ts'
import type { AccountDeskPorts } from './compose-desk-ports.ts'
import { isTransient, standBack, unreachable } from './compose-exchange-faults.ts'
import { comeUpHalted } from './compose-halt.ts'
import { type EngineStorage, openStorage } from './compose-storage.ts'
import { openTrading, type Trading } from './compose-trading.ts'
import { accountIdOf, type OpenVenues, openVenues } from './compose-venues.ts'
import type { AccountId } from './domain/index.ts'
import type { EngineConfig } from './engine-config.ts'
import type { LedgerState, ReconciliationReport } from './execution/index.ts'
import { type PowerEvent, SleepGuard, type TradingSession } from './session/index.ts'
import type { SqliteWriter } from './storage/index.ts'

interface Failure {
  readonly reason: string
  /** It may go well a little later without anybody doing anything. */
  readonly isPassing: boolean
}

/** Everything that trades on one account: its books on disk, its venue, its session. Components call these step by step. */
export class AccountDesk {
  readonly #ports: AccountDeskPorts
  #storage: EngineStorage | undefined
  /** Whose ledger the storage holds. */
  #storageAccount: AccountId | undefined
  #trading: Trading | undefined
  #sleep: SleepGuard | undefined
  #measuring: Disposable | undefined
  #following: Disposable | undefined
  /** Which differences the last comparison found; undefined before the first. */
  #lastFinding: string | undefined
  /** Why the next session may not trade; undefined where it goes on as it was left. */
  #comesUpHalted: string | undefined
  /** Why the engine is on paper instead of the exchange that the configuration names. */
  #stoodBack: string | undefined
  /** What the venues that run were opened with. */
  #used: EngineConfig
  /** Why it could not be opened the last time; undefined once it is open. */
  #failure: Failure | undefined

  constructor(ports: AccountDeskPorts) {
    this.#ports = ports
    this.#comesUpHalted = ports.startHalted
    this.#used = this.#config
  }

  /** Name of the account, as in the configuration. */
  get account(): string {
    return this.#ports.account()
  }

  get isFirst(): boolean {
    return this.#ports.isFirst
  }

  /** What the session announces. */
  get bus(): EventBus {
    return this.#ports.bus
  }

  get alerts(): AccountAlerts {
    return this.#ports.alerts()
  }

  /** Undefined until the trading stage has come up. */
  get session(): TradingSession | undefined {
    return this.#trading?.session
  }

  /** The account as it is, for those who choose one. */
  view(): TradedAccountView {
    const { account: name, isFirst, session } = this
    if (session === undefined || this.#sleep === undefined) {
      const state = this.#failure?.isPassing === false ? 'failed' : 'opening'
      const problem = this.#failure?.reason ?? null
      return { name, isFirst, state, problem, environment: null, marketVenue: null, tradingState: null }
    }
    return {
      name,
      isFirst,
      state: 'open',
      problem: this.#stoodBack ?? null,
      environment: session.trading.environment,
      marketVenue: session.market.venueId,
      tradingState: session.tradingState.state,
    }
  }

  /** The account at an exchange that the session trades on; undefined on paper, and while there is no session. */
  get accountInUse(): AccountInUse | undefined {
    return this.#trading?.account
  }

  /** The connection to an exchange that it goes through; undefined on a market of our own. */
  get connection(): OpenConnection | undefined {
    return this.#trading?.connection
  }

  /** What the venues that run were opened with, or are being opened with. */
  get used(): EngineConfig {
    return this.#used
  }

  /** The thread that writes bars. */
  get writer(): SqliteWriter | undefined {
    return this.#storage?.candles.writer
  }

  async openStorage(): Promise<void> {
    await this.#openStorageOf(accountIdOf(this.#config))
  }

  async closeStorage(): Promise<void> {
    await this.#storage?.close()
    this.#storage = undefined
  }

  /**
   * Opens venues and session and brings the books in line with the venue before anything trades.
   * @throws UnreachableError for what passes by itself, FatalError for what a person has to mend.
   */
  async openTrading(): Promise<void> {
    try {
      await this.#trade()
      this.#failure = undefined
    } catch (error) {
      const isPassing = isTransient(error)
      this.#failure = { reason: errorText(error), isPassing }
      if (isPassing) throw this.#waitFor(error)
      this.#ports.gateway.explainWait(errorText(error), this.#calledAs)
      throw error instanceof FatalError ? error : new FatalError(errorText(error), { cause: error })
    }
  }

  /**
   * Nobody gets through to a session that ends, and the next one is to find all of its orders in the ledger. Its venue
   * ends too where the ledger cannot be written any more: two would trade on the same books otherwise.
   */
  async closeTrading(): Promise<void> {
    this.#ports.gateway.holdCalls(this.#calledAs)
    this.#sleep?.dispose()
    this.#sleep = undefined
    this.#measuring?.dispose()
    this.#following?.dispose()
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

  /** @throws UnreachableError for what passes by itself. */
  async startMarket(): Promise<void> {
    try {
      await this.#guard.startMarket()
    } catch (error) {
      throw isTransient(error) ? this.#waitFor(error) : error
    }
  }

  async stopMarket(): Promise<void> {
    await this.#guard.stopMarket()
  }

  /** Alerts follow the session of now, until it is closed. */
  followAlerts(): void {
    this.#following?.dispose()
    this.#following = this.alerts.followSession(ensureDefined(this.session, 'trading session'))
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
    await session.leave(this.#config.execution.onShutdown)
  }

  applyConfig(): void {
    this.#trading?.apply(this.#config)
  }

  /** A critical part has failed: no order that opens anything leaves from here on. */
  halt(reason: string): void {
    if (this.session) this.session.tradingState.halt(reason)
    else this.#comesUpHalted ??= reason
  }

  /** The configuration as it is for this account. */
  get #config(): EngineConfig {
    const { config, isFirst } = this.#ports
    return deskConfig(config.current, { account: this.account, isFirst })
  }

  /** Name by which the door knows the account: none for the first one. */
  get #calledAs(): string | undefined {
    return this.isFirst ? undefined : this.account
  }

  /** Callers who are not let through meanwhile are told. */
  #waitFor(error: unknown): UnreachableError {
    const fault = unreachable(this.#used, error)
    this.#ports.gateway.explainWait(fault.message, this.#calledAs)
    this.#ports.onWaiting(fault.message)
    return fault
  }

  async #trade(): Promise<void> {
    const { bus, clock, logger, wrappers } = this.#ports
    const { venues, ledger } = await this.#openVenues()
    this.#trading = await openTrading({
      config: this.#config,
      venues,
      storage: ensureDefined(this.#storage, 'storage'),
      ledger,
      bus,
      clock,
      logger,
      wrappers,
      onReconciled: (report) => this.#judge(report),
    })
    const { session, account } = this.#trading
    this.#ports.onSession(session)
    this.#judge(await session.open())
    this.#measuring = this.#ports.measure(session)
    this.#haltIfAsked()
    this.#sleep = this.#createSleepGuard()
    if (account) await this.#auditKey(account.name)
  }

  /**
   * The venues that the configuration names. Where the exchange of the first account cannot be used and only a person can
   * mend that, the engine comes up on paper and the simulated market, halted: its doors have to be open for that person.
   */
  async #openVenues(): Promise<{ readonly venues: OpenVenues; readonly ledger: LedgerState }> {
    if (this.#stoodBack !== undefined && this.#comesUpHalted === this.#stoodBack) this.#comesUpHalted = undefined
    this.#stoodBack = undefined
    try {
      const fault = this.#ports.fault()
      if (fault !== undefined) throw new Error(fault)
      return await this.#openVenuesOf(this.#config)
    } catch (error) {
      const other = this.isFirst ? standBack(this.#config, error) : undefined
      if (!other) throw error
      this.#ports.logger.error('an exchange cannot be used', { reason: other.reason })
      this.#stoodBack = other.reason
      this.#comesUpHalted ??= other.reason
      return this.#openVenuesOf(other.config)
    }
  }

  async #openVenuesOf(config: EngineConfig): Promise<{ readonly venues: OpenVenues; readonly ledger: LedgerState }> {
    const { folder, clock, logger, wrappers, accounts } = this.#ports
    const endpoints = ensureDefined(this.#ports.endpoints(), 'endpoints')
    this.#used = config
    endpoints.apply(this.#ports.config.current.endpoints)
    await this.#openStorageOf(accountIdOf(config))
    const storage = ensureDefined(this.#storage, 'storage')
    const ledger = storage.readLedger()
    const venues = await openVenues({
      folder,
      config,
      accounts,
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
    const { folder, logger, isFirst } = this.#ports
    const onLedgerFailed = (error: Error): void => this.#halt('the ledger cannot be written', error)
    const marketFile = isFirst ? 'market.db' : `market-${this.account}.db`
    this.#storage = await openStorage({ folder, accountId, marketFile, logger, onLedgerFailed })
    this.#storageAccount = accountId
  }

  /** A key that may do more than it should opens nothing; what is open can be closed with it. */
  async #auditKey(account: string): Promise<void> {
    const { outcome, problems } = await this.#ports.accounts.check(account)
    if (outcome !== 'refused') return
    const refused = problems.filter(({ severity }) => severity === 'refused').map(({ text }) => text)
    this.halt(`the key of the account ${account} is refused: ${refused.join(' ')}`)
  }

  get #guard(): SleepGuard {
    return ensureDefined(this.#sleep, 'guard of the session')
  }

  #createSleepGuard(): SleepGuard {
    const { clock, logger, onAwake } = this.#ports
    return new SleepGuard({
      session: ensureDefined(this.session, 'trading session'),
      systemClock: clock,
      logger: logger.child('sleep'),
      judge: (report) => this.#judge(report),
      onAwake,
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
    const { tradingState } = ensureDefined(this.session, 'trading session')
    const isHalted = comeUpHalted(tradingState, reason)
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
