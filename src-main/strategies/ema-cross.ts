import type { Candle } from '../domain/index.ts'
import { Atr, Ema } from '../indicators/index.ts'
import { EmaCrossParameters } from './ema-cross-parameters.ts'
import { formatDistinct, formatPrice } from './format-price.ts'
import type { StrategyMarket } from './ports.ts'
import type { Strategy, StrategyDecision, StrategyDefinition, StrategyStanding } from './strategy.ts'
import { openTrendFilter, type TrendFilter } from './trend-filter.ts'

/** Side of the slow average on which the fast one stands: above, below, or not known yet. */
type Direction = 1 | -1 | 0

interface Protection {
  readonly stopLossPrice: number
  readonly takeProfitPrice: number | undefined
}

/**
 * Trades in the direction of the fast EMA against the slow one.
 *
 * A **cross** is a bar whose sign of fast - slow is strictly positive or negative and differs from the last sign that was not
 * zero. A tie (both exactly equal) changes nothing and decides nothing, so above → equal → above is no cross,
 * above → equal → below is one. The first sign after the warm-up is no cross either.
 *
 * - Flat, a cross at most `entryWindowBars` old and not traded yet, no order in flight: enter, once per cross.
 * - With a trend timeframe: enter only where the newest closed bar of that timeframe closed on the same side of its EMA.
 * - Holding against the direction in force: exit; repeated at every close until the position is flat.
 * A bar decides one of the two, or nothing.
 */
export class EmaCross implements Strategy {
  readonly #parameters: EmaCrossParameters
  readonly #fast: Ema
  readonly #slow: Ema
  readonly #atr: Atr
  readonly #trend: TrendFilter | undefined
  #direction: Direction = 0
  #barsSinceCross = Infinity
  /** True once the newest cross has led to an entry decision. */
  #crossTraded = false

  constructor(parameters: EmaCrossParameters, market: StrategyMarket) {
    this.#parameters = parameters
    this.#fast = new Ema(parameters.fastPeriod)
    this.#slow = new Ema(parameters.slowPeriod)
    this.#atr = new Atr(parameters.atrPeriod)
    const { trendTimeframe: timeframe, trendPeriod: period } = parameters
    this.#trend = timeframe === 'off' ? undefined : openTrendFilter(market, { timeframe, period })
  }

  get ready(): boolean {
    return this.#slow.value !== undefined && this.#atr.value !== undefined && this.#trend?.isWarm !== false
  }

  handleCandle(candle: Candle, standing: StrategyStanding): StrategyDecision | undefined {
    this.#fast.update(candle)
    this.#slow.update(candle)
    this.#atr.update(candle)
    const fast = this.#fast.value
    const slow = this.#slow.value
    const atr = this.#atr.value
    if (fast === undefined || slow === undefined) return undefined
    this.#trackCross(fast - slow)
    if (atr === undefined || fast === slow || standing.orderInFlight) return undefined
    if (standing.quantity * this.#direction < 0) return this.#exit(fast, slow)
    if (standing.quantity === 0 && this.#mayEnter()) return this.#enter(candle.close, { fast, slow, atr })
    return undefined
  }

  #trackCross(difference: number): void {
    const previous = this.#direction
    if (difference > 0) this.#direction = 1
    else if (difference < 0) this.#direction = -1
    if (previous === 0 || previous === this.#direction) {
      this.#barsSinceCross++
      return
    }
    this.#barsSinceCross = 0
    this.#crossTraded = false
  }

  #mayEnter(): boolean {
    if (this.#crossTraded || this.#barsSinceCross > this.#parameters.entryWindowBars) return false
    if (this.#direction < 0 && !this.#parameters.allowShort) return false
    return this.#trend === undefined || this.#trend.direction === this.#direction
  }

  #enter(close: number, values: { fast: number; slow: number; atr: number }): StrategyDecision | undefined {
    const protection = this.#protection(close, values.atr)
    if (protection === undefined) return undefined
    this.#crossTraded = true
    return {
      action: this.#direction > 0 ? 'enterLong' : 'enterShort',
      stopLossPrice: protection.stopLossPrice,
      takeProfitPrice: protection.takeProfitPrice,
      size: { kind: 'riskToStop', fraction: this.#parameters.riskFraction },
      reasons: [
        this.#crossSentence(values.fast, values.slow),
        ...(this.#trend ? [this.#trend.sentence()] : []),
        this.#protectionSentence(close, values.atr, protection),
      ],
    }
  }

  /** Undefined where no stop can be placed: a market without any range, or a distance larger than the price. */
  #protection(close: number, atr: number): Protection | undefined {
    const { stopAtrMultiple, takeProfitAtrMultiple } = this.#parameters
    const stopLossPrice = close - this.#direction * stopAtrMultiple * atr
    const takeProfitPrice =
      takeProfitAtrMultiple === 0 ? undefined : close + this.#direction * takeProfitAtrMultiple * atr
    if (stopLossPrice === close || stopLossPrice <= 0 || (takeProfitPrice ?? 1) <= 0) return undefined
    return { stopLossPrice, takeProfitPrice }
  }

  #exit(fast: number, slow: number): StrategyDecision {
    const held = this.#direction > 0 ? 'short' : 'long'
    return {
      action: 'exit',
      stopLossPrice: undefined,
      takeProfitPrice: undefined,
      size: undefined,
      reasons: [`${this.#crossSentence(fast, slow)}, against the ${held} position`],
    }
  }

  #crossSentence(fast: number, slow: number): string {
    const { fastPeriod, slowPeriod } = this.#parameters
    const side = this.#direction > 0 ? 'above' : 'below'
    const [fastText, slowText] = formatDistinct(fast, slow)
    if (this.#barsSinceCross === 0) return `EMA ${fastPeriod} ${fastText} crossed ${side} EMA ${slowPeriod} ${slowText}`
    const standing = `EMA ${fastPeriod} ${fastText} is ${side} EMA ${slowPeriod} ${slowText}`
    if (!Number.isFinite(this.#barsSinceCross)) return standing
    return `${standing} since it crossed ${this.#barsSinceCross} ${this.#barsSinceCross === 1 ? 'bar' : 'bars'} ago`
  }

  #protectionSentence(close: number, atr: number, { stopLossPrice, takeProfitPrice }: Protection): string {
    const { atrPeriod, stopAtrMultiple, takeProfitAtrMultiple } = this.#parameters
    const stop = `stop ${formatPrice(stopLossPrice)} is ${stopAtrMultiple} x ATR ${atrPeriod} ${formatPrice(atr)}`
    const from = `from the close ${formatPrice(close)}`
    if (takeProfitPrice === undefined) return `${stop} ${from}, no target`
    return `${stop} ${from}, target ${formatPrice(takeProfitPrice)} is ${takeProfitAtrMultiple} x`
  }
}

/** Entry of the library. */
export const emaCross: StrategyDefinition<EmaCrossParameters> = {
  id: 'ema-cross',
  name: 'EMA cross',
  description:
    'Follows the trend: enters when a fast exponential moving average crosses a slow one, with stop and target set by the average true range, and leaves when it crosses back.',
  parameters: EmaCrossParameters,
  warmUpBars: ({ slowPeriod, atrPeriod }) => Math.max(slowPeriod, atrPeriod + 1),
  create: (parameters, _instrumentId, market) => new EmaCross(parameters, market),
}
