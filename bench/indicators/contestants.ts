import { createIndicator, INDICATORS } from '../../src-main/indicators/index.ts'
import { COMPOSITE, type Peer, peerOf, type Step } from './peers.ts'

/** Who is timed: an indicator by its id, or the composite of eight; ours, or as a library streams it. */
export interface Contestant {
  readonly id: string
  readonly by: 'ours' | Peer['library']
  /** Our column that is read; the first one where it is left out. */
  readonly column?: string | undefined
}

export const COMPOSITE_ID = 'composite'

/** Makes what takes candles, anew for each round. */
export function stepsOf({ id, by, column }: Contestant): () => Step {
  if (by !== 'ours') return id === COMPOSITE_ID ? () => peerComposite(by) : peerOf(id, by).make
  return id === COMPOSITE_ID ? ourComposite : () => ourStep(id, column)
}

function ourStep(id: string, column: string | undefined): Step {
  const indicator = createIndicator(id)
  const columns = INDICATORS.find((definition) => definition.id === id)?.columns ?? []
  const index = column === undefined ? 0 : columns.findIndex((candidate) => candidate.id === column)
  if (index < 0) throw new Error(`${id} has no column ${String(column)}`)
  return (candle) => {
    indicator.update(candle)
    return indicator.values[index]
  }
}

/** All eight on every candle, called as the engine calls them. */
function ourComposite(): Step {
  const indicators = COMPOSITE.map((id) => {
    const indicator = createIndicator(id)
    return { indicator, values: indicator.values }
  })
  return (candle) => {
    let sum = 0
    for (const { indicator, values } of indicators) {
      indicator.compute(candle, values, true)
      sum += values[0] ?? 0
    }
    return sum
  }
}

function peerComposite(library: Peer['library']): Step {
  const steps = COMPOSITE.map((id) => peerOf(id, library).make())
  return (candle) => {
    let sum = 0
    for (const step of steps) sum += step(candle) ?? 0
    return sum
  }
}
