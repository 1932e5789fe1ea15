import type { FillView } from '../../../src-contract/index.ts'

export interface FillSums {
  /** Before fees, in quote currency. */
  readonly realisedPnl: number
  readonly fees: number
}

/** Sums of the fills that are shown; for display, the account has the booked ones. */
export function sumFills(fills: readonly Pick<FillView, 'realisedPnl' | 'fee'>[]): FillSums {
  return {
    realisedPnl: fills.reduce((sum, fill) => sum + Number(fill.realisedPnl), 0),
    fees: fills.reduce((sum, fill) => sum + Number(fill.fee), 0),
  }
}
