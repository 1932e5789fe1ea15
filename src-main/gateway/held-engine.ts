import { ERROR_TABLE, type TopicName } from '../../src-contract/index.ts'
import { EngineError } from '../base/index.ts'
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
 * answers, so that a person can see and mend what is wrong; everything else is `NOT_READY`.
 */
export function heldEngine(engine: EngineApi): EngineApi {
  return {
    ...engine,
    system: { ...engine.system, status: refuse, pause: refuse, resume: refuse, kill: refuse, departure: refuse },
    market: refusing(engine.market),
    strategies: refusing(engine.strategies),
    orders: refusing(engine.orders),
    positions: refusing(engine.positions),
    account: refusing(engine.account),
    analytics: refusing(engine.analytics),
    reconciliation: refusing(engine.reconciliation),
    protection: refusing(engine.protection),
    risk: refusing(engine.risk),
    alerts: { ...engine.alerts, createPrice: refuse },
    topics: plainTopics(engine.topics),
  }
}

function refuse(): never {
  throw new EngineError('NOT_READY', ERROR_TABLE.NOT_READY.message)
}

function refusing<Part extends object>(part: Part): Part {
  return new Proxy(part, { get: () => refuse })
}

function plainTopics(topics: TopicSource): TopicSource {
  return {
    open: async (topic, params, onDelta) => (PLAIN_TOPICS.has(topic) ? topics.open(topic, params, onDelta) : refuse()),
  }
}
