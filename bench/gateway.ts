import { type ChildProcess, fork } from 'node:child_process'
import { deepStrictEqual } from 'node:assert/strict'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { type BenchRow, benchRow } from './bench-row.ts'

const ROUNDS = 7
const ROUND_SECONDS = 1.5
const CONNECTIONS = 50
const HEADERS = { authorization: 'Bearer bench-viewer' }

interface Server {
  readonly child: ChildProcess
  readonly address: string
}

interface Measured {
  readonly perSecond: number
  /** Processor time of the server; steadier than the rate, which the load generator limits as well. */
  readonly cpuMicros: number
}

const FIGURES = [
  { name: 'REST status, bare Fastify as peer', path: '/api/status', atLeast: 0.7 },
  {
    name: 'REST 500 candles, cached text on bare Fastify as peer',
    path: '/api/candles?instrumentId=simulated:BTC-PERP&limit=500',
    atLeast: 0.6,
  },
]

/** Requests per second of our REST interface beside the least that Fastify can do for the same answers. */
export async function run(): Promise<BenchRow[]> {
  const ours = await start('ours')
  const peer = await start('peer')
  try {
    const rows: BenchRow[] = []
    for (const figure of FIGURES) rows.push(...(await compare(figure, ours, peer)))
    return rows
  } finally {
    ours.child.kill()
    peer.child.kill()
  }
}

/** In a process of its own, so that load and server do not share an event loop. */
async function start(kind: 'ours' | 'peer'): Promise<Server> {
  const child = fork(new URL('gateway-server.ts', import.meta.url), [kind])
  const [address] = (await once(child, 'message')) as [string]
  return { child, address }
}

async function compare(figure: (typeof FIGURES)[number], ours: Server, peer: Server): Promise<BenchRow[]> {
  const { name, path, atLeast } = figure
  deepStrictEqual(await answer(ours, path), await answer(peer, path), `${name}: both must answer the same`)
  const measured = { ours: [] as Measured[], peer: [] as Measured[] }
  await measure(ours, path)
  await measure(peer, path)
  for (let round = 0; round < ROUNDS; round += 1) {
    measured.ours.push(await measure(ours, path))
    measured.peer.push(await measure(peer, path))
  }
  const column = (pick: (one: Measured) => number) => ({
    ours: measured.ours.map(pick),
    peer: measured.peer.map(pick),
  })
  const rates = column(({ perSecond }) => perSecond)
  const costs = column(({ cpuMicros }) => cpuMicros)
  return [
    benchRow({ name, unit: 'requests/s', ...rates, bound: (ratio) => ratio >= atLeast }),
    benchRow({ name: `${name}: cost`, unit: 'us CPU/request', ...costs, bound: (ratio) => ratio <= 1 / atLeast }),
  ]
}

async function answer({ address }: Server, path: string): Promise<unknown> {
  const response = await fetch(address + path, { headers: HEADERS })
  return { status: response.status, body: await response.json() }
}

async function measure({ address, child }: Server, path: string): Promise<Measured> {
  const load = { url: address + path, connections: CONNECTIONS, duration: ROUND_SECONDS, headers: HEADERS }
  const beforeMicros = await cpuMicros(child)
  const { requests, errors, non2xx } = await autocannon(load)
  if (errors + non2xx > 0) throw new Error(`${path}: ${errors} errors, ${non2xx} refusals under load`)
  const usedMicros = (await cpuMicros(child)) - beforeMicros
  return { perSecond: requests.total / ROUND_SECONDS, cpuMicros: usedMicros / requests.total }
}

async function cpuMicros(child: ChildProcess): Promise<number> {
  const reply = once(child, 'message')
  child.send('cpu')
  const [micros] = (await reply) as [number]
  return micros
}
