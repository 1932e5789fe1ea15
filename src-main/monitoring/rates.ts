import type { Metric } from './ports.ts'

const MS_PER_SECOND = 1_000

/**
 * How fast a counter grows, per second, between two samples. Null at the first sample and where the counter began anew.
 * @param perUnit how much of the counter is one of the unit: 1 for events.
 */
export function perSecond(counter: () => number, perUnit = 1): Metric['read'] {
  let before: number | undefined
  return ({ elapsedMs }) => {
    const now = counter()
    const grown = before === undefined ? undefined : now - before
    before = now
    if (grown === undefined || grown < 0 || elapsedMs <= 0) return null
    return (grown / perUnit / elapsedMs) * MS_PER_SECOND
  }
}
