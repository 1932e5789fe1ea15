import { separators } from './format-settings.ts'
import { decimalsOf } from './number-text.ts'

/** Shown where a value should be and is not known. */
export const UNKNOWN = '?'
/** Shown where a value does not apply. */
export const NOT_APPLICABLE = '·'

const MINUS = '\u2212'
const THIN_SPACE = '\u2009'

export interface NumberStyle {
  readonly decimals: number
  /** Puts `+` before a gain; zero has no sign. */
  readonly signed?: boolean
}

/** A number with the separators of the window, a true minus sign and so many decimals; `?` where it is none. */
export function formatNumber(value: number | string, { decimals, signed = false }: NumberStyle): string {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return UNKNOWN
  const digits = Math.abs(number).toFixed(decimals)
  const text = withSeparators(digits)
  if (Number(digits) === 0) return text
  if (number < 0) return MINUS + text
  return signed ? `+${text}` : text
}

function withSeparators(digits: string): string {
  const { thousands, decimal } = separators()
  const [whole = '', fraction] = digits.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  return fraction === undefined ? grouped : grouped + decimal + fraction
}

const LARGE_UNITS = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const

/** A large number in short: `4.21 B`; below a million as it is, with two decimals. Never for what an order says. */
export function formatLarge(value: number | string, signed = false): string {
  const number = Number(value)
  // What rounds up to the next unit is written in it: 999,999,999 is 1.00 B.
  const unit = LARGE_UNITS.find(([size]) => Math.abs(number) >= size * 0.999995)
  if (unit === undefined) return formatNumber(value, { decimals: 2, signed })
  const [size, letter] = unit
  return `${formatNumber(number / size, { decimals: 2, signed })} ${letter}`
}

/** Basis points with one decimal: `1.5 bps`. */
export function formatBps(bps: number): string {
  return `${formatNumber(bps, { decimals: 1 })} bps`
}

/** A price with exactly the decimals of the instrument's tick. */
export function formatPrice(price: number | string, tickSize: string): string {
  return formatNumber(price, { decimals: decimalsOf(tickSize) })
}

/** Difference of two prices, with its sign. */
export function formatPriceChange(change: number, tickSize: string): string {
  return formatNumber(change, { decimals: decimalsOf(tickSize), signed: true })
}

/** A quantity with exactly the decimals of the instrument's lot. */
export function formatQuantity(quantity: number | string, lotSize: string): string {
  return formatNumber(quantity, { decimals: decimalsOf(lotSize) })
}

/** An amount of money with two decimals, without its currency. */
export function formatMoney(amount: number | string): string {
  return formatNumber(amount, { decimals: 2 })
}

/** A profit or loss: two decimals, `+` on gains. */
export function formatSignedMoney(amount: number | string): string {
  return formatNumber(amount, { decimals: 2, signed: true })
}

/** A share of one as percent: 0.0086 is `0.86 %` with a thin space. */
export function formatPercent(fraction: number, signed = false): string {
  const text = formatNumber(fraction * 100, { decimals: 2, signed })
  return text === UNKNOWN ? UNKNOWN : `${text}${THIN_SPACE}%`
}

/** A share of one as percent in as few digits as say it: `57 %`, `0.1 %`. */
export function formatPercentWhole(fraction: number): string {
  const percent = fraction * 100
  return `${formatNumber(percent, { decimals: Math.abs(percent) < 1 ? 1 : 0 })}${THIN_SPACE}%`
}

/** A share of one as percent without the sign `%`, for columns whose head says it. */
export function formatPercentNumber(fraction: number): string {
  return formatNumber(fraction * 100, { decimals: 2, signed: true })
}

/** Multiples of the risk taken, for example `+0.90R`. */
export function formatR(multiple: number): string {
  return `${formatNumber(multiple, { decimals: 2, signed: true })}R`
}

export function formatRatio(ratio: number): string {
  return formatNumber(ratio, { decimals: 2 })
}

/** Class of a number whose sign has a meaning: `up`, `down`, or none for zero and unknown. */
export function signTone(value: number | string): 'up' | 'down' | '' {
  const number = Number(value)
  if (number > 0) return 'up'
  return number < 0 ? 'down' : ''
}
