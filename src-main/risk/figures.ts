/** How numbers stand in the sentences of a denial. Formatting is slow, so it happens only when there is one. */
const AMOUNT = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 8 })
const PLAIN = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 })
const PERCENT = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
})

/** An amount of money: `61,234.50 USDT`. */
export function amountText(value: number, currency: string): string {
  return `${AMOUNT.format(value)} ${currency}`
}

/** A quantity, price or count without trailing zeros: `1,250.5`. */
export function numberText(value: number): string {
  return PLAIN.format(value)
}

/** A fraction as percent: 0.05 is `5.00%`. */
export function percentText(fraction: number): string {
  return PERCENT.format(fraction)
}

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const

/** A duration in its two largest units: 5,430,000 ms is `1 h 30 min`. */
export function durationText(ms: number): string {
  const parts: string[] = []
  let rest = Math.round(ms / 1_000) * 1_000
  for (const [size, name] of UNITS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${name}`)
    if (parts.length === 2) break
  }
  return parts.length === 0 ? '0 s' : parts.join(' ')
}

/** `2026-01-05 17:00:00 UTC`. */
export function isoTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
