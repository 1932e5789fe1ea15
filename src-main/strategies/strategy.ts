import type { z } from 'zod'
import type { Candle, InstrumentId, OrderSize } from '../domain/index.ts'
import type { StrategyMarket } from './ports.ts'

/** What a strategy knows of its own standing when it decides. */
export interface StrategyStanding {
  /** Signed quantity that this strategy holds in the instrument: above zero is long. */
  readonly quantity: number
  /** True while an order of this strategy on the instrument is on its way or working as an entry or a close. */
  readonly orderInFlight: boolean
}

/** A decision, before the session stamps it with id, owner and time. */
export interface StrategyDecision {
  readonly action: 'enterLong' | 'enterShort' | 'exit'
  readonly stopLossPrice: number | undefined
  readonly takeProfitPrice: number | undefined
  readonly size: OrderSize | undefined
  readonly reasons: readonly string[]
}

/** One strategy on one instrument. Pure: candle and market in, decision out; it never sees an order. */
export interface Strategy {
  /** False until enough bars have come for its indicators. */
  readonly ready: boolean
  /** Called at the close of every bar of its timeframe, oldest first; also for the warm-up bars, whose decisions are dropped. */
  handleCandle(candle: Candle, standing: StrategyStanding): StrategyDecision | undefined
}

/** A kind of strategy: what the library lists and the configuration switches on. */
export interface StrategyDefinition<Parameters = unknown> {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Every parameter with title, description, default and range; the form is made from it. */
  readonly parameters: z.ZodType<Parameters>
  /** Bars needed before the first decision, for these parameters. */
  warmUpBars(parameters: Parameters): number
  /** `market` is the instance's own and stays valid until the strategy is switched off. */
  create(parameters: Parameters, instrumentId: InstrumentId, market: StrategyMarket): Strategy
}
