import { join } from 'node:path'
import {
  type Disposable,
  ensureDefined,
  freshRandom,
  type Logger,
  type LogMemory,
  type SystemClock,
  toDisposable,
} from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { EngineAccounts } from './compose-accounts.ts'
import { EngineAlerts } from './compose-alerts.ts'
import { createEngineApi } from './compose-api.ts'
import type { OpenConnection } from './compose-connections.ts'
import { createEventBus } from './compose-bus.ts'
import { AccountDesk } from './compose-desk.ts'
import { firstAccountFault } from './compose-desk-config.ts'
import { type EngineEndpoints, openEndpoints } from './compose-endpoints.ts'
import { EngineMonitoring } from './compose-monitoring.ts'
import { type EngineConfigStore, rateLimitOf } from './compose-parts.ts'
import { Restarts } from './compose-restart.ts'
import type { PortWrappers } from './compose-trading.ts'
import { venuesServices } from './compose-venues.ts'
import type { EventMap, EventName } from './domain/index.ts'
import type { ServiceSettings } from './endpoints/index.ts'
import type { EngineApi, Gateway } from './gateway/index.ts'
import type { Orchestrator } from './orchestrator/index.ts'
import type { KeyVariables, SecretVault } from './security/index.ts'
import type { PowerEvent, TradingSession } from './session/index.ts'
import type { SqliteWriter } from './storage/index.ts'
import { LayoutStore } from './workspace/index.ts'

export interface EngineStagesPorts {
  readonly folder: string
  readonly config: EngineConfigStore
  /** The engine's, and the first account's. */
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
  readonly version: string
  readonly startedAtMs: number
  /** Why nothing may trade when the engine comes up; undefined where it goes on as it was left. */
  readonly startHalted: string | undefined
  /** The first account cannot be opened before what this says is over; told again while it lasts. */
  readonly onWaiting: (reason: string) => void
}

/** Name of the component that is everything about an account beside the first. */
export function accountComponent(account: string): string {
  return `account:${account}`
}

/** What happens when the engine comes up and goes down, step by step; components call these. */
export class EngineStages {
  readonly monitoring: EngineMonitoring
  readonly alerts: EngineAlerts
  /** The account that the engine cannot be without. */
  readonly first: AccountDesk
  /** The accounts that it trades on beside, each by itself: what goes wrong there stays there. */
  readonly others: readonly AccountDesk[]
  readonly #accounts: EngineAccounts
  readonly #layouts: LayoutStore
  readonly #restarts: Restarts
  readonly #ports: EngineStagesPorts
  #endpoints: EngineEndpoints | undefined
  /** Raises alerts for hosts that cannot be used. */
  #watchingEndpoints: Disposable | undefined
  #address = ''

  constructor(ports: EngineStagesPorts) {
    this.#ports = ports
    const { config, gateway, logger } = ports
    const { account, otherAccounts } = config.current.trading
    const session = (): TradingSession | undefined => this.session
    const endpoints = (): EngineEndpoints | undefined => this.#endpoints
    const connections = (): readonly OpenConnection[] => this.#connections()
    const writer = (): SqliteWriter | undefined => this.first.writer
    this.monitoring = new EngineMonitoring({
      ...ports,
      logger: logger.child('monitoring'),
      writer,
      session,
      endpoints,
      connections,
    })
    this.alerts = new EngineAlerts({
      ...ports,
      metrics: this.monitoring.metrics,
      otherAccounts,
      session,
      sessions: () => this.#sessions,
      connections,
    })
    this.#accounts = new EngineAccounts({
      ...ports,
      vault: ports.secrets,
      variables: ports.keyVariables,
      logger: logger.child('accounts'),
      inUse: () => this.#desks.flatMap(({ accountInUse }) => accountInUse ?? []),
    })
    this.#layouts = new LayoutStore({ ...ports, file: join(ports.folder, 'workspace.json') })
    this.#restarts = new Restarts({ ...ports, session, door: 'gateway' })
    this.first = this.#createFirst()
    this.others = otherAccounts.map((name) => this.#createOther(name))
    gateway.declareAccounts(account, otherAccounts)
  }

  /** The first account's; undefined until the trading stage has come up. */
  get session(): TradingSession | undefined {
    return this.first.session
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

  /** Outside services are looked at before anything asks for them. */
  openEndpoints(): void {
    const { config, clock, logger } = this.#ports
    this.#endpoints = openEndpoints({
      config: config.current.endpoints,
      builtIn: () => this.#services(),
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

  /** Lets calls about the first account through the door. */
  openInterface(): void {
    const { gateway, config } = this.#ports
    gateway.declareAccounts(config.current.trading.account, this.#otherNames)
    gateway.setEngine(this.#apiOf(this.first))
  }

  /** Everything about an account beside the first, from its books to its strategies. */
  async openAccount(desk: AccountDesk): Promise<void> {
    try {
      await desk.openStorage()
      await desk.openTrading()
      await desk.startMarket()
      this.#ports.gateway.setEngine(this.#apiOf(desk), desk.account)
      desk.followAlerts()
      desk.startStrategies()
    } catch (error) {
      await this.closeAccount(desk)
      throw error
    }
  }

  async closeAccount(desk: AccountDesk): Promise<void> {
    try {
      await desk.closeTrading()
    } finally {
      await desk.closeStorage()
    }
  }

  /** The machine goes to sleep, or is awake again. Resolves when trading is held on every account, or goes on. */
  async handlePower(event: PowerEvent): Promise<void> {
    await this.#withEach((desk) => desk.handlePower(event))
  }

  /** Before everything stops: what the configuration says of orders and positions that would be left alone. */
  async leave(): Promise<void> {
    await this.#withEach((desk) => desk.leave())
  }

  applyConfig(): void {
    const { config, gateway } = this.#ports
    const { current } = config
    this.#endpoints?.apply(current.endpoints)
    for (const desk of this.#desks) desk.applyConfig()
    gateway.setRateLimit(rateLimitOf(current.gateway.rateLimitPerSecond))
  }

  /** A critical part has failed: no order that opens anything leaves from here on, on any account. */
  halt(reason: string): void {
    for (const desk of this.#desks) desk.halt(reason)
  }

  /** Tells everybody who follows one of the accounts of something that is about the engine. */
  announce<Name extends EventName>(name: Name, payload: EventMap[Name]): void {
    for (const { bus } of this.#desks) bus.publish(name, payload)
  }

  get #desks(): readonly AccountDesk[] {
    return [this.first, ...this.others]
  }

  get #sessions(): readonly TradingSession[] {
    return this.#desks.flatMap(({ session }) => session ?? [])
  }

  get #otherNames(): readonly string[] {
    return this.others.map(({ account }) => account)
  }

  #createFirst(): AccountDesk {
    const { config, bus, logger, wrappers, startHalted } = this.#ports
    return new AccountDesk({
      ...this.#ports,
      account: () => config.current.trading.account,
      isFirst: true,
      bus,
      logger,
      wrappers: this.monitoring.measuring(wrappers),
      accounts: this.#accounts,
      endpoints: () => this.#endpoints,
      alerts: () => this.alerts.first,
      startHalted,
      fault: () => firstAccountFault(config.current.trading.account, this.#otherNames),
      onSession: (session) => this.#restarts.handleSession(session),
      measure: (session) => this.monitoring.follow(session),
      onAwake: () => this.monitoring.handleAwake(),
    })
  }

  #createOther(name: string): AccountDesk {
    const logger = this.#ports.logger.child(accountComponent(name))
    const bus = createEventBus(logger)
    const alerts = this.alerts.ofAccount(name, { bus, logger, session: () => desk.session })
    const desk = new AccountDesk({
      ...this.#ports,
      account: () => name,
      isFirst: false,
      bus,
      logger,
      accounts: this.#accounts,
      endpoints: () => this.#endpoints,
      alerts: () => alerts,
      fault: () => undefined,
      onSession: () => undefined,
      onWaiting: () => undefined,
      measure: () => toDisposable(() => undefined),
      onAwake: () => undefined,
    })
    return desk
  }

  #apiOf(desk: AccountDesk): EngineApi {
    const { clock, config, orchestrator, logger, logMemory, secrets, shutdown, version, startedAtMs } = this.#ports
    return createEngineApi(
      {
        version,
        startedAtMs,
        clock,
        bus: desk.bus,
        config,
        orchestrator,
        session: ensureDefined(desk.session, 'trading session'),
        desk: { account: desk.account, isFirst: desk.isFirst },
        tradedAccounts: () => this.#desks.map((each) => each.view()),
        sessions: () => this.#sessions,
        monitor: this.monitoring.loop,
        metrics: this.monitoring.metrics,
        secrets,
        accounts: this.#accounts,
        alerts: this.alerts,
        accountAlerts: desk.alerts,
        endpoints: ensureDefined(this.#endpoints, 'endpoints'),
        connections: () => this.#connections(),
        logMemory,
        layouts: this.#layouts,
        restartComponent: (name) => this.#restarts.restart(name),
        shutdown,
      },
      logger,
    )
  }

  #services(): Readonly<Record<string, ServiceSettings>> {
    const isProxied = (account: string): boolean => this.#accounts.isProxied(account)
    return Object.assign({}, ...this.#desks.map(({ used }) => venuesServices(used, isProxied)))
  }

  #connections(): readonly OpenConnection[] {
    return this.#desks.flatMap(({ connection }) => connection ?? [])
  }

  /** With every account at once; one that fails keeps none of the others from its end. */
  async #withEach(act: (desk: AccountDesk) => Promise<void>): Promise<void> {
    const outcomes = await Promise.allSettled(this.#desks.map(act))
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed) throw failed.reason
  }
}
