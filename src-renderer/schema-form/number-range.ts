import type { NumberRange } from './schema-field.ts'

/** What a range allows, in words: `2 to 200`, `above 0, at most 10`; empty when it allows all. */
export function rangeText({ minimum, maximum, above, below }: NumberRange): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  const lower = minimum === undefined ? above !== undefined && `above ${above}` : `at least ${minimum}`
  const upper = maximum === undefined ? below !== undefined && `below ${below}` : `at most ${maximum}`
  return [lower, upper].filter((part) => part !== false).join(', ')
}

/** The same in a few signs, to stand behind the value: `2 to 200`, `> 0 to 10`, `≥ 1`. */
export function rangeHint({ minimum, maximum, above, below }: NumberRange): string {
  const lower = minimum ?? above
  const upper = maximum ?? below
  const lowerText = above === undefined ? String(lower) : `> ${above}`
  const upperText = below === undefined ? String(upper) : `< ${below}`
  if (lower !== undefined && upper !== undefined) return `${lowerText} to ${upperText}`
  if (lower !== undefined) return above === undefined ? `≥ ${lower}` : lowerText
  if (upper !== undefined) return below === undefined ? `≤ ${upper}` : upperText
  return ''
}

export const isInside = (value: number, { minimum, maximum, above, below }: NumberRange): boolean =>
  (minimum === undefined || value >= minimum) &&
  (maximum === undefined || value <= maximum) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below)
