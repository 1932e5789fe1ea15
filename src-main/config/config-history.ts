import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigView } from '../../src-contract/index.ts'
import { FatalError, type Logger } from '../base/index.ts'

const ConfigVersion = z.object({
  version: z.number().int(),
  timeMs: z.number().int(),
  source: ConfigView.shape.source,
  changed: z.array(z.string()),
  value: z.record(z.string(), z.unknown()),
})

/** A configuration that was in force, and where it came from. */
export type ConfigVersion = Readonly<z.infer<typeof ConfigVersion>>

/** Every version of the configuration, one line each; lines are only ever added. */
export class ConfigHistory {
  readonly #file: string
  #endsInsideLine: boolean
  #newest: ConfigVersion | undefined

  /**
   * Reads the file; lines that a crash cut off are logged and left standing. Where nothing can be read, numbers would
   * begin anew and mean two configurations each: a `FatalError` names the file, which is left as it is.
   */
  constructor(file: string, logger: Logger) {
    this.#file = file
    const text = readIfThere(file)
    this.#endsInsideLine = text !== '' && !text.endsWith('\n')
    this.#newest = newestOf(text, (line) =>
      logger.warn('an unreadable line of the configuration history', { file, line }),
    )
    if (this.#newest === undefined && text.includes('\n')) throw unreadable(file)
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
}

function readIfThere(file: string): string {
  if (!existsSync(file)) return ''
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new FatalError(`${file} cannot be read. Check the rights of the file.`, { cause: error })
  }
}

function unreadable(file: string): FatalError {
  return new FatalError(
    `${file} is damaged: none of its lines is a version of the configuration. Nothing was changed or deleted. ` +
      'Move the file away and start again; the configuration itself stands in config.json and is not touched.',
  )
}

function newestOf(text: string, onUnreadable: (line: number) => void): ConfigVersion | undefined {
  const lines = text.split('\n')
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const version = parseVersion(line)
    if (version) return version
    onUnreadable(index + 1)
  }
  return undefined
}

/** Undefined where the line is not a version: the caller reports it. */
function parseVersion(line: string): ConfigVersion | undefined {
  try {
    return ConfigVersion.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}
