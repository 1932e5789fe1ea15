import { ensureDefined } from '../../base/index.ts'
import { type Balancer, lowest } from './balancer.ts'

/** One after the other: whoever was chosen longest ago, the first of the list before the others. */
export function roundRobin(): Balancer {
  const lastTurns = new Map<string, number>()
  let turn = 0
  return {
    choose(hosts) {
      const [host] = lowest(hosts, ({ name }) => lastTurns.get(name) ?? 0)
      const chosen = ensureDefined(host, 'a host to choose from')
      turn += 1
      lastTurns.set(chosen.name, turn)
      return chosen
    },
  }
}
