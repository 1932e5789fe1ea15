import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { column, defineIndicator } from '../indicator-definition.ts'
import { Indicator } from '../indicator.ts'
import { periodParameter } from '../parameters.ts'
import { Delay, ExtremeValue } from '../running/index.ts'

interface IchimokuPeriods {
  readonly tenkan: number
  readonly kijun: number
  readonly senkouB: number
}

/**
 * Ichimoku kinko hyo, in price units (G. Hosoda, 1969; N. Elliott, Ichimoku Charts, 2007). Tenkan-sen and kijun-sen are the middle of
 * the newest `tenkan` and `kijun` bars' range. Senkou span A, the mean of both, and span B, the middle of `senkouB` bars, are
 * drawn `kijun` bars later than they were known. The chikou span is the close, which belongs to the bar `kijun` bars before.
 */
export class Ichimoku extends Indicator {
  readonly warmUpBars: number
  readonly #tenkan: RangeMiddle
  readonly #kijun: RangeMiddle
  readonly #senkouB: RangeMiddle
  readonly #spanA: Delay
  readonly #spanB: Delay

  constructor({ tenkan, kijun, senkouB }: IchimokuPeriods) {
    super(5)
    this.warmUpBars = Math.max(tenkan, kijun, senkouB) + kijun
    this.#tenkan = new RangeMiddle(tenkan)
    this.#kijun = new RangeMiddle(kijun)
    this.#senkouB = new RangeMiddle(senkouB)
    this.#spanA = new Delay(kijun)
    this.#spanB = new Delay(kijun)
  }

  override compute(candle: Candle, values: Float64Array, commit: boolean): void {
    const tenkan = this.#tenkan.next(candle, commit)
    const kijun = this.#kijun.next(candle, commit)
    values[0] = tenkan
    values[1] = kijun
    values[2] = this.#spanA.next((tenkan + kijun) / 2, commit)
    values[3] = this.#spanB.next(this.#senkouB.next(candle, commit), commit)
    values[4] = candle.close
  }

  protected override forget(): void {
    this.#tenkan.reset()
    this.#kijun.reset()
    this.#senkouB.reset()
    this.#spanA.reset()
    this.#spanB.reset()
  }
}

/** Mean of the highest high and the lowest low of the newest `period` bars. */
class RangeMiddle {
  readonly #highest: ExtremeValue
  readonly #lowest: ExtremeValue

  constructor(period: number) {
    this.#highest = ExtremeValue.highest(period)
    this.#lowest = ExtremeValue.lowest(period)
  }

  next({ high, low }: Candle, commit: boolean): number {
    return (this.#highest.next(high, commit) + this.#lowest.next(low, commit)) / 2
  }

  reset(): void {
    this.#highest.reset()
    this.#lowest.reset()
  }
}

const KIJUN_BARS = 26

export const ichimokuDefinition = defineIndicator({
  id: 'ichimoku',
  title: 'Ichimoku cloud',
  description: 'Middles of three ranges, two of them drawn ahead as a cloud, and the close drawn back (Hosoda, 1969).',
  placement: 'overlay',
  columns: [
    column('tenkanSen', 'price'),
    column('kijunSen', 'price'),
    column('senkouSpanA', 'price'),
    column('senkouSpanB', 'price'),
    column('chikouSpan', 'price', { lookAheadBars: KIJUN_BARS, lookAheadParameter: 'kijun' }),
  ],
  parameters: z.strictObject({
    tenkan: periodParameter(9, { title: 'Tenkan', description: 'Bars of the conversion line.' }),
    kijun: periodParameter(KIJUN_BARS, {
      title: 'Kijun',
      description: 'Bars of the base line, and how far the spans are moved.',
    }),
    senkouB: periodParameter(52, { title: 'Senkou B', description: 'Bars of the second edge of the cloud.' }),
  }),
  create: (periods) => new Ichimoku(periods),
})
