import { ensureDefined, hashUnit } from '../../base/index.ts'
import { type Balancer, type BalancedHost, drawn } from './balancer.ts'
import { textHash } from './text-hash.ts'

/**
 * The same key goes to the same host, and when a host goes only its own keys move, to all others by their weights.
 * Rendezvous hashing (Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998), weighted after
 * Schindelhauer and Schomaker ("Weighted distributed hash tables", 2005). Requests without a key are spread by chance.
 */
export function consistentHash(): Balancer {
  return {
    choose(hosts, { key, random }) {
      if (key === undefined) return drawn(hosts, random)
      const seed = textHash(key)
      let chosen = hosts[0]
      let highest = -Infinity
      for (const host of hosts) {
        const score = scoreOf(host, seed)
        if (score <= highest) continue
        highest = score
        chosen = host
      }
      return ensureDefined(chosen, 'a host to choose from')
    },
  }
}

function scoreOf({ name, weight }: BalancedHost, seed: number): number {
  return -weight / Math.log(hashUnit(seed, textHash(name)))
}
