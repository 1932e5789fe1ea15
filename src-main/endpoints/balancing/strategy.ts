import type { Balancer } from './balancer.ts'
import { consistentHash } from './consistent-hash.ts'
import { keyHash } from './key-hash.ts'
import { leastConnections } from './least-connections.ts'
import { leastResponseTime } from './least-response-time.ts'
import { randomChoice } from './random-choice.ts'
import { roundRobin } from './round-robin.ts'
import { weighted } from './weighted.ts'

/** Ways to choose among the hosts of a service. */
export const STRATEGY_NAMES = [
  'roundRobin',
  'weighted',
  'leastConnections',
  'leastResponseTime',
  'random',
  'keyHash',
  'consistentHash',
] as const
export type StrategyName = (typeof STRATEGY_NAMES)[number]

const STRATEGIES: Readonly<Record<StrategyName, () => Balancer>> = {
  roundRobin,
  weighted,
  leastConnections,
  leastResponseTime,
  random: randomChoice,
  keyHash,
  consistentHash,
}

/** A balancer that has chosen nothing yet. */
export function balancerOf(strategy: StrategyName): Balancer {
  return STRATEGIES[strategy]()
}
