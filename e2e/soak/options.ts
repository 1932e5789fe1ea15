import { secretBytes } from '../../src-main/base/index.ts'

/** How long a soak takes, and by which seed everything in it is drawn. */
export interface SoakOptions {
  readonly durationMs: number
  readonly seed: number
  /** Data folders of the engines stay behind, for a look at what went wrong. */
  readonly keepsFolders: boolean
}

const SHORT_MINUTES = 3

/**
 * `SOAK_MINUTES` (3), `SOAK_SEED` (a new one), `SOAK_KEEP=1`.
 *
 * @throws Error that names the variable and what is allowed.
 */
export function soakOptions(environment: NodeJS.ProcessEnv): SoakOptions {
  const minutes = numberOf(environment, 'SOAK_MINUTES') ?? SHORT_MINUTES
  if (minutes < 1 || minutes > 1_440) throw new Error(`SOAK_MINUTES is ${minutes}; 1 to 1440 are allowed.`)
  const seed = numberOf(environment, 'SOAK_SEED') ?? secretBytes(4).readUInt32LE(0)
  if (!Number.isInteger(seed)) throw new Error(`SOAK_SEED is ${seed}; a whole number is allowed.`)
  return { durationMs: minutes * 60_000, seed, keepsFolders: environment['SOAK_KEEP'] === '1' }
}

function numberOf(environment: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (Number.isFinite(value)) return value
  throw new Error(`${name} is "${text}"; a number is allowed.`)
}
