import type { Disposable, SystemClock, TimeMs } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { type OpenConnections, streamViews } from './compose-connections.ts'
import type { EngineEndpoints } from './compose-endpoints.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import type { InstrumentId } from './domain/index.ts'
import {
  type AlertBook,
  ComponentWatch,
  ConfigWatch,
  EndpointWatch,
  MetricWatch,
  PriceAlertWatch,
  type PriceAlertBook,
  type SampleSource,
  StreamWatch,
} from './monitoring/index.ts'

/** How often it is looked whether streams are down, in system time. */
const STREAM_LOOK_MS = 2_000

export interface AlertSourcesPorts {
  readonly book: AlertBook
  readonly prices: PriceAlertBook
  /** The engine's, and the first account's. */
  readonly bus: EventBus
  /** System clock. */
  readonly clock: SystemClock
  readonly config: EngineConfigStore
  readonly metrics: SampleSource
  /** Session time of the instrument's market. */
  readonly nowMs: (instrumentId: InstrumentId) => TimeMs
  readonly connections: OpenConnections
}

/** Where alerts about the engine as a whole come from; see {@link AccountAlerts} for what is about an account. */
export class AlertSources {
  readonly #ports: AlertSourcesPorts
  readonly #config: ConfigWatch
  readonly #endpoints: EndpointWatch
  readonly #streams: StreamWatch

  constructor(ports: AlertSourcesPorts) {
    const { book, clock } = ports
    this.#ports = ports
    this.#config = new ConfigWatch(book)
    this.#endpoints = new EndpointWatch(book)
    this.#streams = new StreamWatch({ book, nowMs: () => clock.nowMs() })
    this.#followEngine()
    this.#followPrices()
  }

  /** What is wrong with the configuration already is raised at once. */
  raiseStanding(): void {
    this.#config.handleFaults(this.#ports.config.fileFaults)
  }

  /** Follows the hosts of outside services until it is disposed of. */
  followEndpoints(endpoints: Pick<EngineEndpoints, 'onEvent' | 'views'>): Disposable {
    const look = (): void => this.#endpoints.handleServices(endpoints.views())
    look()
    return endpoints.onEvent(({ kind }) => {
      if (kind !== 'affinityMoved') look()
    })
  }

  /** Looks at the streams of exchanges until it is disposed of. */
  followStreams(): Disposable {
    const { clock, connections } = this.#ports
    const look = (): void => this.#streams.handleStreams(streamViews(connections))
    look()
    return clock.setRepeating(STREAM_LOOK_MS, look)
  }

  #followEngine(): void {
    const { book, bus, config, metrics } = this.#ports
    const components = new ComponentWatch(book)
    bus.subscribe('component.state', (view) => components.handleState(view))
    config.onFileFaults((faults) => this.#config.handleFaults(faults))
    const watch = new MetricWatch({ book, definitions: () => metrics.definitions() })
    metrics.onSample(({ sample }) => watch.handleSample(sample))
  }

  #followPrices(): void {
    const { book, prices, nowMs } = this.#ports
    const watch = new PriceAlertWatch({ book, nowMs })
    prices.onReached((reached) => watch.handleReached(reached))
  }
}
