import type { EndpointStrategy } from '../../../src-contract/index.ts'
import type { Balancer } from './balancer.ts'
import { consistentHash } from './consistent-hash.ts'
import { keyHash } from './key-hash.ts'
import { leastConnections } from './least-connections.ts'
import { leastResponseTime } from './least-response-time.ts'
import { randomChoice } from './random-choice.ts'
import { roundRobin } from './round-robin.ts'
import { weighted } from './weighted.ts'

const STRATEGIES: Readonly<Record<EndpointStrategy, () => Balancer>> = {
  roundRobin,
  weighted,
  leastConnections,
  leastResponseTime,
  random: randomChoice,
  keyHash,
  consistentHash,
}

/** A balancer that has chosen nothing yet. */
export function balancerOf(strategy: EndpointStrategy): Balancer {
  return STRATEGIES[strategy]()
}
