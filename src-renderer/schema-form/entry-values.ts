import { words } from '../i18n/index.ts'
import { parseLine } from './line-values.ts'
import { fault, type ParsedValue, valid } from './parsed-value.ts'
import type { LineKind } from './schema-field.ts'

/** One line of a list or a record that is being edited. */
export interface Entry {
  /** Empty in a list. */
  readonly name: string
  readonly text: string
}

/** Text of one value of a list or record in its line. */
const lineText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/**
 * A line as it is kept in the text of its field: the value that it stands for, or what was typed where it stands for
 * none yet, so that nothing typed is lost.
 */
function keptValue(text: string, type: LineKind): unknown {
  const parsed = parseLine(text, type)
  return parsed.valid ? parsed.value : text
}

/** Lines of a list from the text of its field; undefined where that is not a list. */
export function listEntries(text: string): readonly Entry[] | undefined {
  if (text.trim() === '') return []
  const value = readJson(text)
  return Array.isArray(value) ? value.map((item) => ({ name: '', text: lineText(item) })) : undefined
}

/** Text of the field of a list with these lines. */
export const listText = (entries: readonly Entry[], item: LineKind): string =>
  JSON.stringify(entries.map(({ text }) => keptValue(text, item)))

/** The list that a text stands for. */
export function parseList(text: string, item: LineKind): ParsedValue {
  const entries = listEntries(text)
  if (entries === undefined) return fault(words('common')('form.invalidList'))
  return parseEntries(entries, item, (values) => values)
}

/**
 * Lines of a record from the text of its field; undefined where that is neither an object nor a list of names with
 * values, which is how a record is kept while two of its names are the same.
 */
export function recordEntries(text: string): readonly Entry[] | undefined {
  if (text.trim() === '') return []
  const value = readJson(text)
  if (typeof value !== 'object' || value === null) return undefined
  const pairs: readonly unknown[] = Array.isArray(value) ? value : Object.entries(value)
  const entries = pairs.filter(isPair).map(([name, each]) => ({ name, text: lineText(each) }))
  return entries.length === pairs.length ? entries : undefined
}

const isPair = (pair: unknown): pair is readonly [string, unknown] =>
  Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string'

/** Text of the field of a record with these lines. */
export function recordText(entries: readonly Entry[], type: LineKind): string {
  const pairs = entries.map(({ name, text }) => [name, keptValue(text, type)] as const)
  return JSON.stringify(nameFault(entries) === undefined ? Object.fromEntries(pairs) : pairs)
}

/** The record that a text stands for. */
export function parseRecord(text: string, type: LineKind): ParsedValue {
  const entries = recordEntries(text)
  if (entries === undefined) return fault(words('common')('form.invalidJson'))
  const wrongName = nameFault(entries)
  if (wrongName !== undefined) return fault(wrongName)
  return parseEntries(entries, type, (values) =>
    Object.fromEntries(entries.map(({ name }, index) => [name, values[index]])),
  )
}

function nameFault(entries: readonly Entry[]): string | undefined {
  const t = words('common')
  const names = entries.map(({ name }) => name)
  if (names.includes('')) return t('form.nameMissing')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? undefined : t('form.nameTwice', { name: twice })
}

function parseEntries(
  entries: readonly Entry[],
  type: LineKind,
  build: (values: readonly unknown[]) => unknown,
): ParsedValue {
  const parsed = entries.map(({ text }) => parseLine(text, type))
  const wrong = parsed.findIndex((each) => !each.valid)
  const first = parsed[wrong]
  if (first !== undefined && !first.valid) {
    const place = entries[wrong]?.name ?? ''
    return fault(
      words('common')('form.entryFault', { entry: place === '' ? String(wrong + 1) : place, fault: first.fault }),
    )
  }
  return valid(build(parsed.map((each) => (each.valid ? each.value : undefined))))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
