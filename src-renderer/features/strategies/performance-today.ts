import type { FillView } from '../../../src-contract/index.ts'

/** What an owner realised since the trading day began. */
export interface Performance {
  /** After fees, in the account's currency; open profit is not in it. */
  readonly net: number
  /** Orders that closed something. */
  readonly trades: number
  /** False where older fills of the day may be missing in the window. */
  readonly complete: boolean
}

/** The engine begins the window with so many of the newest fills: fewer means that there are no others. */
const FIRST_FILLS = 200

/** @param fills All that the window holds, of every owner. */
export function performanceToday(fills: readonly FillView[], owner: string, dayStartMs: number): Performance {
  const own = fills.filter((fill) => fill.owner === owner && fill.timeMs >= dayStartMs)
  const closing = own.filter(({ realisedPnl }) => Number(realisedPnl) !== 0)
  return {
    net: own.reduce((sum, { realisedPnl, fee }) => sum + Number(realisedPnl) - Number(fee), 0),
    trades: new Set(closing.map(({ orderId }) => orderId)).size,
    complete: fills.length < FIRST_FILLS || fills.some(({ timeMs }) => timeMs < dayStartMs),
  }
}
