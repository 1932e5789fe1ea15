import { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../base/index.ts'
import { OWNER_ONLY } from './owner-file.ts'

export interface AuditLogOptions {
  /** Data folder; the log stands in `audit.jsonl` there. */
  readonly folder: string
  /** System clock. */
  readonly clock: Clock
}

/**
 * What a person has decided about accounts with money, one JSON object a line, only ever added to. It never holds a secret:
 * whoever writes a line names what it is about, not what it was done with.
 */
export class AuditLog {
  readonly #clock: Clock
  readonly #folder: string

  constructor({ folder, clock }: AuditLogOptions) {
    this.#clock = clock
    this.#folder = folder
  }

  /** Adds a line; it is on the disk when this returns. @throws where it cannot be written, so that nothing goes on untold. */
  append(action: string, facts: Readonly<Record<string, string | number | boolean | null>>): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const handle = openSync(join(this.#folder, 'audit.jsonl'), 'a', OWNER_ONLY)
    try {
      fchmodSync(handle, OWNER_ONLY)
      const time = new Date(this.#clock.nowMs()).toISOString()
      writeSync(handle, `${JSON.stringify({ time, action, ...facts })}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }
}
