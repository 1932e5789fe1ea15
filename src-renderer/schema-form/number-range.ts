import { words } from '../i18n/index.ts'
import { numberForEditing } from '../ui/index.ts'
import type { NumberRange } from './schema-field.ts'

const written = (bound: number): string => numberForEditing(String(bound))

/** What a range allows, in words: `2 to 200`, `above 0, at most 10`; empty when it allows all. */
export function rangeText({ minimum, maximum, above, below }: NumberRange): string {
  const t = words('common')
  if (minimum !== undefined && maximum !== undefined) {
    return t('form.between', { low: written(minimum), high: written(maximum) })
  }
  const parts = [
    minimum !== undefined && t('form.atLeast', { bound: written(minimum) }),
    minimum === undefined && above !== undefined && t('form.above', { bound: written(above) }),
    maximum !== undefined && t('form.atMost', { bound: written(maximum) }),
    maximum === undefined && below !== undefined && t('form.below', { bound: written(below) }),
  ]
  return parts.filter((part) => part !== false).join(', ')
}

/** The same in a few signs, to stand behind the value: `2 to 200`, `> 0 to 10`, `≥ 1`. */
export function rangeHint({ minimum, maximum, above, below }: NumberRange): string {
  const lower = minimum ?? above
  const upper = maximum ?? below
  const low = lower === undefined ? '' : minimum === undefined ? `> ${written(lower)}` : written(lower)
  const high = upper === undefined ? '' : maximum === undefined ? `< ${written(upper)}` : written(upper)
  if (low !== '' && high !== '') return words('common')('form.between', { low, high })
  if (low !== '') return minimum === undefined ? low : `≥ ${low}`
  if (high !== '') return maximum === undefined ? high : `≤ ${high}`
  return ''
}

export const isInside = (value: number, { minimum, maximum, above, below }: NumberRange): boolean =>
  (minimum === undefined || value >= minimum) &&
  (maximum === undefined || value <= maximum) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below)
