import { type Separators, separators } from './format-settings.ts'

/** Digits behind the point of a decimal step such as `"0.001"`. */
export function decimalsOf(step: string): number {
  const fraction = step.split('.')[1]?.replace(/0+$/, '') ?? ''
  return fraction.length
}

/**
 * A plain decimal text moved by so many steps, on the grid of the step and never below zero. Counts in whole steps, so
 * that 0.1 + 0.2 stays 0.3. Text that is no number counts as zero.
 */
export function stepDecimalText(text: string, step: string, steps: number): string {
  const stepSize = Number(step)
  const parsed = Number(text.replaceAll(',', ''))
  const start = Number.isFinite(parsed) ? parsed : 0
  const moved = Math.max(0, Math.round(start / stepSize) + steps)
  return (moved * stepSize).toFixed(decimalsOf(step))
}

const PLAIN = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i
const GROUPED_WHOLE = /^-?[1-9]\d{0,2}(_\d{3})+$/

/**
 * What was typed as plain number text, `1234.5`: the separators of the window go, a true minus sign becomes a plain one,
 * a missing zero is put before the point. Undefined when it is no number, or one that could be read in two ways: a sign
 * of thousands counts only between groups of three, so that `0,05` does not silently become 5. Where the comma is the
 * decimal sign, a point that cannot stand between thousands is one, too: `64336.05`.
 */
export function readTypedNumber(typed: string, { thousands, decimal }: Separators = separators()): string | undefined {
  const bare = typed.replace(/[\s\u2009\u202F]/g, '').replace('\u2212', '-')
  const [whole = '', fraction, ...more] = bare.split(decimal)
  if (more.length > 0) return undefined
  const grouped = whole.replaceAll(thousands, '_')
  const digits = GROUPED_WHOLE.test(grouped) ? grouped.replaceAll('_', '') : whole.replace(/^(-?)$/, '$10')
  const plain = fraction === undefined ? digits : `${digits}.${fraction}`
  return /\d/.test(bare) && PLAIN.test(plain) ? plain : undefined
}

/** A plain number text as it stands in a field to be edited: with the decimal sign of the window, without thousands. */
export function numberForEditing(plain: string): string {
  return PLAIN.test(plain) ? plain.replace('.', separators().decimal) : plain
}
