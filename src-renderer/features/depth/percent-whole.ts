import { formatNumber } from '../../ui/index.ts'

const THIN_SPACE = '\u2009'

/** A share of one as percent in as few digits as say it: `57 %`, `0.1 %`. */
export function formatPercentWhole(fraction: number): string {
  const percent = fraction * 100
  return `${formatNumber(percent, { decimals: Math.abs(percent) < 1 ? 1 : 0 })}${THIN_SPACE}%`
}
