import { z } from 'zod'
import { ENDPOINT_KINDS, ENDPOINT_STRATEGIES } from '../../src-contract/index.ts'
import { addressFault, credentialsFault } from './service-address.ts'

// Other settings name addresses too, and read only settings.
export { addressFault, shownAddress } from './service-address.ts'

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be 1 to 60 small letters, digits or "-"')

const HostSettings = z.strictObject({
  name: name.meta({ title: 'Name', description: 'How the host is called wherever it is shown.' }),
  // Checked by the service, which knows the kind: a rule here would repeat the address with its secrets.
  url: z.string().meta({
    title: 'Address',
    description:
      'Address of the host: https://…, wss://… or tcp://host:port. Only scheme, host and port are ever shown.',
  }),
  weight: z.number().int().min(1).max(100).default(1).meta({
    title: 'Weight',
    description: 'Share of the requests for the strategies weighted and consistentHash, against the other hosts.',
  }),
})
export type HostSettings = z.infer<typeof HostSettings>

const HealthCheckSettings = z.strictObject({
  enabled: z.boolean().default(true).meta({
    title: 'Check',
    description: 'Whether hosts are looked at regularly. A host that is never looked at counts as healthy.',
  }),
  path: z.string().max(2_000).default('').meta({
    title: 'Path',
    description: 'Path that is asked by HTTP, from the root of the host; empty asks the address itself.',
  }),
  intervalMs: z.number().int().min(1_000).max(3_600_000).default(30_000).meta({
    title: 'Interval',
    description: 'Milliseconds between two checks of a host, a tenth more or less.',
  }),
  maxResponseTimeMs: z.number().int().min(10).max(120_000).default(5_000).meta({
    title: 'Response time',
    description: 'Milliseconds within which a host has to answer; later is a failed check.',
  }),
  healthyThreshold: z.number().int().min(1).max(100).default(2).meta({
    title: 'Healthy after',
    description: 'Checks in a row that an unhealthy host has to pass to be used again.',
  }),
  unhealthyThreshold: z.number().int().min(1).max(100).default(3).meta({
    title: 'Unhealthy after',
    description: 'Checks in a row that a host has to fail to be left out.',
  }),
})
export type HealthCheckSettings = z.infer<typeof HealthCheckSettings>

const BreakerSettings = z.strictObject({
  failures: z.number().int().min(1).max(1_000).default(5).meta({
    title: 'Failures',
    description: 'Failed requests in a row at which the circuit breaker of a host opens.',
  }),
  openMs: z.number().int().min(100).max(3_600_000).default(30_000).meta({
    title: 'Open',
    description: 'Milliseconds for which it stays open. Then one request is let through and decides.',
  }),
})
export type BreakerSettings = z.infer<typeof BreakerSettings>

const ConnectionSettings = z.strictObject({
  perHost: z.number().int().min(1).max(10_000).default(32).meta({
    title: 'Per host',
    description: 'Connections that may be open to one host at the same time.',
  }),
  perService: z.number().int().min(1).max(100_000).default(128).meta({
    title: 'Per service',
    description: 'Connections that may be open to all hosts of the service together.',
  }),
})

const ServiceFields = z.strictObject({
  kind: z.enum(ENDPOINT_KINDS).meta({
    title: 'Kind',
    description: 'How the service is reached: http, websocket or tcp.',
  }),
  hosts: z.array(HostSettings).min(1).max(32).meta({
    title: 'Hosts',
    description: 'Where the service is reached; each of them can do the same.',
  }),
  strategy: z
    .enum(ENDPOINT_STRATEGIES)
    .default('roundRobin')
    .meta({
      title: 'Strategy',
      description:
        'Which host takes a request: roundRobin, weighted, leastConnections, leastResponseTime, random, keyHash, or ' +
        'consistentHash, which moves as few keys as possible when hosts come and go.',
    }),
  affinity: z.boolean().default(true).meta({
    title: 'Affinity',
    description: 'What concerns one order stays with one host for as long as that can be used.',
  }),
  hostInSignature: z.boolean().default(false).meta({
    title: 'Host in signature',
    description:
      'Signatures of this service cover the host: a request is never moved to another one once it is signed.',
  }),
  connections: ConnectionSettings.prefault({}).meta({
    title: 'Connections',
    description: 'How many connections may be open. What protects a position is not held up by it.',
  }),
  healthCheck: HealthCheckSettings.prefault({}).meta({
    title: 'Health check',
    description: 'How hosts are looked at, and from when on they are left out.',
  }),
  breaker: BreakerSettings.prefault({}).meta({
    title: 'Circuit breaker',
    description: 'When a host that fails requests is left alone for a while.',
  }),
})

/** One outside service. Its addresses may hold secrets where the engine itself makes the settings. */
export const ServiceSettings = ServiceFields.superRefine(({ kind, hosts }, context) => {
  const names = new Set<string>()
  for (const [index, host] of hosts.entries()) {
    const fault = addressFault(kind, host.url)
    if (fault !== undefined) context.addIssue({ code: 'custom', path: ['hosts', index, 'url'], message: fault })
    if (names.has(host.name)) {
      const message = `must differ from the other hosts of the service, got "${host.name}" twice`
      context.addIssue({ code: 'custom', path: ['hosts', index, 'name'], message })
    }
    names.add(host.name)
  }
})
export type ServiceSettings = z.infer<typeof ServiceSettings>

/** One that stands in the configuration, which more people may read than may know a password. */
const ConfiguredService = ServiceSettings.superRefine(({ hosts }, context) => {
  for (const [index, { url }] of hosts.entries()) {
    const message = credentialsFault(url)
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['hosts', index, 'url'], message })
  }
})

/** Outside services by name. */
export const EndpointsConfig = z
  .strictObject({
    services: z.record(name, ConfiguredService).default({}).meta({
      title: 'Services',
      description: 'Outside services by name, each with one or more hosts.',
    }),
  })
  .meta({ title: 'Endpoints', description: 'Outside services, and how requests to them are spread and guarded.' })
export type EndpointsConfig = z.infer<typeof EndpointsConfig>
