import { ensureNever, formatNumber } from '../ui/index.ts'
import { isInside, rangeText } from './number-range.ts'
import type { FieldKind, SchemaField } from './schema-field.ts'
import { typedNumber } from './typed-number.ts'

export type ParsedValue =
  | { readonly valid: true; readonly value: unknown }
  /** `fault` says what is allowed. */
  | { readonly valid: false; readonly fault: string }

const fault = (text: string): ParsedValue => ({ valid: false, fault: text })
const valid = (value: unknown): ParsedValue => ({ valid: true, value })

const NO_NUMBER = 'Not a number. Write it like 1,234.5'

/** Text of a value in its field. */
export function textOfValue(value: unknown, { kind }: FieldKind): string {
  if (value === undefined || (value === null && kind !== 'json')) return ''
  return kind !== 'json' && typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a field allows, in words; empty where that is told by its control. */
export function allowedText(type: FieldKind): string {
  if (type.kind === 'json') return 'JSON'
  if (type.kind !== 'number') return ''
  return [rangeText(type.range), ...type.words.map((word) => `or ${word}`)].filter((part) => part !== '').join(', ')
}

/** The value that a field's text stands for (null for none), or what is wrong with it. */
export function parseField(text: string, { type, mayBeEmpty }: Pick<SchemaField, 'type' | 'mayBeEmpty'>): ParsedValue {
  if (mayBeEmpty && text.trim() === '') return valid(null)
  switch (type.kind) {
    case 'number':
      return parseNumber(text.trim(), type)
    case 'decimal':
      return parseDecimal(text)
    case 'choice':
      return type.options.includes(text) ? valid(text) : fault(`Allowed: ${type.options.join(', ')}`)
    case 'flag':
      return valid(text === 'true')
    case 'text':
      return valid(text)
    case 'json':
      return parseJson(text)
    default:
      return ensureNever(type, 'kind of field')
  }
}

function parseNumber(text: string, type: Extract<FieldKind, { kind: 'number' }>): ParsedValue {
  if (type.words.includes(text)) return valid(text)
  const plain = typedNumber(text)
  if (text === '') return fault('Enter a number')
  if (plain === undefined || !Number.isFinite(Number(plain))) return fault(NO_NUMBER)
  const value = Number(plain)
  if (type.whole && !Number.isInteger(value))
    return fault(`Whole numbers only. Nearest ${formatNumber(value, { decimals: 0 })}`)
  return isInside(value, type.range) ? valid(value) : fault(`Allowed: ${allowedText(type)}`)
}

function parseDecimal(text: string): ParsedValue {
  if (text.trim() === '') return fault('Enter a number')
  const plain = typedNumber(text)
  return plain === undefined || /e/i.test(plain) ? fault(NO_NUMBER) : valid(plain)
}

function parseJson(text: string): ParsedValue {
  try {
    return valid(JSON.parse(text))
  } catch {
    return fault('Enter valid JSON')
  }
}
