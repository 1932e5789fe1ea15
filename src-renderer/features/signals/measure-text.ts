import { formatNumber, formatPercent } from '../../ui/index.ts'

/** A measured value or a limit of the risk check, in its unit: `1.68 %`, `2.68×`, `40,712.50 USDT`, `3 orders`. */
export function measureText(value: number, unit: string): string {
  if (unit === 'fraction') return formatPercent(value)
  if (unit.startsWith('times')) return `${formatNumber(value, { decimals: 2 })}×`
  return `${formatNumber(value, { decimals: Number.isInteger(value) ? 0 : 2 })} ${unit}`
}
