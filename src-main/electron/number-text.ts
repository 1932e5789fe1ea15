/** Shown where a value is not known. */
export const UNKNOWN = '?'

const MINUS = '\u2212'
const THIN_SPACE = '\u2009'

/** Amounts as the window writes them: thousands commas, two decimals, a true minus sign. */
const amounts = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 })

/** An amount of money without its currency; `?` where it is none. */
export function moneyText(amount: number | string): string {
  const value = Number(amount)
  if (!Number.isFinite(value)) return UNKNOWN
  const digits = amounts.format(Math.abs(value))
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits
}

/** A profit or loss, with `+` on gains. */
export function signedMoneyText(amount: number | string): string {
  const text = moneyText(amount)
  return Number(amount) > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A share of one as percent with its sign: 0.0086 is `+0.86 %`. */
export function signedPercentText(fraction: number): string {
  const text = signedMoneyText(fraction * 100)
  return text === UNKNOWN ? UNKNOWN : `${text}${THIN_SPACE}%`
}

/** A quantity or price with the decimals it has, eight at most. */
export function quantityText(quantity: number | string): string {
  const value = Number(quantity)
  if (!Number.isFinite(value)) return UNKNOWN
  return value < 0 ? MINUS + counts.format(-value) : counts.format(value)
}

/** `1 position`, `2 positions`. */
export function countText(count: number, noun: string): string {
  return `${counts.format(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** The symbol of `venue:symbol`. */
export function symbolText(instrumentId: string): string {
  return instrumentId.slice(instrumentId.indexOf(':') + 1)
}
