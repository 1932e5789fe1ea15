import type { TopicName } from '../../src-contract/index.ts'
import type { EngineApi, TopicSource } from './ports.ts'

/** Streams that no session is needed for. */
const PLAIN_TOPICS: ReadonlySet<TopicName> = new Set([
  'components',
  'metrics',
  'alerts',
  'priceAlerts',
  'endpoints',
  'connections',
  'streams',
  'logs',
])

/**
 * The engine while trading is put together anew: what is about components, configuration, the log and the like still
 * answers, so that a person can see and mend what is wrong. Everything else is refused in the way that is given.
 */
export function heldEngine(engine: EngineApi, refuse: () => never): EngineApi {
  return {
    ...engine,
    system: { ...engine.system, status: refuse, pause: refuse, resume: refuse, kill: refuse, departure: refuse },
    market: refusing(engine.market, refuse),
    strategies: refusing(engine.strategies, refuse),
    orders: refusing(engine.orders, refuse),
    positions: refusing(engine.positions, refuse),
    account: refusing(engine.account, refuse),
    analytics: refusing(engine.analytics, refuse),
    reconciliation: refusing(engine.reconciliation, refuse),
    protection: refusing(engine.protection, refuse),
    risk: refusing(engine.risk, refuse),
    alerts: { ...engine.alerts, createPrice: refuse },
    topics: plainTopics(engine.topics, refuse),
  }
}

function refusing<Part extends object>(part: Part, refuse: () => never): Part {
  return new Proxy(part, { get: () => refuse })
}

function plainTopics(topics: TopicSource, refuse: () => never): TopicSource {
  return {
    open: async (topic, params, onDelta) => (PLAIN_TOPICS.has(topic) ? topics.open(topic, params, onDelta) : refuse()),
  }
}
