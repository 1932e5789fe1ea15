import { formatNumber, formatPercent } from '../ui/index.ts'

const THOUSAND = 1_000
const MILLION = 1_000_000
const SHORT_FROM = 10_000

/** A measured value or limit of a rule in its unit, short enough for a narrow column: `1.68 %`, `2.68×`, `40.7k`, `3`. */
export function ruleValue(value: number, unit: string): string {
  if (unit === 'fraction') return formatPercent(value)
  if (unit.startsWith('times')) return `${formatNumber(value, { decimals: 2 })}×`
  if (Math.abs(value) >= MILLION) return `${formatNumber(value / MILLION, { decimals: 2 })}M`
  if (Math.abs(value) >= SHORT_FROM) return `${formatNumber(value / THOUSAND, { decimals: 1 })}k`
  return formatNumber(value, { decimals: decimalsFor(value) })
}

/** Whole numbers stay whole; small quantities keep what they need. */
function decimalsFor(value: number): number {
  if (Number.isInteger(value)) return 0
  return Math.abs(value) >= 1 ? 2 : 4
}
