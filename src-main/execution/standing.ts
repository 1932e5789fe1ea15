import type { Standing } from '../domain/index.ts'

/** The standing as a key of a map. */
export function standingKey({ instrumentId, owner }: Standing): string {
  return `${instrumentId}|${owner}`
}
