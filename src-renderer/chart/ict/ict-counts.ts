import type { LiveValues } from '../../ui/index.ts'
import { ICT_LAYERS, type IctLayer } from './ict-layers.ts'

/** How many active records of each layer are in sight, outside React: it changes while the chart is moved. */
export class IctCounts implements LiveValues<number> {
  readonly #listeners = new Map<string, Set<(count: number) => void>>()
  readonly #told = new Map<string, number>()
  readonly #counting = new Map<IctLayer, number>()

  get(layer: string): number | undefined {
    return this.#told.get(layer)
  }

  subscribe(layer: string, listener: (count: number) => void): () => void {
    const listeners = this.#listeners.get(layer) ?? new Set()
    this.#listeners.set(layer, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Another picture begins: nothing is in sight yet. */
  begin(): void {
    this.#counting.clear()
  }

  /** Counts one more in the picture that is being drawn. */
  add(layer: IctLayer): void {
    this.#counting.set(layer, (this.#counting.get(layer) ?? 0) + 1)
  }

  /** The picture is finished: who listens hears of what changed. */
  tell(): void {
    for (const layer of ICT_LAYERS) {
      const count = this.#counting.get(layer) ?? 0
      if (this.#told.get(layer) === count) continue
      this.#told.set(layer, count)
      for (const listener of this.#listeners.get(layer) ?? []) listener(count)
    }
  }
}
