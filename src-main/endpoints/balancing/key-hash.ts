import { ensureDefined } from '../../base/index.ts'
import { type Balancer, drawn } from './balancer.ts'
import { textHash } from './text-hash.ts'

/**
 * The same key goes to the same host for as long as the hosts stay the same: hash of the key modulo their number. When
 * one comes or goes, most keys move. Requests without a key are spread by chance.
 */
export function keyHash(): Balancer {
  return {
    choose(hosts, { key, random }) {
      if (key === undefined) return drawn(hosts, random)
      return ensureDefined(hosts[textHash(key) % hosts.length], 'a host to choose from')
    },
  }
}
