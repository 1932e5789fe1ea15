import { Emitter, type Event, type Logger } from './base/index.ts'
import type { AccountDesk } from './compose-desk.ts'
import { accountComponent, type EngineStages } from './compose-stages.ts'
import type { MarketDataCondition } from './market-data/index.ts'
import type { Component, ComponentCondition, RestartPolicy } from './orchestrator/index.ts'

const NO_RESTART: RestartPolicy = { maxRestarts: 0, delayMs: 0 }
/** An exchange that cannot be reached is tried again for as long as it takes; what a person has to mend is not. */
const VENUE_RESTART: RestartPolicy = { maxRestarts: Number.MAX_SAFE_INTEGER, delayMs: 5_000 }
/** Each question to an exchange has a limit, and the next host a limit of its own: one that is given up would go on beside the next. */
const VENUE_START_MS = 600_000
const MARKET_RESTART: RestartPolicy = { maxRestarts: 5, delayMs: 2_000 }

export interface ComponentsOptions {
  readonly stages: EngineStages
  readonly logger: Logger
  readonly closeDoor: () => Promise<void>
}

/** The engine's components in the order of their phases. */
export function engineComponents(options: ComponentsOptions): Component[] {
  const { stages } = options
  const { first } = stages
  return [
    {
      ...essential('gateway', 1, []),
      start: () => stages.openDoor(),
      stop: options.closeDoor,
    },
    {
      ...essential('storage', 1, []),
      start: () => first.openStorage(),
      stop: () => first.closeStorage(),
    },
    {
      ...essential('endpoints', 1, []),
      start: async () => stages.openEndpoints(),
      stop: async () => stages.closeEndpoints(),
    },
    {
      ...essential('trading', 2, ['storage', 'endpoints']),
      restartPolicy: VENUE_RESTART,
      startTimeoutMs: VENUE_START_MS,
      start: () => first.openTrading(),
      stop: () => first.closeTrading(),
    },
    marketDataComponent(options),
    {
      ...essential('interface', 2, ['gateway', 'market-data']),
      start: async () => stages.openInterface(),
      stop: async () => undefined,
    },
    monitoringComponent(options),
    alertsComponent(options),
    {
      ...essential('strategies', 4, ['market-data']),
      start: async () => first.startStrategies(),
      stop: async () => first.stopStrategies(),
    },
    ...stages.others.map((desk) => otherAccount(desk, options)),
  ]
}

function essential(
  name: string,
  phase: Component['phase'],
  dependsOn: readonly string[],
): Pick<Component, 'name' | 'phase' | 'dependsOn' | 'critical' | 'restartPolicy'> {
  return { name, phase, dependsOn, critical: true, restartPolicy: NO_RESTART }
}

/** Another account as a whole: what fails there does not concern the others. Degraded while its prices are stale. */
function otherAccount(desk: AccountDesk, { stages, logger }: ComponentsOptions): Component {
  const conditions = new Emitter<ComponentCondition>((error) =>
    logger.error('a listener of conditions failed', { error }),
  )
  let following: { dispose(): void } | undefined
  return {
    name: accountComponent(desk.account),
    phase: 4,
    dependsOn: ['gateway', 'endpoints', 'alerts'],
    critical: false,
    restartPolicy: VENUE_RESTART,
    startTimeoutMs: VENUE_START_MS,
    onCondition: conditions.event,
    async start() {
      await stages.openAccount(desk)
      following = desk.session?.marketData.onCondition((condition) => conditions.fire(condition))
    },
    async stop() {
      following?.dispose()
      await stages.closeAccount(desk)
    },
  }
}

/** Degraded while prices are stale. */
function marketDataComponent({ stages: { first }, logger }: ComponentsOptions): Component {
  const conditions = new Emitter<ComponentCondition>((error) =>
    logger.error('a listener of conditions failed', { error }),
  )
  const onCondition: Event<ComponentCondition> = conditions.event
  let following: { dispose(): void } | undefined
  return {
    ...essential('market-data', 2, ['trading']),
    restartPolicy: MARKET_RESTART,
    startTimeoutMs: VENUE_START_MS,
    onCondition,
    async start() {
      following?.dispose()
      following = first.session?.marketData.onCondition((condition: MarketDataCondition) => conditions.fire(condition))
      await first.startMarket()
    },
    async stop() {
      following?.dispose()
      await first.stopMarket()
    },
  }
}

/** Alerts are there from the first moment; from here on they are kept, and the session is watched. */
function alertsComponent({ stages: { alerts, monitoring } }: ComponentsOptions): Component {
  return {
    name: 'alerts',
    phase: 3,
    dependsOn: ['market-data', 'monitoring'],
    critical: false,
    restartPolicy: NO_RESTART,
    start: async () => alerts.start(monitoring.research),
    stop: async () => alerts.stop(),
  }
}

function monitoringComponent({ stages: { monitoring } }: ComponentsOptions): Component {
  return {
    name: 'monitoring',
    phase: 3,
    // Its file is written by a thread of the storage.
    dependsOn: ['storage'],
    critical: false,
    restartPolicy: NO_RESTART,
    onCondition: monitoring.onCondition,
    start: () => monitoring.start(),
    stop: () => monitoring.stop(),
  }
}
