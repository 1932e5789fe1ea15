import { words } from '../i18n/index.ts'
import { ensureNever } from '../ui/index.ts'
import { parseList, parseRecord } from './entry-values.ts'
import { numberText, parseLine } from './line-values.ts'
import { fault, type ParsedValue, valid } from './parsed-value.ts'
import type { FieldKind, SchemaField } from './schema-field.ts'

/** Text of a value in its field. */
export function textOfValue(value: unknown, { kind }: FieldKind): string {
  if (value === undefined || (value === null && kind !== 'json')) return ''
  return kind !== 'json' && typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a field allows, in words; empty where that is told by its control. */
export function allowedText(type: FieldKind): string {
  switch (type.kind) {
    case 'json':
      return 'JSON'
    case 'number':
      return numberText(type)
    case 'list':
      return allowedText(type.item)
    case 'record':
      return allowedText(type.value)
    case 'decimal':
    case 'choice':
    case 'flag':
    case 'text':
      return ''
    default:
      return ensureNever(type, 'kind of field')
  }
}

/** The value that a field's text stands for (null for none), or what is wrong with it. */
export function parseField(text: string, { type, mayBeEmpty }: Pick<SchemaField, 'type' | 'mayBeEmpty'>): ParsedValue {
  if (mayBeEmpty && text.trim() === '') return valid(null)
  switch (type.kind) {
    case 'flag':
      return valid(text === 'true')
    case 'list':
      return parseList(text, type.item)
    case 'record':
      return parseRecord(text, type.value)
    case 'json':
      return parseJson(text)
    case 'number':
    case 'decimal':
    case 'choice':
    case 'text':
      return parseLine(text, type)
    default:
      return ensureNever(type, 'kind of field')
  }
}

function parseJson(text: string): ParsedValue {
  try {
    return valid(JSON.parse(text))
  } catch {
    return fault(words('common')('form.invalidJson'))
  }
}
