import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { errorText, type Logger } from '../base/index.ts'

/** A small file of the desktop program's own that it can do without. */
export interface JsonFileOptions<Schema extends z.ZodType> {
  readonly file: string
  readonly schema: Schema
  readonly logger: Logger
}

/** Reads and writes one small JSON file. What is missing, damaged or cannot be written is logged; nothing throws. */
export class JsonFile<Schema extends z.ZodType> {
  readonly #file: string
  readonly #schema: Schema
  readonly #logger: Logger

  constructor({ file, schema, logger }: JsonFileOptions<Schema>) {
    this.#file = file
    this.#schema = schema
    this.#logger = logger
  }

  /** Undefined where there is none, or none that can be used. */
  read(): z.infer<Schema> | undefined {
    try {
      return this.#schema.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch (error) {
      if (!isMissing(error)) {
        this.#logger.warn('a file could not be used', { file: this.#file, error: errorText(error) })
      }
      return undefined
    }
  }

  /** Written aside and renamed, so that the file is whole at any time. */
  write(value: z.infer<Schema>): void {
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      writeFileSync(`${this.#file}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600 })
      renameSync(`${this.#file}.new`, this.#file)
    } catch (error) {
      this.#logger.warn('a file could not be written', { file: this.#file, error: errorText(error) })
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
