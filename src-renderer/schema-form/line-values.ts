import { words } from '../i18n/index.ts'
import { ensureNever, formatNumber, readTypedNumber } from '../ui/index.ts'
import { isInside, rangeText } from './number-range.ts'
import { fault, type ParsedValue, valid } from './parsed-value.ts'
import type { LineKind } from './schema-field.ts'

/** A number's text has them whatever the window shows: `NumberField` translates. Thousands may be set apart. */
const PLAIN_SEPARATORS = { thousands: ',', decimal: '.' } as const

/** The value that a line stands for, or what is wrong with it. */
export function parseLine(text: string, type: LineKind): ParsedValue {
  switch (type.kind) {
    case 'number':
      return parseNumber(text.trim(), type)
    case 'decimal':
      return parseDecimal(text)
    case 'choice':
      return type.options.includes(text) ? valid(text) : notAllowed(type.options.join(', '))
    case 'text':
      return valid(text)
    default:
      return ensureNever(type, 'kind of line')
  }
}

type NumberKind = Extract<LineKind, { kind: 'number' }>

/** What a number may be, in words: `above 0, or max`. */
export const numberText = (type: NumberKind): string =>
  [rangeText(type.range), ...type.words.map((word) => words('common')('form.or', { word }))]
    .filter((part) => part !== '')
    .join(', ')

function parseNumber(text: string, type: NumberKind): ParsedValue {
  if (type.words.includes(text)) return valid(text)
  const plain = readTypedNumber(text, PLAIN_SEPARATORS)
  if (text === '') return missing()
  if (plain === undefined || !Number.isFinite(Number(plain))) return noNumber()
  const value = Number(plain)
  if (type.whole && !Number.isInteger(value)) {
    return fault(words('common')('form.wholeOnly', { nearest: formatNumber(value, { decimals: 0 }) }))
  }
  return isInside(value, type.range) ? valid(value) : notAllowed(numberText(type))
}

function parseDecimal(text: string): ParsedValue {
  if (text.trim() === '') return missing()
  const plain = readTypedNumber(text, PLAIN_SEPARATORS)
  return plain === undefined || /e/i.test(plain) ? noNumber() : valid(plain)
}

const missing = (): ParsedValue => fault(words('common')('form.enterNumber'))
const notAllowed = (allowed: string): ParsedValue => fault(words('common')('form.allowed', { allowed }))
const noNumber = (): ParsedValue =>
  fault(words('common')('form.noNumber', { example: formatNumber(1234.5, { decimals: 1 }) }))
