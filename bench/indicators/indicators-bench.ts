import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { INDICATORS } from '../../src-main/indicators/index.ts'
import { type BenchRow, benchRow, median } from '../bench-row.ts'
import { minuteBars } from './bars.ts'
import type { BusyDayResult } from './busy-day.ts'
import { COMPARED_BARS, requireSame } from './compare.ts'
import { COMPOSITE_ID, type Contestant, stepsOf } from './contestants.ts'
import type { MemoryResult } from './memory.ts'
import { type Peer, peerOf, PEERS } from './peers.ts'
import { RoundWorker } from './round-worker.ts'

const ROUNDS = 9
const WARM_UP_ROUNDS = 2
const DAYS = 5

/** No indicator may be slower than a peer, but for what timing itself makes uncertain. */
const LEAST_SINGLE = 0.9
const LEAST_COMPOSITE = { 'trading-signals': 5, technicalindicators: 10 } as const
/** Candles a second of the whole set of ICT objects. */
const LEAST_ICT = 500_000
/** Milliseconds that all instruments' indicators may take with a closed minute, in 99 of 100 minutes. */
const MOST_P99_MS = 3
/** Bytes that a million updates may leave in the heap. */
const MOST_HEAP = 10_000_000

/** Streaming, each indicator and a composite of eight on every candle, beside the same of trading-signals and technicalindicators. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const { id } of INDICATORS) {
    const peers = PEERS[id] ?? []
    if (peers.length === 0) process.stderr.write(`${id}: no peer streams it\n`)
    for (const { library } of peers) rows.push(await contestRow(id, library))
  }
  const composite = await contestRow(COMPOSITE_ID, 'trading-signals')
  rows.push(composite, await contestRow(COMPOSITE_ID, 'technicalindicators'))
  const memory = await inThread<MemoryResult>('memory.ts')
  return [...rows, ...memoryRows(memory, composite), ...(await busyDayRows())]
}

async function contestRow(id: string, library: Peer['library']): Promise<BenchRow> {
  const { column, differs } =
    id === COMPOSITE_ID ? { differs: 'each of the eight is compared by itself' } : peerOf(id, library)
  const name = `indicators, ${id} beside ${library}`
  const contestants = { ours: { id, by: 'ours', column }, peer: { id, by: library } } as const
  if (differs === undefined)
    requireSame(name, minuteBars(COMPARED_BARS, 42), {
      ours: stepsOf(contestants.ours)(),
      peer: stepsOf(contestants.peer)(),
    })
  else process.stderr.write(`${id} beside ${library}: values not compared: ${differs}\n`)
  const least = id === COMPOSITE_ID ? LEAST_COMPOSITE[library] : LEAST_SINGLE
  return benchRow({ name, unit: 'candles/s', ...(await interleaved(contestants)), bound: (ratio) => ratio >= least })
}

/** Rounds of both in turns, each in its own thread. The first ones only warm up. */
async function interleaved(contestants: Readonly<Record<'ours' | 'peer', Contestant>>) {
  const ours = new RoundWorker(contestants.ours)
  const peer = new RoundWorker(contestants.peer)
  const speeds: { ours: number[]; peer: number[] } = { ours: [], peer: [] }
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const [own, other] = [await ours.round(), await peer.round()]
    if (round < 0) continue
    speeds.ours.push(own)
    speeds.peer.push(other)
  }
  await Promise.all([ours.end(), peer.end()])
  return speeds
}

function memoryRows({ indicators, ict, ictPerSecond }: MemoryResult, composite: BenchRow): BenchRow[] {
  const speed = benchRow({
    name: 'indicators, all ICT objects beside the composite of trading-signals',
    unit: 'candles/s',
    ours: ictPerSecond,
    peer: [composite.peer],
  })
  const heap = (name: string, bytes: number): BenchRow => ({
    ...benchRow({ name, unit: 'bytes of heap per million updates', ours: [Math.max(0, bytes)], peer: [MOST_HEAP] }),
    spread: 1,
    ok: bytes < MOST_HEAP,
  })
  return [
    { ...speed, ok: median(ictPerSecond) >= LEAST_ICT },
    heap('indicators, growth of all indicators beside the limit', indicators),
    heap('indicators, growth of all ICT objects beside the limit', ict),
  ]
}

/** A day of ten instruments, five timeframes, twelve indicators and ICT objects each, minute by minute. */
async function busyDayRows(): Promise<BenchRow[]> {
  const days: BusyDayResult[] = []
  for (let round = 0; round < DAYS; round += 1) days.push(await inThread<BusyDayResult>('busy-day.ts'))
  process.stderr.write(`busy day: ${days[0]?.feeds} indicators and ICT engines\n`)
  const row = (
    name: string,
    figure: (minutes: readonly number[]) => number,
    bound?: (ms: number) => boolean,
  ): BenchRow => {
    const ours = days.map((day) => figure(day.ours))
    const peer = days.map((day) => figure(day.peer))
    return { ...benchRow({ name, unit: 'ms', ours, peer }), ...(bound ? { ok: bound(median(ours)) } : {}) }
  }
  return [
    row(
      'busy day, a minute of all instruments, p99, beside trading-signals without ICT',
      p99,
      (ms) => ms < MOST_P99_MS,
    ),
    row('busy day, the minute that ends at 00:00 UTC', ([midnight = Number.NaN]) => midnight),
    row('busy day, the worst minute', (minutes) => Math.max(...minutes)),
  ]
}

function p99(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN
}

function inThread<Result>(file: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, file))
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
