import { parseField } from './field-values.ts'
import type { SchemaField } from './schema-field.ts'

const SUFFIXES = [
  ['PerSecond', 'per second'],
  ['Ms', 'ms'],
  ['Bps', 'bps'],
] as const

const THIN_SPACE = '\u2009'
/** Enough for a hundredth of a basis point. */
const PERCENT_DIGITS = 4

/**
 * What stands behind a number: for a share of one (`…Fraction`) the same as percent, else the unit that its key names.
 * Undefined where neither is known.
 */
export function valueHint(field: SchemaField, text: string): string | undefined {
  if (field.type.kind !== 'number') return undefined
  if (field.key.endsWith('Fraction')) return percentHint(field, text)
  return SUFFIXES.find(([suffix]) => field.key.endsWith(suffix))?.[1]
}

function percentHint(field: SchemaField, text: string): string | undefined {
  const parsed = parseField(text, field)
  if (!parsed.valid || typeof parsed.value !== 'number') return undefined
  return `= ${Number((parsed.value * 100).toFixed(PERCENT_DIGITS))}${THIN_SPACE}%`
}
