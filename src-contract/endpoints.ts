import { z } from 'zod'
import { TimeMsValue } from './primitives.ts'

/** How an outside service is reached. */
export const ENDPOINT_KINDS = ['http', 'websocket', 'tcp'] as const
export const EndpointKind = z.enum(ENDPOINT_KINDS)
export type EndpointKind = z.infer<typeof EndpointKind>

/** Ways to choose among the hosts of a service. */
export const ENDPOINT_STRATEGIES = [
  'roundRobin',
  'weighted',
  'leastConnections',
  'leastResponseTime',
  'random',
  'keyHash',
  'consistentHash',
] as const
export const EndpointStrategy = z.enum(ENDPOINT_STRATEGIES)
export type EndpointStrategy = z.infer<typeof EndpointStrategy>

/**
 * Whether a host takes requests, and if not, why: health checks fail, its circuit breaker is open, or one request tries
 * whether it is back. A host that is leaving is not in the configuration any more and ends what is open.
 */
export const EndpointHostState = z.enum(['available', 'unhealthy', 'broken', 'trying', 'leaving'])
export type EndpointHostState = z.infer<typeof EndpointHostState>

/** What health checks say of a host: nothing before the first, and where none are made. */
export const EndpointHealth = z.enum(['unknown', 'healthy', 'unhealthy'])
export type EndpointHealth = z.infer<typeof EndpointHealth>

/** closed: requests pass. open: none does. halfOpen: one was let through, and its outcome decides. */
export const EndpointBreakerState = z.enum(['closed', 'open', 'halfOpen'])
export type EndpointBreakerState = z.infer<typeof EndpointBreakerState>

/** A failure as it may be shown: without secrets. */
export const EndpointFailure = z.object({ text: z.string(), atMs: TimeMsValue })
export type EndpointFailure = z.infer<typeof EndpointFailure>

/** One host of a service. Times are system time. */
export const EndpointHostView = z.object({
  name: z.string(),
  /** Scheme, host and port only: the rest of an address may be a secret. */
  address: z.string(),
  weight: z.number().int(),
  state: EndpointHostState,
  /** Since when it is in this state. */
  sinceMs: TimeMsValue,
  health: EndpointHealth,
  breaker: EndpointBreakerState,
  /** From when an open breaker lets one request through; null while it is not open. */
  nextTrialAtMs: TimeMsValue.nullable(),
  /** Milliseconds, smoothed; null before the first answer. */
  responseTimeMs: z.number().nullable(),
  openConnections: z.number().int(),
  /** Keys, such as orders, that stay with this host. */
  keptKeys: z.number().int(),
  /** Requests and checks that failed since the host is known. */
  failures: z.number().int(),
  /** Newest failed request or check; null where there was none. */
  lastFailure: EndpointFailure.nullable(),
})
export type EndpointHostView = z.infer<typeof EndpointHostView>

/** One outside service with its hosts. */
export const EndpointServiceState = z.object({
  name: z.string(),
  kind: EndpointKind,
  strategy: EndpointStrategy,
  /** What concerns one order stays with one host. */
  affinity: z.boolean(),
  /** Signatures cover the host, so that a signed request goes there or nowhere. */
  hostInSignature: z.boolean(),
  openConnections: z.number().int(),
  /** Connections that may be open to all hosts together. */
  maxConnections: z.number().int(),
  /** In the order of the configuration, then those that are leaving. */
  hosts: z.array(EndpointHostView),
})
export type EndpointServiceState = z.infer<typeof EndpointServiceState>

/** One outside service as the interface shows it. */
export const EndpointServiceView = EndpointServiceState.extend({
  /** Who says how the service is reached: the configuration, the engine itself, or nobody any more, while connections end. */
  origin: z.enum(['configuration', 'engine', 'removed']),
  /**
   * What the engine would use without the configuration, in the shape of `endpoints.services.<name>`, so that it can be
   * changed there; null for a service that only the configuration knows, and where an address of it holds a secret.
   */
  ownSettings: z.record(z.string(), z.unknown()).nullable(),
})
export type EndpointServiceView = z.infer<typeof EndpointServiceView>
