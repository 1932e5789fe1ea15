import { z } from 'zod'
import { TimeMsValue } from './primitives.ts'

/** One fault of a configuration: where, what is wrong, what would be right. */
export const ConfigFault = z.object({ path: z.string(), message: z.string() })
export type ConfigFault = z.infer<typeof ConfigFault>

export const ConfigView = z.object({
  version: z.number().int(),
  changedAtMs: TimeMsValue,
  source: z.enum(['default', 'file', 'api', 'environment']),
  /** The whole configuration in force, defaults filled in. */
  value: z.record(z.string(), z.unknown()),
  /** JSON Schema (draft 2020-12) with title, description and default for each key. */
  schema: z.record(z.string(), z.unknown()),
  /** Keys that an environment variable holds; the file cannot change them. */
  overridden: z.array(z.string()),
  /** Faults of the file as it is now, while the engine runs on the last valid version. */
  fileFaults: z.array(ConfigFault),
})
export type ConfigView = z.infer<typeof ConfigView>

/** A partial configuration: only the keys to change, nested like the whole. */
export const ConfigPatch = z.record(z.string(), z.unknown())

export const ConfigChange = z.object({
  version: z.number().int(),
  /** Dotted paths of the keys that changed. */
  changed: z.array(z.string()),
  /** Those among them that act only after a restart. */
  restartNeeded: z.array(z.string()),
})
export type ConfigChange = z.infer<typeof ConfigChange>

export const ConfigValidation = z.object({ valid: z.boolean(), faults: z.array(ConfigFault) })
export type ConfigValidation = z.infer<typeof ConfigValidation>

/** A key that a version changed; a side is absent where the key was not there. */
export const ConfigDifference = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
})
export type ConfigDifference = z.infer<typeof ConfigDifference>

/** A configuration that was in force. */
export const ConfigVersionView = z.object({
  version: z.number().int(),
  timeMs: TimeMsValue,
  source: ConfigView.shape.source,
  /** What it changed against the version before it. */
  differences: z.array(ConfigDifference),
})
export type ConfigVersionView = z.infer<typeof ConfigVersionView>

/** Environment variables that hold keys of the configuration begin so. */
export const CONFIG_VARIABLE_PREFIX = 'WHEELHOUSE_'

/** The environment variable that holds a key: `gateway.rateLimit` is `WHEELHOUSE_GATEWAY_RATE_LIMIT`. */
export function configVariable(path: readonly string[]): string {
  const upperSnake = (key: string): string =>
    key
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replaceAll(/[^A-Za-z0-9]/g, '_')
      .toUpperCase()
  return CONFIG_VARIABLE_PREFIX + path.map(upperSnake).join('_')
}
