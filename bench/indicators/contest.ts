import { parentPort, workerData } from 'node:worker_threads'
import { createIndicator, INDICATORS } from '../../src-main/indicators/index.ts'
import { minuteBars } from './bars.ts'
import { requireSame } from './compare.ts'
import { COMPOSITE, type Peer, peerOf, type Step } from './peers.ts'

/** What a worker is asked to time: one indicator by its id, or the composite, beside one library. */
export interface ContestTask {
  readonly id: string
  readonly library: Peer['library']
  readonly bars: number
  readonly rounds: number
}

/** Candles a second, round by round. */
export interface ContestResult {
  /** Why the values were not compared. */
  readonly differs: string | undefined
  readonly ours: readonly number[]
  readonly peer: readonly number[]
}

/** In a thread of its own, so that nothing else has shaped the compiled code. */
function contest({ id, library, bars, rounds }: ContestTask): ContestResult {
  const candles = minuteBars(bars, 42)
  const { column, differs, make } = id === 'composite' ? compositePeer(library) : peerOf(id, library)
  const makeOurs = id === 'composite' ? ourComposite : () => ourStep(id, column)
  if (differs === undefined) requireSame(`${id} beside ${library}`, candles, { ours: makeOurs(), peer: make() })
  const ours: number[] = []
  const peer: number[] = []
  // The first round of each only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const own = perSecond(candles, makeOurs())
    const other = perSecond(candles, make())
    if (round === 0) continue
    ours.push(own)
    peer.push(other)
  }
  return { differs, ours, peer }
}

/** The main column is named as its indicator, or is the first one. */
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

/** All eight on every candle, without an adapter between: as an engine calls them. */
function ourComposite(): Step {
  const indicators = COMPOSITE.map((id) => createIndicator(id))
  return (candle) => {
    let sum = 0
    for (const indicator of indicators) {
      indicator.update(candle)
      sum += indicator.values[0] ?? 0
    }
    return sum
  }
}

function compositePeer(library: Peer['library']): Peer {
  const make = (): Step => {
    const steps = COMPOSITE.map((id) => peerOf(id, library).make())
    return (candle) => {
      let sum = 0
      for (const step of steps) sum += step(candle) ?? 0
      return sum
    }
  }
  return { library, make, differs: 'each of the eight is compared by itself' }
}

let kept = 0

function perSecond(candles: ReturnType<typeof minuteBars>, step: Step): number {
  const startedMs = performance.now()
  for (const candle of candles) kept += step(candle) ?? 0
  return (candles.length / (performance.now() - startedMs)) * 1000
}

if (parentPort !== null) {
  parentPort.postMessage(contest(workerData as ContestTask))
  // What was computed is used, so that no compiler leaves it out.
  if (kept === 0.5) process.stderr.write('\n')
}
