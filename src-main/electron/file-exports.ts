import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ExportKind, FileResult } from '../../src-contract/index.ts'
import { type Clock, errorText } from '../base/index.ts'
import { csvText, type CsvValue } from './csv-text.ts'
import { countText } from './number-text.ts'
import type { EngineCalls } from './ports.ts'
import type { Dialogs } from './window-dialogs.ts'

/** The most that one call of the interface answers. */
const MAX_ROWS = 1_000
const MAX_POINTS = 5_000

export interface FileExportOptions {
  readonly dialog: Pick<Dialogs, 'showSaveDialog'>
  readonly calls: EngineCalls
  readonly clock: Clock
  /** Folder that the dialog begins in. */
  readonly documents: string
}

/** A text to write and what to say of it. */
interface ExportText {
  readonly text: string
  readonly detail: string
}

/** Asks where to, then writes. Nothing is left behind by an export that fails. */
export async function exportFile(kind: ExportKind, options: FileExportOptions): Promise<FileResult> {
  const { dialog, clock, documents } = options
  const isConfiguration = kind === 'configuration'
  const extension = isConfiguration ? 'json' : 'csv'
  const day = new Date(clock.nowMs()).toISOString().slice(0, 10)
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: `Export ${kind}`,
    defaultPath: join(documents, `wheelhouse-${kind}-${day}.${extension}`),
    filters: [isConfiguration ? { name: 'JSON', extensions: ['json'] } : { name: 'CSV', extensions: ['csv'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || filePath === '') return { kind: 'cancelled' }
  try {
    const { text, detail } = await EXPORTS[kind](options.calls)
    await writeAside(filePath, text)
    return { kind: 'done', file: filePath, detail }
  } catch (error) {
    return { kind: 'failed', message: `The export to ${filePath} failed: ${errorText(error)}` }
  }
}

const EXPORTS: Readonly<Record<ExportKind, (calls: EngineCalls) => Promise<ExportText>>> = {
  configuration: async ({ config }) => {
    const { value, version } = await config.get()
    return { text: `${JSON.stringify(value, undefined, 2)}\n`, detail: `Configuration version ${version}` }
  },
  orders: async ({ orders }) => table('order', (await orders.list({ limit: MAX_ROWS })).orders, MAX_ROWS),
  fills: async ({ account }) => table('fill', (await account.fills({ limit: MAX_ROWS })).fills, MAX_ROWS),
  equity: async ({ analytics }) => table('point', (await analytics.equity({ limit: MAX_POINTS })).points, MAX_POINTS),
}

/** Columns are the fields of the contract under their own names; times are given a readable twin. */
function table(noun: string, items: readonly object[], limit: number): ExportText {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))]
  const header = names.flatMap((name) => (isTime(name) ? [name, name.replace(/Ms$/, 'Utc')] : [name]))
  const rows = items.map((item) => {
    const values = new Map<string, unknown>(Object.entries(item))
    return names.flatMap((name) => cellsOf(name, values.get(name)))
  })
  const detail = countText(items.length, noun)
  return {
    text: csvText(header, rows),
    detail: items.length < limit ? detail : `${detail}: the newest; older ones are not in the file`,
  }
}

const isTime = (name: string): boolean => name === 'timeMs' || name.endsWith('AtMs')

function cellsOf(name: string, value: unknown): CsvValue[] {
  const cell = typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as CsvValue)
  if (!isTime(name)) return [cell]
  return [cell, typeof value === 'number' ? new Date(value).toISOString() : undefined]
}

/** For the owner alone, and whole or not at all. */
async function writeAside(file: string, text: string): Promise<void> {
  const aside = `${file}.new`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(aside, text, { mode: 0o600, flush: true })
    await rename(aside, file)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}
