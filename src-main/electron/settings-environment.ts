import type { DesktopSettings } from './ports.ts'

type JsonObject = Readonly<Record<string, unknown>>

export interface SettingsFromEnvironmentOptions {
  /** The configuration file's content. */
  readonly file: JsonObject
  /** Tells which keys there are. */
  readonly defaults: DesktopSettings
  readonly environment: NodeJS.ProcessEnv
}

/**
 * The file's sections with what environment variables say over it: `WHEELHOUSE_DESKTOP_CLOSE_TO_TRAY` is
 * `desktop.closeToTray`. Named as the engine names them, which alone reports those that name no key.
 */
export function settingsFromEnvironment({ file, defaults, environment }: SettingsFromEnvironmentOptions): JsonObject {
  return Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => [
      key,
      overridden(file[key], value, { name: variable('WHEELHOUSE', key), environment }),
    ]),
  )
}

interface Place {
  /** Variable of this key; those of the keys inside begin with it. */
  readonly name: string
  readonly environment: NodeJS.ProcessEnv
}

/** A variable for one key of a section wins over one for the whole section. */
function overridden(fromFile: unknown, byDefault: unknown, { name, environment }: Place): unknown {
  const text = environment[name]
  const value = text === undefined ? fromFile : merged(fromFile, parsed(text))
  if (!isObject(byDefault) || (value !== undefined && !isObject(value))) return value
  const inside: Record<string, unknown> = { ...value }
  for (const [key, inner] of Object.entries(byDefault)) {
    const found = overridden(inside[key], inner, { name: variable(name, key), environment })
    if (found !== undefined) inside[key] = found
  }
  return inside
}

/** As a patch of the configuration: an object changes the keys that it names. */
function merged(fromFile: unknown, fromVariable: unknown): unknown {
  return isObject(fromFile) && isObject(fromVariable) ? { ...fromFile, ...fromVariable } : fromVariable
}

function variable(prefix: string, key: string): string {
  return `${prefix}_${key.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: a word stands for itself.
    return text
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
