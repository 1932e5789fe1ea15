import { liveHeapBytes } from './heap-probe.ts'
import { type HeapSample, heapTrend, type HeapTrend } from './heap-trend.ts'
import type { LiveEngine } from './live-engine.ts'

/** So long an engine fills what it keeps: history, connections, a quarter of an hour of metrics, compiled code. */
const WARM_UP_MS = { shortest: 30_000, shareOfLife: 0.3 }

/** Samples the heap of an engine over its lives; a start begins anew. */
export class HeapWatch {
  readonly #engine: LiveEngine
  readonly #lives = new Map<number, HeapSample[]>()

  constructor(engine: LiveEngine) {
    this.#engine = engine
  }

  /** @param timeMs since the start of the soak. */
  async sample(timeMs: number): Promise<void> {
    const { inspector, starts } = this.#engine
    if (inspector === undefined) return
    try {
      const bytes = await liveHeapBytes(inspector)
      if (this.#engine.starts === starts) this.#life(starts).push({ timeMs, bytes })
    } catch (error) {
      // It was killed meanwhile; an engine that lives and does not answer is a fault.
      if (this.#engine.inspector === inspector) throw error
    }
  }

  /** Of the longest life, from when it was warm. */
  trend(): HeapTrend | undefined {
    const [longest] = [...this.#lives.values()].toSorted((a, b) => spanOf(b) - spanOf(a))
    const begunMs = longest?.[0]?.timeMs
    if (!longest || begunMs === undefined) return undefined
    const warmMs = begunMs + Math.max(WARM_UP_MS.shortest, spanOf(longest) * WARM_UP_MS.shareOfLife)
    return heapTrend(longest.filter(({ timeMs }) => timeMs >= warmMs))
  }

  /** All samples of the longest life. */
  samples(): readonly HeapSample[] {
    return [...this.#lives.values()].toSorted((a, b) => spanOf(b) - spanOf(a))[0] ?? []
  }

  #life(number: number): HeapSample[] {
    const known = this.#lives.get(number)
    if (known) return known
    const begun: HeapSample[] = []
    this.#lives.set(number, begun)
    return begun
  }
}

function spanOf(samples: readonly HeapSample[]): number {
  return (samples.at(-1)?.timeMs ?? 0) - (samples[0]?.timeMs ?? 0)
}
