import { type Balancer, drawn } from './balancer.ts'

/** Any host, each as likely as the others. */
export function randomChoice(): Balancer {
  return { choose: (hosts, { random }) => drawn(hosts, random) }
}
