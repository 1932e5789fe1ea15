import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { type Disposable, Emitter, errorText, type Event, type Logger } from '../base/index.ts'
import { DesktopConfig, EngineHostConfig } from './electron-config.ts'
import { settingsFromEnvironment } from './settings-environment.ts'
import type { DesktopSettings, EngineWatch } from './ports.ts'

export const DEFAULT_SETTINGS: DesktopSettings = {
  engine: EngineHostConfig.parse({}),
  desktop: DesktopConfig.parse({}),
}

export interface ReadSettingsOptions {
  /** Data folder. */
  readonly home: string
  readonly environment: NodeJS.ProcessEnv
  readonly logger: Logger
}

/**
 * The settings as they will be in force once the engine runs: file, then environment variables. Where they are faulty
 * the defaults have to do; the engine refuses the file then, and says what is wrong with it.
 */
export function readDesktopSettings({ home, environment, logger }: ReadSettingsOptions): DesktopSettings {
  const file = readObject(join(home, 'config.json'), logger)
  return settingsOf(settingsFromEnvironment({ file, defaults: DEFAULT_SETTINGS, environment }), logger)
}

/** Settings from a whole configuration; the default of each section that is faulty. */
function settingsOf(config: Readonly<Record<string, unknown>>, logger: Logger): DesktopSettings {
  return {
    engine: section(EngineHostConfig, { name: 'engine', value: config['engine'], logger }),
    desktop: section(DesktopConfig, { name: 'desktop', value: config['desktop'], logger }),
  }
}

interface SectionRead {
  readonly name: string
  readonly value: unknown
  readonly logger: Logger
}

function section<Schema extends z.ZodType>(schema: Schema, { name, value, logger }: SectionRead): z.infer<Schema> {
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${[name, ...issue.path].join('.')}: ${issue.message}`)
  logger.warn('settings of the desktop program are faulty, defaults are used', { faults })
  return schema.parse({})
}

function readObject(file: string, logger: Logger): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
    logger.warn('the configuration is no object of keys, defaults are used', { file })
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing)
      logger.warn('the configuration could not be read, defaults are used', { file, error: errorText(error) })
  }
  return {}
}

export interface DesktopSettingsStoreOptions {
  /** As read before the engine ran. */
  readonly initial: DesktopSettings
  readonly watch: Pick<EngineWatch, 'status' | 'onChange'> & {
    readonly calls: { readonly config: Pick<EngineWatch['calls']['config'], 'get'> }
  }
  readonly logger: Logger
}

/** The settings in force: the engine's, asked for again whenever its configuration has changed. */
export class DesktopSettingsStore implements Disposable {
  readonly #options: DesktopSettingsStoreOptions
  readonly #changes: Emitter<DesktopSettings>
  readonly #subscription: Disposable
  #current: DesktopSettings
  /** Of the configuration that `current` was read from; undefined while the engine is away. */
  #version: number | undefined
  #isReading = false

  constructor(options: DesktopSettingsStoreOptions) {
    this.#options = options
    this.#current = options.initial
    this.#changes = new Emitter((error) => options.logger.error('a listener of the settings failed', { error }))
    this.#subscription = options.watch.onChange(() => this.#handleChange())
  }

  get current(): DesktopSettings {
    return this.#current
  }

  get onChange(): Event<DesktopSettings> {
    return this.#changes.event
  }

  dispose(): void {
    this.#subscription.dispose()
  }

  #handleChange(): void {
    const version = this.#options.watch.status?.configVersion
    if (version === undefined) this.#version = undefined
    else if (version !== this.#version && !this.#isReading) void this.#read()
  }

  /** Where it fails, the engine's next word is the occasion to try again. */
  async #read(): Promise<void> {
    const { watch, logger } = this.#options
    this.#isReading = true
    try {
      const { value, version } = await watch.calls.config.get()
      this.#version = version
      this.#set(settingsOf(value, logger))
    } catch (error) {
      logger.warn('the settings could not be read from the engine', { error: errorText(error) })
    } finally {
      this.#isReading = false
    }
  }

  #set(settings: DesktopSettings): void {
    if (isDeepStrictEqual(settings, this.#current)) return
    this.#current = settings
    this.#changes.fire(settings)
  }
}
