import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigView } from '../../src-contract/index.ts'
import { endsInsideLine, FatalError, linesBackwards, type Logger } from '../base/index.ts'

const ConfigVersion = z.object({
  version: z.number().int(),
  timeMs: z.number().int(),
  source: ConfigView.shape.source,
  changed: z.array(z.string()),
  value: z.record(z.string(), z.unknown()),
})

/** A configuration that was in force, and where it came from. */
export type ConfigVersion = Readonly<z.infer<typeof ConfigVersion>>

/**
 * Every version of the configuration, one line each; lines are only ever added. The file is read from its end and no
 * further than is asked for: it grows for years.
 */
export class ConfigHistory {
  readonly #file: string
  readonly #logger: Logger
  /** Where the lines begin that were read or written so far. */
  readonly #offsets = new Map<number, number>()
  #endsInsideLine: boolean
  #newest: ConfigVersion | undefined

  /**
   * Reads the end of the file; lines that a crash cut off are logged and left standing. Where nothing can be read, numbers
   * would begin anew and mean two configurations each: a `FatalError` names the file, which is left as it is.
   */
  constructor(file: string, logger: Logger) {
    this.#file = file
    this.#logger = logger
    try {
      this.#endsInsideLine = endsInsideLine(file)
      this.#newest = this.before(undefined, 1)[0]
    } catch (error) {
      throw new FatalError(`${file} cannot be read. Check the rights of the file.`, { cause: error })
    }
    if (this.#newest === undefined && hasWholeLine(file)) throw unreadable(file)
  }

  get newest(): ConfigVersion | undefined {
    return this.#newest
  }

  append(entry: Omit<ConfigVersion, 'version'>): ConfigVersion {
    const version = { version: (this.#newest?.version ?? 0) + 1, ...entry }
    const line = `${this.#endsInsideLine ? '\n' : ''}${JSON.stringify(version)}\n`
    appendFileSync(this.#file, line, { mode: 0o600, flush: true })
    this.#endsInsideLine = false
    this.#newest = version
    return version
  }

  /** Versions older than `beforeVersion` (undefined = all), newest first. */
  before(beforeVersion: number | undefined, limit: number): ConfigVersion[] {
    const versions: ConfigVersion[] = []
    if (limit < 1) return versions
    for (const version of this.#versions(beforeVersion)) {
      versions.push(version)
      if (versions.length === limit) break
    }
    return versions
  }

  /** Undefined where there never was such a version, or its line cannot be read any more. */
  find(version: number): ConfigVersion | undefined {
    const [found] = this.before(version + 1, 1)
    return found?.version === version ? found : undefined
  }

  *#versions(beforeVersion = Infinity): Generator<ConfigVersion, void, undefined> {
    for (const { text, offset } of linesBackwards(this.#file, this.#endBefore(beforeVersion))) {
      if (isNewer(text, beforeVersion)) continue
      const version = parseVersion(text)
      if (!version) {
        this.#logger.warn('an unreadable line of the configuration history', { file: this.#file, offset })
        continue
      }
      this.#offsets.set(version.version, offset)
      if (version.version < beforeVersion) yield version
    }
  }

  /** From where to read backwards: the beginning of the oldest known line that is not asked for. */
  #endBefore(beforeVersion: number): number | undefined {
    let end: number | undefined
    for (const [version, offset] of this.#offsets) {
      if (version >= beforeVersion && (end === undefined || offset < end)) end = offset
    }
    return end
  }
}

function hasWholeLine(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes('\n')
}

function unreadable(file: string): FatalError {
  return new FatalError(
    `${file} is damaged: none of its lines is a version of the configuration. Nothing was changed or deleted. ` +
      'Move the file away and start again; the configuration itself stands in config.json and is not touched.',
  )
}

/** Tells from the beginning of a line that it is not asked for: parsing thousands of them would hold up everything else. */
function isNewer(line: string, beforeVersion: number): boolean {
  const [, version] = /^\{"version":(\d+),/.exec(line) ?? []
  return version !== undefined && Number(version) >= beforeVersion
}

/** Undefined where the line is not a version: the caller reports it. */
function parseVersion(line: string): ConfigVersion | undefined {
  try {
    return ConfigVersion.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}
