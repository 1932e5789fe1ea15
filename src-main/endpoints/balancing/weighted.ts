import { ensureDefined } from '../../base/index.ts'
import type { Balancer } from './balancer.ts'

/**
 * By weight, and evenly spread: with weights 5, 1, 1 the first host is not chosen five times in a row. Each cycle of as
 * many requests as the weights sum up to gives every host as many as its weight.
 * Smooth weighted round robin of nginx 1.3.1 (Maxim Dounin, 2012).
 */
export function weighted(): Balancer {
  const credits = new Map<string, number>()
  return {
    choose(hosts) {
      let total = 0
      let chosen = hosts[0]
      let most = -Infinity
      for (const host of hosts) {
        const credit = (credits.get(host.name) ?? 0) + host.weight
        credits.set(host.name, credit)
        total += host.weight
        if (credit <= most) continue
        most = credit
        chosen = host
      }
      const host = ensureDefined(chosen, 'a host to choose from')
      credits.set(host.name, most - total)
      return host
    },
  }
}
