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
