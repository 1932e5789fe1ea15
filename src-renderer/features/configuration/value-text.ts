import { words } from '../../i18n/index.ts'

const MOST_LETTERS = 60

/** A value as it is told in a sentence or a list: words without quotes, none as `none`, long ones cut. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return words('configuration')('none')
  const text = typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text
}
