import { ensureDefined, type Random } from '../../base/index.ts'

/** What a strategy knows of a host. */
export interface BalancedHost {
  readonly name: string
  /** Whole number from 1 on. */
  readonly weight: number
  readonly openConnections: number
  /** Milliseconds, smoothed; undefined before the first answer. */
  readonly responseTimeMs: number | undefined
}

/** What a strategy knows of a request. */
export interface Choice {
  /** What the request is about; strategies that hash place the same key on the same host. */
  readonly key: string | undefined
  readonly random: Random
}

/** Decides which host takes a request. Some remember whom they chose before. */
export interface Balancer {
  /** One of `hosts`, which is never empty. */
  choose<T extends BalancedHost>(hosts: readonly T[], choice: Choice): T
}

/** One of the hosts by chance, each as likely as the others. */
export function drawn<T>(hosts: readonly T[], random: Random): T {
  return ensureDefined(hosts[Math.floor(random.next() * hosts.length)], 'a host to choose from')
}

/** The hosts whose measure is the lowest: several where they are equal. */
export function lowest<T>(hosts: readonly T[], measure: (host: T) => number): T[] {
  const minimum = Math.min(...hosts.map(measure))
  return hosts.filter((host) => measure(host) === minimum)
}
