import { words } from '../i18n/index.ts'
import { formatNumber, formatPrice } from '../ui/index.ts'
import { isMultipleOf, nearestMultiple, plainDecimal } from './decimal-step.ts'

/** What keeps a field from being sent. */
export interface FieldFault {
  /** Nothing was entered yet: said on the button, not in red at the field. */
  readonly missing: boolean
  readonly message: string
  /** Which of several rows it is in, from 0. */
  readonly row?: number
}

/** A value that was read, empty where none is needed, or why it could not be read. */
export type Reading = { readonly text: string } | { readonly fault: FieldFault }

export const missing = (message: string): Reading => ({ fault: { missing: true, message } })
export const wrong = (message: string): Reading => ({ fault: { missing: false, message } })

const EXAMPLE = 1234.5

/** @param ask What is said while nothing is entered. */
export function readPositive(typed: string, ask: string): Reading {
  const t = words('trading')
  if (typed.trim() === '') return missing(ask)
  const text = plainDecimal(typed)
  if (text === null) {
    const example = formatNumber(EXAMPLE, { decimals: 1 })
    return wrong(t('faults.noNumber', { text: typed.trim(), example }))
  }
  return Number(text) > 0 ? { text } : wrong(t('faults.notAboveZero'))
}

export function readPercent(typed: string, { missing: ask, most }: { missing: string; most: number }): Reading {
  const reading = readPositive(typed, ask)
  const tooMuch = 'text' in reading && Number(reading.text) > most
  return tooMuch
    ? wrong(words('trading')('faults.atMostPercent', { most: formatNumber(most, { decimals: 0 }) }))
    : reading
}

export interface SteppedField {
  readonly step: string
  readonly kind: 'tick' | 'lot'
  /** What is said while nothing is entered. */
  readonly missing: string
}

/** A number that must be a whole number of steps; the fault names the nearest one. */
export function readStepped(typed: string, { step, kind, missing: ask }: SteppedField): Reading {
  const reading = readPositive(typed, ask)
  if ('fault' in reading) return reading
  const nearest = nearestMultiple(reading.text, step)
  if (isMultipleOf(reading.text, step)) return { text: nearest }
  const offer = Number(nearest) > 0 ? nearest : nearestMultiple(step, step)
  const said = { step: formatPrice(step, step), nearest: formatPrice(offer, step) }
  return wrong(words('trading')(`faults.${kind}`, said))
}
