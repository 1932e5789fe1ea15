import { timeMs } from '../../../base/index.ts'
import { HAND, money, price, quantity } from '../../../domain/index.ts'
import { ACCOUNT, BTC } from '../../testing/fills.ts'
import type { TradeRecord } from '../trade-record.ts'

/** A long trade of the hand in BTC that is over after a second, unless told otherwise. */
export function tradeOf(net: number, change: Partial<TradeRecord> = {}): TradeRecord {
  return {
    tradeId: 'fill:1',
    accountId: ACCOUNT,
    instrumentId: BTC,
    owner: HAND,
    side: 'long',
    openedAtMs: timeMs(0),
    closedAtMs: timeMs(1000),
    quantity: quantity(1),
    maxQuantity: quantity(1),
    openQuantity: quantity(0),
    entryPrice: price(100),
    exitPrice: price(100),
    entryCount: 1,
    exitCount: 1,
    realisedPnl: money(net),
    fees: money(0),
    funding: money(0),
    netPnl: money(net),
    exitReason: 'close',
    initialRisk: undefined,
    excursion: { adversePrice: 0, adverseMoney: 0, favourablePrice: 0, favourableMoney: 0 },
    isRoundTrip: true,
    ...change,
  }
}
