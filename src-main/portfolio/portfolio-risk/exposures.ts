import { toFloat } from '../../base/index.ts'
import type { InstrumentId, Position } from '../../domain/index.ts'
import type { Exposure } from './value-at-risk.ts'

/** Net value of each instrument over all owners at present prices; at the entry price where there is none yet. */
export function exposuresOf(
  positions: readonly Position[],
  priceOf: (instrumentId: InstrumentId) => number | undefined,
): readonly Exposure[] {
  const values = new Map<InstrumentId, number>()
  for (const { instrumentId, quantity, entryPrice } of positions) {
    const value = toFloat(quantity) * (priceOf(instrumentId) ?? toFloat(entryPrice))
    values.set(instrumentId, value + (values.get(instrumentId) ?? 0))
  }
  return [...values].map(([instrumentId, value]) => ({ instrumentId, value }))
}
