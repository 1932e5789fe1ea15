import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { ConfigFault } from '../../src-contract/index.ts'
import { errorText } from '../base/index.ts'
import { findJsonFault } from './json-position.ts'
import { isJsonObject, type JsonObject } from './json-tree.ts'

export type FileReading =
  | { readonly valid: true; readonly text: string | undefined; readonly raw: JsonObject }
  | { readonly valid: false; readonly text: string | undefined; readonly faults: readonly ConfigFault[] }

/** Reads the file; a missing one, and an empty one, is an empty configuration. */
export function readConfigFile(file: string): FileReading {
  let text: string | undefined
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { valid: true, text, raw: {} }
    return { valid: false, text, faults: [{ path: '', message: `cannot be read (${errorText(error)})` }] }
  }
  return parseConfigText(text)
}

/** Writes beside the file, waits for the disk and renames, so that a crash leaves the old file or the new one. */
export function writeConfigFile(file: string, raw: JsonObject): string {
  const text = `${JSON.stringify(raw, undefined, 2)}\n`
  const aside = `${file}.new`
  const handle = openSync(aside, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(aside, file)
  return text
}

function parseConfigText(text: string): FileReading {
  // Some editors put a byte order mark first, which JSON does not know.
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') return { valid: true, text, raw: {} }
  try {
    const raw: unknown = JSON.parse(json)
    if (isJsonObject(raw)) return { valid: true, text, raw }
    return { valid: false, text, faults: [{ path: '', message: 'must be a JSON object: { "key": value, … }' }] }
  } catch (error) {
    const fault = findJsonFault(json)
    const message = fault
      ? `is not JSON: line ${fault.line}, column ${fault.column}: expected ${fault.expected}`
      : `is not JSON: ${errorText(error)}`
    return { valid: false, text, faults: [{ path: '', message }] }
  }
}
