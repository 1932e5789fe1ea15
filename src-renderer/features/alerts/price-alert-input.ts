import type { InstrumentView } from '../../../src-contract/index.ts'
import { stepDecimalText } from '../../ui/index.ts'

/** What is wrong with a price to wait for; undefined where nothing is. */
export type PriceFault = 'missing' | 'offGrid'

/** A price that is no multiple of the tick could never be the last one exactly. */
export function priceFault(text: string, { tickSize }: Pick<InstrumentView, 'tickSize'>): PriceFault | undefined {
  const price = Number(text)
  if (text.trim() === '' || !Number.isFinite(price) || price <= 0) return 'missing'
  return Number(stepDecimalText(text, tickSize, 0)) === price ? undefined : 'offGrid'
}

/** How far the price has to go from the last one, as a share of it; with its sign. */
export const distanceFraction = (price: number, last: number): number => price / last - 1
