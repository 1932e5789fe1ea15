import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import type { ConfigView, FileResult } from '../../src-contract/index.ts'
import { errorText } from '../base/index.ts'
import { countText } from './number-text.ts'
import type { EngineCalls } from './ports.ts'
import type { Dialogs } from './window-dialogs.ts'

/** Far above the longest configuration. */
const MAX_BYTES = 1_048_576
/** Changes that a dialog lists; further ones are counted. */
const MAX_LISTED = 20
const MAX_VALUE_LENGTH = 60

export interface ConfigurationImportOptions {
  readonly dialog: Pick<Dialogs, 'showMessageBox' | 'showOpenDialog'>
  readonly calls: Pick<EngineCalls, 'config'>
}

type JsonObject = Record<string, unknown>

/** Asks for a file, checks it, shows what it would change, and changes it. A file that has a fault changes nothing. */
export async function importConfiguration(options: ConfigurationImportOptions): Promise<FileResult> {
  const { canceled, filePaths } = await options.dialog.showOpenDialog({
    title: 'Import configuration',
    filters: [{ name: 'JSON', extensions: ['json'] }],
    properties: ['openFile'],
  })
  const [file] = filePaths
  if (canceled || file === undefined) return { kind: 'cancelled' }
  try {
    return await importFrom(file, options)
  } catch (error) {
    return { kind: 'failed', message: `${file} was not imported: ${errorText(error)}. Nothing was changed.` }
  }
}

async function importFrom(file: string, { dialog, calls }: ConfigurationImportOptions): Promise<FileResult> {
  const patch = await readPatch(file)
  const { valid, faults } = await calls.config.validate({ patch })
  if (!valid) {
    const listed = faults.map(({ path, message }) => `${path === '' ? 'configuration' : path} ${message}`)
    throw new Error(`it has ${countText(faults.length, 'fault')}: ${shortList(listed, '; ')}`)
  }
  const view = await calls.config.get()
  const changes = changesOf(view, patch)
  if (changes.length === 0) return { kind: 'done', file, detail: 'Everything in it is in force already' }
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Import configuration',
    message: `Change ${countText(changes.length, 'setting')}?`,
    detail: shortList(changes, '\n'),
    buttons: ['Change', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return { kind: 'cancelled' }
  const { changed, restartNeeded } = await calls.config.put({ patch, expectedVersion: view.version })
  const later = restartNeeded.length === 0 ? '' : `; after a restart: ${restartNeeded.join(', ')}`
  return { kind: 'done', file, detail: `${countText(changed.length, 'setting')} changed${later}` }
}

async function readPatch(file: string): Promise<JsonObject> {
  const { size } = await stat(file)
  if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, and ${MAX_BYTES} are allowed`)
  const text = await readFile(file, 'utf8')
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new Error(`it is not JSON (${errorText(error)})`, { cause: error })
  }
  const object = z.record(z.string(), z.unknown()).safeParse(content)
  if (!object.success) throw new Error('it must hold one JSON object')
  return object.data
}

/** What would be different, as `path: old -> new`. */
function changesOf({ value }: Pick<ConfigView, 'value'>, patch: JsonObject): string[] {
  const now = new Map(leaves(value))
  return leaves(patch)
    .filter(([path, next]) => valueText(now.get(path)) !== valueText(next))
    .map(([path, next]) => `${path}: ${shortened(valueText(now.get(path)))} → ${shortened(valueText(next))}`)
}

function leaves(value: JsonObject, path = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    const childPath = path === '' ? key : `${path}.${key}`
    return isObject(child) ? leaves(child, childPath) : [[childPath, child]]
  })
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const valueText = (value: unknown): string => JSON.stringify(value) ?? 'not set'

const shortened = (text: string): string =>
  text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH - 1)}…`

function shortList(lines: readonly string[], separator: string): string {
  const more = lines.length - MAX_LISTED
  return [...lines.slice(0, MAX_LISTED), ...(more > 0 ? [`and ${more} more`] : [])].join(separator)
}
