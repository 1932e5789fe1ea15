import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { z } from 'zod'
import type {
  ConfigChange,
  ConfigFault,
  ConfigValidation,
  ConfigVersionView,
  ConfigView,
} from '../../src-contract/index.ts'
import { type Clock, type Disposable, Emitter, EngineError, type Event, type Logger } from '../base/index.ts'
import { checkConfig, type CheckRules, type ConfigCheck, type ValidConfig } from './config-check.ts'
import { configDifferences } from './config-differences.ts'
import { ConfigError } from './config-error.ts'
import { type FileReading, readConfigFile, writeConfigFile } from './config-file.ts'
import { ConfigHistory, type ConfigVersion } from './config-history.ts'
import { holderOf, readOverrides } from './environment-overrides.ts'
import { watchFile } from './file-watch.ts'
import { changedPaths, type JsonObject, leafPaths, mergePatch, replaceAt, valueAt } from './json-tree.ts'
import { SchemaTree } from './schema-tree.ts'

export type ConfigSource = ConfigView['source']

/** A change that is already in force. */
export interface ConfigChanged<Value> {
  readonly previous: Value
  readonly current: Value
  readonly change: ConfigChange
  readonly source: ConfigSource
}

export interface ConfigStoreOptions<Schema extends z.ZodType> {
  /** Title, description, default and `restart` of each key stand in it. */
  readonly schema: Schema
  /** Path of `config.json`; it need not exist, and is not created before something is saved. */
  readonly file: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly logger: Logger
  /** Variables with our prefix that mean something else; those of the engine's start unless given. */
  readonly otherVariables?: readonly string[]
  /** False reads the file once; for commands that end soon. */
  readonly watch?: boolean
}

const OTHER_VARIABLES = ['WHEELHOUSE_HOME', 'WHEELHOUSE_ACCOUNT', 'WHEELHOUSE_PASSPHRASE', 'WHEELHOUSE_PASSPHRASE_FILE']

interface StoreParts<Schema extends z.ZodType> {
  readonly options: ConfigStoreOptions<Schema>
  readonly rules: CheckRules<Schema>
  readonly history: ConfigHistory
  readonly read: ValidFile<z.output<Schema>>
}

/** What a file says, and the configuration that it makes together with defaults and variables. */
interface ValidFile<Value> {
  readonly valid: true
  readonly text: string | undefined
  readonly raw: JsonObject
  readonly config: ValidConfig<Value>
}

/** The configuration in force: defaults, the file, and environment variables over both. */
export class ConfigStore<Schema extends z.ZodType> {
  readonly #file: string
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #rules: CheckRules<Schema>
  readonly #history: ConfigHistory
  readonly #changes: Emitter<ConfigChanged<z.output<Schema>>>
  readonly #faultChanges: Emitter<readonly ConfigFault[]>
  /** What the file held when it was last looked at; our own writing is known by it. */
  #text: string | undefined
  /** What the last valid file says, without defaults and variables. */
  #raw: JsonObject
  #config: ValidConfig<z.output<Schema>>
  #version: ConfigVersion
  #fileFaults: readonly ConfigFault[] = []
  #watch: Disposable | undefined

  private constructor({ options, rules, history, read }: StoreParts<Schema>) {
    this.#file = options.file
    this.#clock = options.clock
    this.#logger = options.logger
    this.#rules = rules
    this.#history = history
    this.#text = read.text
    this.#raw = read.raw
    this.#config = read.config
    this.#changes = new Emitter((error) => this.#logger.error('a listener to the configuration failed', { error }))
    this.onChange = this.#changes.event
    this.#faultChanges = new Emitter((error) =>
      this.#logger.error('a listener to faults of the configuration failed', { error }),
    )
    this.onFileFaults = this.#faultChanges.event
    this.#version = this.#versionAtStart()
  }

  readonly onChange: Event<ConfigChanged<z.output<Schema>>>
  /** What is wrong with the file, after each look at one that was invalid or has been mended; none where it is valid. */
  readonly onFileFaults: Event<readonly ConfigFault[]>

  /** Reads everything and begins to watch the file. Rejects with a `ConfigError` that lists every fault. */
  static async open<Schema extends z.ZodType>(options: ConfigStoreOptions<Schema>): Promise<ConfigStore<Schema>> {
    const tree = new SchemaTree(options.schema)
    const { overrides, faults } = readOverrides(tree, options.environment, options.otherVariables ?? OTHER_VARIABLES)
    const rules = { schema: options.schema, tree, overrides }
    const read = readAndCheck(options.file, rules)
    if (!read.valid) throw new ConfigError(options.file, [...read.faults, ...faults])
    if (faults.length > 0) throw new ConfigError(options.file, faults)
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 })
    const history = new ConfigHistory(join(dirname(options.file), 'config-versions.jsonl'), options.logger)
    const store = new ConfigStore({ options, rules, history, read })
    if (options.watch ?? true) store.#startWatching()
    return store
  }

  /** The whole configuration, defaults filled in; frozen. */
  get current(): z.output<Schema> {
    return this.#config.value
  }

  /** What is wrong with the file as it is now; what was valid last is in force. */
  get fileFaults(): readonly ConfigFault[] {
    return this.#fileFaults
  }

  get version(): number {
    return this.#version.version
  }

  view(): ConfigView {
    return {
      version: this.#version.version,
      changedAtMs: this.#version.timeMs,
      source: this.#version.source,
      value: this.#config.plain,
      schema: this.#rules.tree.jsonSchema,
      overridden: this.#rules.overrides.map(({ path }) => path.join('.')),
      fileFaults: [...this.#fileFaults],
    }
  }

  /** What {@link put} would say of a patch; nothing is changed. */
  validate(patch: JsonObject): ConfigValidation {
    const check = this.#checkPatch(patch)
    return check.valid ? { valid: true, faults: [] } : { valid: false, faults: [...check.faults] }
  }

  /**
   * Changes the keys given, saves the file and announces. A key given as null goes back to its default. Throws
   * `CONFIG_CONFLICT` where another version than the expected one is in force, `CONFIG_INVALID` with every fault.
   */
  put(patch: JsonObject, expectedVersion?: number): ConfigChange {
    this.#prepareChange(expectedVersion)
    return this.#save(mergePatch(this.#raw, patch), this.#checkPatch(patch))
  }

  /**
   * Puts a former version into force again, as a new version: saves the keys that differ to the file and announces. Keys
   * that a variable holds stay as they are. Throws as {@link put} does, and `UNKNOWN_VERSION`.
   */
  revert(version: number, expectedVersion?: number): ConfigChange {
    this.#prepareChange(expectedVersion)
    const former = this.#history.find(version)
    if (!former) throw unknownVersion(version, this.version)
    const raw = this.#rawOf(former.value)
    return this.#save(raw, this.#checkRaw(raw))
  }

  /** Versions that were in force before `beforeVersion` (undefined = all), newest first. */
  versions(beforeVersion: number | undefined, limit: number): ConfigVersionView[] {
    // One more than is asked for: what a version changed shows beside the one before it.
    const versions = this.#history.before(beforeVersion, limit + 1)
    return versions.slice(0, limit).map(({ version, timeMs, source, value }, index) => {
      const older = versions[index + 1]
      return { version, timeMs, source, differences: older ? configDifferences(older.value, value) : [] }
    })
  }

  /** Looks at the file again; the watcher does so after every edit. An invalid file changes nothing but the view. */
  reload(): void {
    const read = readAndCheck(this.#file, this.#rules)
    const wasValid = this.#fileFaults.length === 0
    if (read.text === this.#text && read.valid === wasValid) return
    this.#text = read.text
    if (!read.valid) {
      this.#setFileFaults(read.faults)
      this.#logger.warn('the configuration file has faults and was not applied', { faults: read.faults })
      return
    }
    this.#setFileFaults([])
    this.#raw = read.raw
    this.#apply(read.config, 'file')
  }

  /** Stops watching. */
  async close(): Promise<void> {
    this.#watch?.dispose()
  }

  #setFileFaults(faults: readonly ConfigFault[]): void {
    const isNews = faults.length > 0 || this.#fileFaults.length > 0
    this.#fileFaults = faults
    if (isNews) this.#faultChanges.fire(faults)
  }

  #prepareChange(expectedVersion: number | undefined): void {
    this.reload()
    if (expectedVersion === undefined || expectedVersion === this.version) return
    throw new EngineError(
      'CONFIG_CONFLICT',
      `The configuration was changed meanwhile: version ${this.version} is in force, not ${expectedVersion}. Load it again and repeat the change.`,
    )
  }

  #save(raw: JsonObject, check: ConfigCheck<z.output<Schema>>): ConfigChange {
    if (!check.valid) throw invalid(check.faults)
    this.#text = writeConfigFile(this.#file, raw)
    this.#raw = raw
    return this.#apply(check.config, 'api')
  }

  #checkPatch(patch: JsonObject): ConfigCheck<z.output<Schema>> {
    const check = this.#checkRaw(mergePatch(this.#raw, patch))
    const held = this.#fileFaults.length > 0 ? [] : this.#heldKeys(patch)
    if (held.length === 0) return check
    return { valid: false, faults: check.valid ? held : [...held, ...check.faults] }
  }

  /** What the file may say from now on. */
  #checkRaw(raw: JsonObject): ConfigCheck<z.output<Schema>> {
    if (this.#fileFaults.length === 0) return checkConfig(raw, this.#rules)
    const note = 'the file has this fault; mend it first, so that nothing in it is lost'
    return {
      valid: false,
      faults: this.#fileFaults.map(({ path, message }) => ({ path, message: `${message} (${note})` })),
    }
  }

  /** The file as it has to be so that `value` is in force; what variables hold, and what is the same already, stays. */
  #rawOf(value: JsonObject): JsonObject {
    return changedPaths(this.#config.plain, value)
      .filter((path) => !holderOf(path, this.#rules.overrides))
      .reduce((raw, path) => replaceAt(raw, path, valueAt(value, path)), this.#raw)
  }

  /** Keys of a patch that would have no effect, because a variable holds them. */
  #heldKeys(patch: JsonObject): ConfigFault[] {
    return leafPaths(patch).flatMap((path) => {
      const holder = holderOf(path, this.#rules.overrides)
      if (!holder || JSON.stringify(valueAt(this.#config.plain, path)) === JSON.stringify(valueAt(patch, path)))
        return []
      return [
        { path: path.join('.'), message: `is held by the environment variable ${holder.variable}; unset it first` },
      ]
    })
  }

  #apply(config: ValidConfig<z.output<Schema>>, source: ConfigSource): ConfigChange {
    const paths = changedPaths(this.#config.plain, config.plain)
    const changed = paths.map((path) => path.join('.'))
    if (changed.length > 0) {
      const timeMs = this.#clock.nowMs()
      this.#version = this.#history.append({ timeMs, source, changed, value: { ...config.plain } })
    }
    const restartNeeded = paths.filter((path) => this.#rules.tree.needsRestart(path)).map((path) => path.join('.'))
    const change: ConfigChange = { version: this.version, changed, restartNeeded }
    const previous = this.#config.value
    this.#config = config
    if (changed.length === 0) return change
    this.#logger.info('the configuration changed', { ...change, source })
    this.#changes.fire({ previous, current: config.value, change, source })
    return change
  }

  /** The newest version of the history, or a new one where the configuration changed while nothing ran. */
  #versionAtStart(): ConfigVersion {
    const { newest } = this.#history
    const { plain } = this.#config
    const paths = newest ? changedPaths(newest.value, plain) : []
    if (newest && paths.length === 0) return newest
    return this.#history.append({
      timeMs: this.#clock.nowMs(),
      source: this.#sourceAtStart(),
      changed: paths.map((path) => path.join('.')),
      value: { ...plain },
    })
  }

  #sourceAtStart(): ConfigSource {
    if (this.#rules.overrides.length > 0) return 'environment'
    return this.#text === undefined ? 'default' : 'file'
  }

  #startWatching(): void {
    const handleError = (error: unknown): void => {
      this.#logger.error('the configuration file cannot be watched', { file: this.#file, error })
    }
    const handleEvent = (): void => {
      try {
        this.reload()
      } catch (error) {
        this.#logger.error('the configuration file could not be applied', { file: this.#file, error })
      }
    }
    this.#watch = watchFile(this.#file, { onEvent: handleEvent, onError: handleError })
    handleEvent()
  }
}

function readAndCheck<Schema extends z.ZodType>(
  file: string,
  rules: CheckRules<Schema>,
): ValidFile<z.output<Schema>> | Extract<FileReading, { valid: false }> {
  const reading = readConfigFile(file)
  if (!reading.valid) return reading
  const check = checkConfig(reading.raw, rules)
  return check.valid ? { ...reading, config: check.config } : { valid: false, text: reading.text, faults: check.faults }
}

function unknownVersion(version: number, newest: number): EngineError {
  return new EngineError(
    'UNKNOWN_VERSION',
    `There is no version ${version} of the configuration; known are 1 to ${newest}.`,
  )
}

function invalid(faults: readonly ConfigFault[]): EngineError {
  const text = faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new EngineError('CONFIG_INVALID', `The configuration was not changed. ${text}`, { data: { faults } })
}
