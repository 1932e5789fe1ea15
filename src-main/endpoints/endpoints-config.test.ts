import { describe, expect, it } from 'vitest'
import { issueText } from '../base/index.ts'
import { EndpointsConfig } from './endpoints-config.ts'

function faultsOf(service: object): string[] {
  const { error } = EndpointsConfig.safeParse({ services: { venue: { kind: 'http', ...service } } })
  return error?.issues.map((issue) => `${issue.path.join('.')} ${issueText(issue, undefined)}`) ?? []
}

describe('the configuration of endpoints', () => {
  it('names no service by itself', () => {
    expect(EndpointsConfig.parse({})).toEqual({ services: {} })
  })

  it('fills in everything but kind, names and addresses', () => {
    const settings = EndpointsConfig.parse({
      services: { venue: { kind: 'tcp', hosts: [{ name: 'main', url: 'tcp://example.com:9000' }] } },
    })
    expect(settings.services['venue']).toEqual({
      kind: 'tcp',
      hosts: [{ name: 'main', url: 'tcp://example.com:9000', weight: 1 }],
      strategy: 'roundRobin',
      affinity: true,
      hostInSignature: false,
      connections: { perHost: 32, perService: 128 },
      healthCheck: {
        enabled: true,
        path: '',
        intervalMs: 30_000,
        maxResponseTimeMs: 5_000,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      breaker: { failures: 5, openMs: 30_000 },
    })
  })

  it('tells a wrong address with field and what is allowed, and without its secrets', () => {
    const faults = faultsOf({ hosts: [{ name: 'main', url: 'wss://example.com/bot1234567890123456' }] })
    expect(faults).toEqual([
      'services.venue.hosts.0.url must begin with https:// or http:// for kind "http", got "wss://example.com"',
    ])
  })

  it('does not repeat what is no address: it may be a secret in the wrong place', () => {
    const [fault] = faultsOf({ hosts: [{ name: 'main', url: 'hunter22' }] })
    expect(fault).toBe(
      'services.venue.hosts.0.url must be an address such as "https://example.com", got 8 characters that are none',
    )
  })

  it('refuses a user and a password, which whoever reads the configuration would see', () => {
    const faults = faultsOf({ hosts: [{ name: 'main', url: 'https://user:hunter22@example.com/v1' }] })
    expect(faults).toEqual([
      'services.venue.hosts.0.url must not hold a user or a password, which everybody who reads the configuration ' +
        'would see; got one for example.com',
    ])
  })

  it('refuses two hosts of one name', () => {
    const url = 'https://example.com'
    const hosts = [
      { name: 'main', url },
      { name: 'main', url },
    ]
    expect(faultsOf({ hosts })).toEqual([
      'services.venue.hosts.1.name must differ from the other hosts of the service, got "main" twice',
    ])
  })

  it.each([
    ['no host', { hosts: [] }],
    ['an unknown key', { hosts: [{ name: 'a', url: 'https://a.example.com' }], retries: 3 }],
    ['an unknown strategy', { hosts: [{ name: 'a', url: 'https://a.example.com' }], strategy: 'fastest' }],
    ['a weight of nothing', { hosts: [{ name: 'a', url: 'https://a.example.com', weight: 0 }] }],
  ])('refuses %s', (_, service) => {
    expect(faultsOf(service)).toHaveLength(1)
  })
})
