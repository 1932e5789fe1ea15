import { type Balancer, drawn, lowest } from './balancer.ts'

/** The host with the fewest open connections; chance decides between equals, so that the first is not always meant. */
export function leastConnections(): Balancer {
  return {
    choose: (hosts, { random }) =>
      drawn(
        lowest(hosts, ({ openConnections }) => openConnections),
        random,
      ),
  }
}
