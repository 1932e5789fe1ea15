import type { Logger, SystemClock } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { connectionViews, type OpenConnections, streamViews } from './compose-connections.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import type { Gateway } from './gateway/index.ts'
import {
  connectionMetrics,
  endpointMetrics,
  engineMetrics,
  type EngineReadings,
  type EventLoopMonitor,
  gatewayMetrics,
  marketMetrics,
  type MarketReadings,
  type MetricLimits,
  Metrics,
  processMetrics,
  type ProcessReadings,
  tradingMetrics,
  type TradingWatch,
} from './monitoring/index.ts'
import type { TradingSession } from './session/index.ts'

export interface MetricsOptions {
  readonly config: EngineConfigStore
  readonly bus: EventBus
  readonly clock: SystemClock
  readonly logger: Logger
  readonly gateway: Gateway
  /** Undefined while no session is open. */
  readonly session: () => TradingSession | undefined
  /** Undefined until outside services are known. */
  readonly endpoints: () => EngineEndpoints | undefined
  readonly connections: OpenConnections
  readonly watch: TradingWatch
  /** Its window is begun anew with every sample. */
  readonly loop: EventLoopMonitor
}

const PROCESS: ProcessReadings = {
  cpuMicroseconds() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  residentBytes: () => process.memoryUsage.rss(),
  heapBytes: () => process.memoryUsage().heapUsed,
}

/** Everything that the engine measures of itself. */
export function createMetrics(options: MetricsOptions): Metrics {
  const { config, clock, logger, gateway, watch, endpoints, connections } = options
  const limits = (): MetricLimits => config.current.monitoring.metrics.limits
  const nowMs = (): number => clock.monotonicMs()
  const market = marketMetrics(marketReadings(options))
  const outside = endpointMetrics(() => endpoints()?.views() ?? [])
  const venues = connectionMetrics({
    connections: () => connectionViews(connections),
    streams: () => streamViews(connections),
  })
  const { topicLoad } = gateway
  const lasting = [
    ...processMetrics(PROCESS, limits),
    ...engineMetrics(engineReadings(options), limits),
    ...tradingMetrics(watch, nowMs, limits),
    ...gatewayMetrics({ clients: () => topicLoad.clients, behind: () => topicLoad.mostBehind }, limits),
  ]
  return new Metrics({
    metrics: () => [...lasting, ...market(), ...outside(), ...venues()],
    clock,
    logger,
    keepDays: () => config.current.monitoring.metrics.keepDays,
  })
}

function engineReadings({ bus, clock, loop, session, watch }: MetricsOptions): EngineReadings {
  return {
    loop,
    events: () => bus.sequence,
    takeQueuePeak: () => bus.takeWaitingPeak(),
    listenerErrors: () => bus.listenerErrors,
    journalPending: () => session()?.execution.pending ?? null,
    journalCommitP95Ms: () => watch.journalCommit.percentileMs(0.95, clock.monotonicMs()),
  }
}

function marketReadings({ clock, config, session, watch }: MetricsOptions): MarketReadings {
  return {
    events: () => watch.marketEvents,
    candlesPerMinute: () => watch.candles.total(clock.monotonicMs()),
    feeds: () => session()?.marketData.instruments() ?? [],
    receivedAtMs(instrumentId) {
      const marketData = session()?.marketData
      if (!marketData || marketData.isOver) return null
      return marketData.instrumentQuote(instrumentId)?.receivedAtMs ?? null
    },
    staleAfterMs: () => config.current.marketData.staleAfterMs,
  }
}
