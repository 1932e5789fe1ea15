import type { CandleView } from '../../../src-contract/index.ts'
import type { BarGap } from '../bars/bar-gaps.ts'
import type { ValuesAtBar } from '../indicators/indicator-values.ts'
import type { LiveValues } from '../../ui/index.ts'

/** A bar with the values of the indicators there. */
export interface LegendAtBar {
  /** The bar under the crosshair, else the newest. */
  readonly bar: CandleView
  /** What is missing there; undefined where nothing is. */
  readonly gap: BarGap | undefined
  /** By key of the indicator. */
  readonly indicators: ReadonlyMap<string, ValuesAtBar>
}

/** The one key of {@link LegendValues}. */
export const LEGEND = 'legend'

/** What the legend shows, outside React: it changes with every price and with every move of the pointer. */
export class LegendValues implements LiveValues<LegendAtBar> {
  readonly #listeners = new Set<(value: LegendAtBar) => void>()
  #value: LegendAtBar | undefined

  get(_key: typeof LEGEND): LegendAtBar | undefined {
    return this.#value
  }

  set(value: LegendAtBar): void {
    this.#value = value
    for (const listener of this.#listeners) listener(value)
  }

  subscribe(_key: typeof LEGEND, listener: (value: LegendAtBar) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
