const MILLION = 1_000_000

/** `000` to `999`. */
const THREE_DIGITS = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))

let millions = Number.NaN
let millionsText = ''

/**
 * The digits of a time, as `String` writes them. Times are too large for the quick way of writing whole numbers, and ids are
 * made of many that lie close together: their leading digits are remembered.
 */
export function timeDigits(timeMs: number): string {
  if (timeMs < MILLION || !Number.isSafeInteger(timeMs)) return String(timeMs)
  const leading = Math.floor(timeMs / MILLION)
  if (leading !== millions) {
    millions = leading
    millionsText = String(leading)
  }
  const rest = timeMs - leading * MILLION
  const thousands = Math.floor(rest / 1000)
  return millionsText + (THREE_DIGITS[thousands] ?? '') + (THREE_DIGITS[rest - thousands * 1000] ?? '')
}
