import { words } from '../i18n/index.ts'
import { formatAge, numberForEditing } from '../ui/index.ts'
import { parseField } from './field-values.ts'
import type { SchemaField } from './schema-field.ts'

const THIN_SPACE = '\u2009'
/** Enough for a hundredth of a basis point. */
const PERCENT_DIGITS = 4
const SECOND_MS = 1_000

/** What stands behind a number whose key ends like this: its unit, or the value in one that is easier to grasp. */
const HINTS: readonly (readonly [suffix: string, hint: (value: number | undefined) => string | undefined])[] = [
  ['Fraction', percentHint],
  ['PerSecond', () => words('common')('form.perSecond')],
  ['PerHour', () => words('common')('form.perHour')],
  ['Ms', durationHint],
  ['Bps', () => 'bps'],
  ['Mib', () => 'MiB'],
  ['Days', () => words('common')('form.days')],
  ['Bars', () => words('common')('form.bars')],
]

/**
 * What stands behind a number: for a share of one (`…Fraction`) the same as percent, else the unit that its key names.
 * Undefined where neither is known.
 */
export function valueHint(field: SchemaField, text: string): string | undefined {
  if (field.type.kind !== 'number') return undefined
  const [, hint] = HINTS.find(([suffix]) => field.key.endsWith(suffix)) ?? []
  const parsed = parseField(text, field)
  return hint?.(parsed.valid && typeof parsed.value === 'number' ? parsed.value : undefined)
}

function percentHint(value: number | undefined): string | undefined {
  if (value === undefined) return undefined
  return `= ${numberForEditing(String(Number((value * 100).toFixed(PERCENT_DIGITS))))}${THIN_SPACE}%`
}

function durationHint(value: number | undefined): string {
  if (value === undefined || value < SECOND_MS || value % SECOND_MS !== 0) return 'ms'
  return `ms = ${formatAge(value)}`
}
