import type { Listing } from '../../e2e/venue/market/symbol-rules.ts'

/** Bitcoin, Ether and Solana are listed by the simulator itself. */
const MADE_UP = 47

/** Instruments that are followed. */
export const INSTRUMENTS = 3 + MADE_UP

/** Of each: bars, trades, best prices, book. */
export const STREAMS_EACH = 4

/** What the simulator lists beside its own. */
export const LISTINGS: readonly Listing[] = Array.from({ length: MADE_UP }, (_, index) => ({
  base: `C${String(index + 1).padStart(2, '0')}`,
  tick: '0.01',
  step: '0.001',
  minNotional: '5',
  startPrice: 100 + index,
}))
