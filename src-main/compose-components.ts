import { Emitter, type Event, type Logger } from './base/index.ts'
import type { EngineStages } from './compose-stages.ts'
import type { MarketDataCondition } from './market-data/index.ts'
import type { Component, ComponentCondition, RestartPolicy } from './orchestrator/index.ts'

const NO_RESTART: RestartPolicy = { maxRestarts: 0, delayMs: 0 }
/** An exchange that cannot be reached is tried again for as long as it takes; what a person has to mend is not. */
const VENUE_RESTART: RestartPolicy = { maxRestarts: Number.MAX_SAFE_INTEGER, delayMs: 5_000 }
const MARKET_RESTART: RestartPolicy = { maxRestarts: 5, delayMs: 2_000 }

export interface ComponentsOptions {
  readonly stages: EngineStages
  readonly logger: Logger
  readonly version: string
  readonly startedAtMs: number
  readonly closeDoor: () => Promise<void>
}

/** The engine's components in the order of their phases. */
export function engineComponents(options: ComponentsOptions): Component[] {
  const { stages } = options
  return [
    {
      ...essential('gateway', 1, []),
      start: () => stages.openDoor(),
      stop: options.closeDoor,
    },
    {
      ...essential('storage', 1, []),
      start: () => stages.openStorage(),
      stop: () => stages.closeStorage(),
    },
    {
      ...essential('endpoints', 1, []),
      start: async () => stages.openEndpoints(),
      stop: async () => stages.closeEndpoints(),
    },
    {
      ...essential('trading', 2, ['storage', 'endpoints']),
      restartPolicy: VENUE_RESTART,
      start: () => stages.openTrading(),
      stop: () => stages.closeTrading(),
    },
    marketDataComponent(options),
    {
      ...essential('interface', 2, ['gateway', 'market-data']),
      start: async () => stages.openInterface(options.startedAtMs, options.version),
      stop: async () => undefined,
    },
    monitoringComponent(options),
    alertsComponent(options),
    {
      ...essential('strategies', 4, ['market-data']),
      start: async () => stages.startStrategies(),
      stop: async () => stages.stopStrategies(),
    },
  ]
}

function essential(
  name: string,
  phase: Component['phase'],
  dependsOn: readonly string[],
): Pick<Component, 'name' | 'phase' | 'dependsOn' | 'critical' | 'restartPolicy'> {
  return { name, phase, dependsOn, critical: true, restartPolicy: NO_RESTART }
}

/** Degraded while prices are stale. */
function marketDataComponent({ stages, logger }: ComponentsOptions): Component {
  const conditions = new Emitter<ComponentCondition>((error) =>
    logger.error('a listener of conditions failed', { error }),
  )
  const onCondition: Event<ComponentCondition> = conditions.event
  let following: { dispose(): void } | undefined
  return {
    ...essential('market-data', 2, ['trading']),
    restartPolicy: MARKET_RESTART,
    onCondition,
    async start() {
      following?.dispose()
      following = stages.session?.marketData.onCondition((condition: MarketDataCondition) => conditions.fire(condition))
      await stages.startMarket()
    },
    async stop() {
      following?.dispose()
      await stages.stopMarket()
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
