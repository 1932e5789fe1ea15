import { isDeepStrictEqual } from 'node:util'
import type { EndpointDelta, EndpointServiceState, EndpointServiceView } from '../src-contract/index.ts'
import {
  type Disposable,
  ensureNever,
  errorText,
  type Event,
  type Logger,
  type Random,
  type SystemClock,
} from './base/index.ts'
import { followedViews, type OpenedViews } from './compose-followed-views.ts'
import {
  type EndpointEvent,
  type EndpointPorts,
  EndpointRegistry,
  type EndpointsConfig,
  hasSecrets,
  NETWORK_PROBES,
  type ServiceSettings,
} from './endpoints/index.ts'

type Services = Readonly<Record<string, ServiceSettings>>

export interface EndpointsOptions {
  readonly config: EndpointsConfig
  /** Services that the engine knows by itself, such as those of its accounts; asked whenever settings are applied. */
  readonly builtIn: () => Services
  readonly clock: Pick<SystemClock, 'nowMs' | 'setTimer' | 'setRepeating' | 'monotonicMs'>
  readonly random: Random
  readonly logger: Logger
  /** Over the network unless given. */
  readonly probes?: EndpointPorts['probes']
}

/** Knows all outside services of the engine and begins to look at their hosts. */
export function openEndpoints(options: EndpointsOptions): EngineEndpoints {
  return new EngineEndpoints(options)
}

/** The outside services that the engine uses: its own and those of the configuration, which win over its own. */
export class EngineEndpoints implements Disposable {
  /** Where every request gets its host. */
  readonly registry: EndpointRegistry
  readonly #builtIn: () => Services
  readonly #logger: Logger
  #own: Services
  #configured: Services

  constructor({ config, builtIn, clock, random, logger, probes = NETWORK_PROBES }: EndpointsOptions) {
    this.#builtIn = builtIn
    this.#logger = logger
    this.#own = builtIn()
    this.#configured = config.services
    const onError = (error: unknown): void =>
      logger.error('a listener of endpoints failed', { error: errorText(error) })
    this.registry = EndpointRegistry.open({ services: this.#settings }, { clock, random, probes, onError })
    this.registry.onEvent((event) => this.#log(event))
  }

  /** A host has come into another state, an order has moved, or other settings hold. */
  get onEvent(): Event<EndpointEvent> {
    return this.registry.onEvent
  }

  /** Every service with its hosts as they are now. */
  views(): EndpointServiceView[] {
    return this.registry.views().map((state) => this.#view(state))
  }

  /** Other settings hold from the next request on. Also to be called when the engine knows other services by itself. */
  apply(config: EndpointsConfig): void {
    const before = this.#settings
    this.#own = this.#builtIn()
    this.#configured = config.services
    const services = this.#settings
    if (!isDeepStrictEqual(services, before)) this.registry.applySettings({ services })
  }

  /** Nobody looks at the hosts any more. */
  dispose(): void {
    this.registry.dispose()
  }

  get #settings(): Record<string, ServiceSettings> {
    return { ...this.#own, ...this.#configured }
  }

  #view(state: EndpointServiceState): EndpointServiceView {
    const { name } = state
    return { ...state, origin: this.#originOf(name), ownSettings: showable(this.#own[name]) }
  }

  #originOf(name: string): EndpointServiceView['origin'] {
    if (Object.hasOwn(this.#configured, name)) return 'configuration'
    return Object.hasOwn(this.#own, name) ? 'engine' : 'removed'
  }

  #log(event: EndpointEvent): void {
    switch (event.kind) {
      case 'hostState': {
        const { kind: _, to, ...fields } = event
        if (to === 'available') this.#logger.info('a host of a service is used again', fields)
        else if (to === 'unhealthy' || to === 'broken')
          this.#logger.warn('a host of a service is left out', { ...fields, to })
        else this.#logger.info('a host of a service has changed', { ...fields, to })
        return
      }
      case 'affinityMoved': {
        const { kind: _, ...fields } = event
        this.#logger.info('what belongs together goes to another host', fields)
        return
      }
      case 'settingsApplied':
        this.#logger.info('endpoints have other settings', { services: Object.keys(this.#settings) })
        return
      default:
        ensureNever(event, 'event of the endpoints')
    }
  }
}

/** Settings that everybody may see who may see the configuration; null where an address holds more than that. */
function showable(settings: ServiceSettings | undefined): ServiceSettings | null {
  return settings?.hosts.every(({ url }) => !hasSecrets(url)) === true ? settings : null
}

export interface EndpointTopicParts {
  readonly clock: Pick<SystemClock, 'setRepeating'>
  readonly endpoints: Pick<EngineEndpoints, 'views'>
}

/** Figures such as open connections move with every request: what has changed is seen by looking. */
export function endpointsTopic(
  { clock, endpoints }: EndpointTopicParts,
  onDelta: (delta: EndpointDelta) => void,
): OpenedViews<EndpointServiceView> {
  return followedViews({
    read: () => endpoints.views(),
    keyOf: ({ name }) => name,
    onChange: (name, service) => onDelta({ name, service: service ?? null }),
    clock,
  })
}
