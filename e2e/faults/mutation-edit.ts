import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A change to one source file, made while it is loaded; on disk it stays as it is. */
export interface SourceEdit {
  /** From the repository's root. */
  readonly file: string
  /** Occurs in the file exactly once. */
  readonly find: string
  readonly replacement: string
}

/** Environment in which a Node program, its worker threads included, runs with the change. */
export function editOf(edit: SourceEdit): Record<string, string> {
  const hook = pathToFileURL(join(import.meta.dirname, 'mutation-hook.ts')).href
  return { FAULT_EDIT: JSON.stringify(edit), NODE_OPTIONS: `--import ${hook}` }
}
