import { decimalsOf } from '../ui/index.ts'

/**
 * Exact arithmetic on decimal texts, for what a person typed: is it a multiple of the tick, and which one is nearest.
 * A text is taken as an integer count of 10^-digits, so nothing is rounded on the way.
 */
interface Scaled {
  readonly units: bigint
  readonly digits: number
}

const PLAIN_DECIMAL = /^\d+(\.\d+)?$/

/**
 * What a field holds as plain decimal text; null when it is no number. A decimal sign that nothing follows yet counts as
 * not written: somebody is typing.
 */
export function plainDecimal(typed: string): string | null {
  const text = typed.trim().replace(/[.,]$/, '')
  return PLAIN_DECIMAL.test(text) && text.length <= 40 ? text : null
}

/** True when `text` is a whole number of steps. Both must be plain decimals, the step above zero. */
export function isMultipleOf(text: string, step: string): boolean {
  const [value, unit] = align(text, step)
  return value % unit === 0n
}

/** The whole number of steps nearest to `text`; halves go up. */
export const nearestMultiple = (text: string, step: string): string => stepped(text, step, 'nearest')

/** The largest whole number of steps that is not above `text`. */
export const floorToMultiple = (text: string, step: string): string => stepped(text, step, 'down')

/** `text` moved by `by` in a direction; may be below zero. */
export function moved(text: string, by: string, direction: 1 | -1): string {
  const [value, distance, digits] = align(text, by)
  const sum = value + BigInt(direction) * distance
  return sum < 0n ? `-${unscale(-sum, digits)}` : unscale(sum, digits)
}

/** A typed price with the digits of its tick, `64336` as `64336.0`; text that is no price on the tick stays as it was typed. */
export function tidyPrice(typed: string, tickSize: string): string {
  const text = plainDecimal(typed)
  return text === null || !isMultipleOf(text, tickSize) ? typed : nearestMultiple(text, tickSize)
}

/** A percentage as fraction, exact in the text and only then a number: `0.25` becomes 0.0025. */
export function percentToFraction(percent: string): number {
  const { units, digits } = scale(percent)
  return Number(unscale(units, digits + 2))
}

function stepped(text: string, step: string, rounding: 'nearest' | 'down'): string {
  const [value, unit, digits] = align(text, step)
  const steps = rounding === 'down' ? value / unit : (value + unit / 2n) / unit
  return fixedDigits(unscale(steps * unit, digits), decimalsOf(step))
}

/** A multiple of the step has no digits below it but zeros, so cutting them loses nothing. */
function fixedDigits(text: string, digits: number): string {
  const [whole = '0', fraction = ''] = text.split('.')
  return digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0').slice(0, digits)}`
}

function scale(text: string): Scaled {
  const [whole = '0', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), digits: fraction.length }
}

function unscale(units: bigint, digits: number): string {
  const text = String(units).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

function align(text: string, step: string): [value: bigint, unit: bigint, digits: number] {
  const [value, unit] = [scale(text), scale(step)]
  const digits = Math.max(value.digits, unit.digits)
  const lift = ({ units, digits: own }: Scaled): bigint => units * 10n ** BigInt(digits - own)
  return [lift(value), lift(unit), digits]
}
