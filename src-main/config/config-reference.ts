import type { z } from 'zod'
import { variableOf } from './environment-overrides.ts'
import { isJsonObject, type JsonObject, type KeyPath } from './json-tree.ts'
import { SchemaTree } from './schema-tree.ts'

/**
 * Every key of a configuration as Markdown: one heading for each section, one row for each key with its default, what
 * is allowed, the environment variable, and whether it acts only after a restart.
 */
export function configReference(schema: z.ZodType): string {
  const tree = new SchemaTree(schema)
  const sections = Object.entries(propertiesOf(tree.jsonSchema)).map(([key, node]) => sectionText(tree, [key], node))
  return sections.join('\n')
}

interface Row {
  readonly path: KeyPath
  readonly node: JsonObject
}

const HEAD = ['key', 'default', 'allowed', 'environment variable', 'acts', 'meaning']

function sectionText(tree: SchemaTree, path: KeyPath, node: JsonObject): string {
  const rows = rowsBelow(path, node).map((row) => rowText(tree, row))
  const description = textOf(node, 'description')
  return [`## ${path.join('.')}`, '', ...(description === '' ? [] : [description, '']), ...tableLines(rows), ''].join(
    '\n',
  )
}

/** Columns are as wide as their widest cell, as the formatter wants them. */
function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  return [HEAD, rule, ...rows].map((row) => {
    const cells = widths.map((width, column) => (row[column] ?? '').padEnd(width))
    return `| ${cells.join(' | ')} |`
  })
}

function rowsBelow(path: KeyPath, node: JsonObject): Row[] {
  const children = Object.entries(propertiesOf(node))
  if (children.length === 0) return [{ path, node }]
  return children.flatMap(([key, child]) => rowsBelow([...path, key], child))
}

function rowText(tree: SchemaTree, { path, node }: Row): string[] {
  return [
    code(path.join('.')),
    node['default'] === undefined ? 'none' : code(JSON.stringify(node['default'])),
    allowedText(node),
    code(variableOf(path)),
    tree.needsRestart(path) ? 'after a restart' : 'at once',
    textOf(node, 'description'),
  ].map((cell) => cell.replaceAll('|', '\\|'))
}

function allowedText(node: JsonObject): string {
  const { anyOf, const: only, enum: values, items } = node
  if (Array.isArray(anyOf)) return anyOf.filter(isJsonObject).map(allowedText).join(', or ')
  if (only !== undefined) return code(JSON.stringify(only))
  if (Array.isArray(values)) return values.map((value) => code(JSON.stringify(value))).join(', ')
  switch (node['type']) {
    case 'boolean':
      return '`true`, `false`'
    case 'integer':
      return `whole number${rangeText(node)}`
    case 'number':
      return `number${rangeText(node)}`
    case 'array':
      return `list of ${isJsonObject(items) ? allowedText(items) : 'anything'}`
    default:
      return stringText(node)
  }
}

/** Patterns of decimal numbers say nothing to a person; they all begin and end alike. */
const DECIMAL_PATTERN = /^\^(?:-\?)?\\d\+\(\\\.\\d\+\)\?\$$/

function stringText({ pattern }: JsonObject): string {
  if (typeof pattern !== 'string') return 'text'
  return DECIMAL_PATTERN.test(pattern) ? 'decimal number as text' : `text that matches ${code(pattern)}`
}

function rangeText({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): string {
  if (typeof minimum === 'number' && typeof maximum === 'number') return `, ${minimum} to ${maximum}`
  const bounds: readonly (readonly [string, unknown])[] = [
    ['from', minimum],
    ['above', exclusiveMinimum],
    ['to', maximum],
    ['below', exclusiveMaximum],
  ]
  const named = bounds
    .filter(([, value]) => typeof value === 'number')
    .map(([word, value]) => `${word} ${String(value)}`)
  return named.length === 0 ? '' : `, ${named.join(' ')}`
}

function propertiesOf(node: JsonObject): Readonly<Record<string, JsonObject>> {
  const { properties } = node
  if (!isJsonObject(properties)) return {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, child]) => (isJsonObject(child) ? [[key, child]] : [])),
  )
}

function textOf(node: JsonObject, key: string): string {
  const value = node[key]
  return typeof value === 'string' ? value : ''
}

function code(text: string): string {
  return `\`${text}\``
}
