import { formatNumber } from '../../ui/index.ts'

const MAX_DECIMALS = 8
const LEAST_DIGITS = 4

/** A value of an indicator that is no price: two decimals, more for values below one, so that four digits say something. */
export function indicatorValueText(value: number): string {
  const size = Math.abs(value)
  const leading = size === 0 || size >= 1 ? 0 : -Math.floor(Math.log10(size)) - 1
  const decimals = size === 0 || size >= 1 ? 2 : Math.min(MAX_DECIMALS, leading + LEAST_DIGITS)
  return formatNumber(value, { decimals })
}
