import * as fc from 'fast-check'
import type { BalancedHost } from '../balancing/balancer.ts'

export function host(name: string, change: Partial<BalancedHost> = {}): BalancedHost {
  return { name, weight: 1, openConnections: 0, responseTimeMs: undefined, ...change }
}

/** One to eight hosts of different names, in any condition. */
export const anyHosts: fc.Arbitrary<BalancedHost[]> = fc.uniqueArray(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 8 }),
    weight: fc.integer({ min: 1, max: 100 }),
    openConnections: fc.integer({ min: 0, max: 50 }),
    responseTimeMs: fc.option(fc.double({ min: 0, max: 10_000, noNaN: true }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 8, selector: ({ name }) => name },
)

export function namesOf(hosts: readonly BalancedHost[]): string[] {
  return hosts.map(({ name }) => name)
}
