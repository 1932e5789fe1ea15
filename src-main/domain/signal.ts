import type { TimeMs } from '../base/index.ts'
import type { InstrumentId, StrategyId } from './ids.ts'
import type { OrderSize } from './intent.ts'
import type { Timeframe } from './market.ts'

/** A strategy's decision, made at the close of a bar. */
export interface Signal {
  readonly signalId: string
  readonly strategyId: StrategyId
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  readonly action: 'enterLong' | 'enterShort' | 'exit'
  /** Close of the bar it was made on. */
  readonly price: number
  readonly stopLossPrice: number | undefined
  readonly takeProfitPrice: number | undefined
  /** Wanted size of an entry; an exit closes what the strategy holds. */
  readonly size: OrderSize | undefined
  /** Minutes are missing in the bar that it was made on, or bars before it: what it was computed from is not whole. */
  readonly gap: boolean
  /** Why, each a sentence with its numbers. */
  readonly reasons: readonly string[]
  /** Session time of the bar's close. */
  readonly timeMs: TimeMs
}
