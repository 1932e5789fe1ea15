import type { Candle } from '../../domain/index.ts'

/** Mean of high, low and close, in price units. */
export const typicalPrice = ({ high, low, close }: Candle): number => (high + low + close) / 3
