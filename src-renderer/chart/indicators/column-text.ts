import type { IndicatorColumn } from '../../../src-contract/index.ts'
import { ensureNever, formatLarge } from '../../ui/index.ts'
import { indicatorValueText } from '../canvas/value-text.ts'

/** A value of a column: prices and their distances with the decimals of the tick, volumes in short, all others as numbers. */
export function columnText(
  { scale }: Pick<IndicatorColumn, 'scale'>,
  value: number,
  formatPrice: (price: number) => string,
): string {
  switch (scale) {
    case 'price':
    case 'spread':
      return formatPrice(value)
    case 'volume':
      return formatLarge(value)
    case 'flag':
      return String(value)
    case 'oscillator':
    case 'ratio':
      return indicatorValueText(value)
    default:
      return ensureNever(scale, 'scale')
  }
}

/** Written in capitals wherever they stand. */
const ABBREVIATIONS = new Set(
  'adl adx adxr atr atrp cci cmf dx ema ema3 macd mdi mfi nvi obv pdi pvi roc rsi sar sma tr trix vwap'.split(' '),
)

/** `senkouSpanA` in words: `Senkou span A`; `fastEma`: `Fast EMA`. */
export function columnName(id: string): string {
  const words = id.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(' ')
  const name = words.map(wordOf).join(' ')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function wordOf(word: string): string {
  const lower = word.toLowerCase()
  return word.length === 1 || ABBREVIATIONS.has(lower) ? word.toUpperCase() : lower
}
