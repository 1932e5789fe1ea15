import {
  type Disposable,
  DisposableStore,
  Emitter,
  errorText,
  type Event,
  type Logger,
  type SystemClock,
} from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import type { OpenConnections } from './compose-connections.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import { createMetrics } from './compose-metrics.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { openResearch, type ResearchFile } from './compose-research.ts'
import type { PortWrappers } from './compose-trading.ts'
import type { Gateway } from './gateway/index.ts'
import { EventLoopMonitor, type Metrics, SqliteMetricHistory, TradingWatch } from './monitoring/index.ts'
import type { ComponentCondition } from './orchestrator/index.ts'
import type { TradingSession } from './session/index.ts'
import type { SqliteWriter } from './storage/index.ts'

/** Window of the delay that the status names. */
const DELAY_WINDOW_MS = 60_000

export interface MonitoringOptions {
  readonly folder: string
  readonly config: EngineConfigStore
  readonly bus: EventBus
  readonly clock: SystemClock
  readonly logger: Logger
  readonly gateway: Gateway
  /** Whose thread writes the file too; one of its own where there is none. */
  readonly writer: () => SqliteWriter | undefined
  /** Undefined while no session is open. */
  readonly session: () => TradingSession | undefined
  /** Undefined until outside services are known. */
  readonly endpoints: () => EngineEndpoints | undefined
  readonly connections: OpenConnections
}

/** Metrics and the file that keeps them. Where the file cannot be used, everything else goes on without it. */
export class EngineMonitoring {
  readonly metrics: Metrics
  /** Delays of the event loop within the last minute, as the status names them. */
  readonly loop = new EventLoopMonitor()
  readonly #sampledLoop = new EventLoopMonitor()
  readonly #watch: TradingWatch
  readonly #options: MonitoringOptions
  readonly #conditions: Emitter<ComponentCondition>
  #research: ResearchFile | undefined
  #running = new DisposableStore()

  constructor(options: MonitoringOptions) {
    const { clock, logger } = options
    this.#options = options
    this.#watch = new TradingWatch(() => clock.monotonicMs())
    this.metrics = createMetrics({ ...options, loop: this.#sampledLoop, watch: this.#watch })
    this.#conditions = new Emitter((error) =>
      logger.error('a listener of conditions failed', { error: errorText(error) }),
    )
  }

  /** Degraded while nothing can be kept. */
  get onCondition(): Event<ComponentCondition> {
    return this.#conditions.event
  }

  /** `research.db` while it is open. */
  get research(): ResearchFile | undefined {
    return this.#research
  }

  async start(): Promise<void> {
    const { bus, clock } = this.#options
    this.#research = await this.#open()
    const running = new DisposableStore()
    this.#running = running
    this.loop.start()
    this.#sampledLoop.start()
    running.add(clock.setRepeating(DELAY_WINDOW_MS, () => this.loop.startWindow()))
    running.add(this.metrics.onSample(({ sample }) => bus.publish('metrics.sampled', { sample })))
    this.metrics.start(this.#research && new SqliteMetricHistory(this.#research))
  }

  async stop(): Promise<void> {
    this.metrics.stop()
    this.#running.dispose()
    this.loop.stop()
    this.#sampledLoop.stop()
    const research = this.#research
    this.#research = undefined
    await research?.close()
  }

  /** The ports of a session with its journal measured. */
  measuring(wrappers: PortWrappers): PortWrappers {
    return { ...wrappers, journal: (journal) => this.#watch.measured(wrappers.journal?.(journal) ?? journal) }
  }

  /** Measures the session until it is closed. Called before its market starts, so that news are seen when they come. */
  follow(session: TradingSession): Disposable {
    const { market, trading } = session
    return this.#watch.follow({ onMarketEvent: market.onEvent, onVenueFact: trading.onFact, bus: this.#options.bus })
  }

  /** The machine has slept: that counts as no delay of the event loop. */
  handleAwake(): void {
    this.loop.startWindow()
    this.#sampledLoop.startWindow()
  }

  async #open(): Promise<ResearchFile | undefined> {
    const { folder, writer } = this.#options
    try {
      return await openResearch({ folder, beside: writer(), onFailed: (error) => this.#handleFault(error) })
    } catch (error) {
      this.#handleFault(error)
      return undefined
    }
  }

  #handleFault(error: unknown): void {
    this.#options.logger.error('metrics and alerts cannot be stored', { error: errorText(error) })
    this.#conditions.fire({ kind: 'degraded', reason: `metrics and alerts are not stored: ${errorText(error)}` })
  }
}
