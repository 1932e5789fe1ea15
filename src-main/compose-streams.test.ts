import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type BookView,
  type IctRecordsView,
  type IctRecordView,
  type IndicatorPoint,
  type IndicatorSeriesView,
  type LogLineView,
  type TopicItem,
  type TopicName,
  TOPICS,
  type TopicServerMessage,
  type TradeView,
  WS_PROTOCOL,
  WS_TOKEN_PREFIX,
} from '../src-contract/index.ts'
import { ensureDefined, LogMemory, SystemClock } from './base/index.ts'
import { createLogger } from './base/log-writer.ts'
import { openEngine } from './engine.ts'

const BTC = 'simulated:BTC-PERP'
let home: string
const sockets: WebSocket[] = []
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wheelhouse-streams-'))
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
  rmSync(home, { recursive: true, force: true })
})

interface Running {
  readonly adminToken: string
  readonly address: string
}

/** Runs the real engine, with its log in memory, while the test looks at it. */
async function withEngine(config: Record<string, unknown>, look: (engine: Running) => Promise<void>): Promise<void> {
  writeFileSync(join(home, 'config.json'), JSON.stringify(config))
  const memory = new LogMemory()
  const log = createLogger({ level: 'info', console: 'off', memory })
  const engine = await openEngine({
    home,
    environment: { WHEELHOUSE_GATEWAY_PORT: '0' },
    clock: new SystemClock(),
    logger: log.logger,
    logMemory: memory,
    setLogLevel: log.setLevel,
  })
  try {
    const { address } = await engine.start()
    await look({ adminToken: engine.adminToken, address })
  } finally {
    await engine.stop('the test is over')
  }
}

interface Stream {
  /** The first so many items. */
  first(count: number): Promise<readonly TopicItem[]>
}

/** Subscribes as a client does, checks everything against the contract, and gives credit for every batch. */
async function follow(engine: Running, topic: TopicName, params: object): Promise<Stream> {
  const { adminToken, address } = engine
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws/topics`, [
    WS_PROTOCOL,
    WS_TOKEN_PREFIX + adminToken,
  ])
  sockets.push(socket)
  const items: TopicItem[] = []
  let heard = (): void => undefined
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as TopicServerMessage
    if (message.t !== 'batch') return
    for (const item of message.items) TOPICS[topic][item.kind].parse(item.data)
    items.push(...message.items)
    socket.send(JSON.stringify({ t: 'credit' }))
    heard()
  })
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  socket.send(JSON.stringify({ t: 'subscribe', sub: 1, topic, params }))
  return {
    async first(count) {
      while (items.length < count) await new Promise<void>((resolve) => (heard = resolve))
      return items.slice(0, count)
    },
  }
}

async function fetchLogs({ adminToken, address }: Running, query: string): Promise<readonly LogLineView[]> {
  const headers = { authorization: `Bearer ${adminToken}` }
  const answer = await fetch(`${address}/api/logs?${query}`, { headers })
  return ((await answer.json()) as { lines: LogLineView[] }).lines
}

async function fetchJson<Answer>({ adminToken, address }: Running, path: string): Promise<Answer> {
  const answer = await fetch(address + path, { headers: { authorization: `Bearer ${adminToken}` } })
  return (await answer.json()) as Answer
}

/** What of a record stays as it is. */
function onlyKnown(record: IctRecordView): Partial<IctRecordView> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
}

async function putConfig({ adminToken, address }: Running, patch: object): Promise<void> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${address}/api/config`, { method: 'PUT', headers, body: JSON.stringify({ patch }) })
  expect(answer.status).toBe(200)
}

function applied(levels: readonly (readonly [number, number])[], changes: readonly (readonly [number, number])[]) {
  return [...new Map([...levels, ...changes])].filter(([, quantity]) => quantity > 0)
}

describe('streams of the simulated market', () => {
  it('bring the trades of an instrument, numbered without a hole', async () => {
    await withEngine({ market: { simulated: { speed: 200 } } }, async (engine) => {
      const stream = await follow(engine, 'trades', { instrumentId: BTC })
      const items = await stream.first(30)
      const trades = items.flatMap(({ data }) => data as TradeView | TradeView[])
      const first = trades[0]?.tradeSeq ?? 0
      expect(trades.map(({ tradeSeq }) => tradeSeq)).toEqual(trades.map((_, index) => first + index))
    })
  }, 30_000)

  it('bring the book of an instrument whole and then what changes in it, which never crosses', async () => {
    await withEngine({ market: { simulated: { speed: 200 } } }, async (engine) => {
      // Prices have begun once there is a trade.
      await (await follow(engine, 'trades', { instrumentId: BTC })).first(2)
      const [snapshot, ...deltas] = await (await follow(engine, 'book', { instrumentId: BTC })).first(8)
      let { bids, asks } = ensureDefined(snapshot, 'snapshot').data as BookView
      expect([bids.length, asks.length]).toEqual([25, 25])
      for (const { data } of deltas) {
        const changes = data as BookView
        bids = applied(bids, changes.bids)
        asks = applied(asks, changes.asks)
        expect(Math.max(...bids.map(([price]) => price))).toBeLessThan(Math.min(...asks.map(([price]) => price)))
        expect([bids.length, asks.length]).toEqual([25, 25])
      }
    })
  }, 30_000)
})

describe('indicators and ICT records of the simulated market', () => {
  const params = { instrumentId: BTC, timeframe: '1m' } as const

  it('are followed over a topic, and what it tells is what is asked for afterwards', async () => {
    await withEngine({ market: { simulated: { speed: 1_000 } } }, async (engine) => {
      const stream = await follow(engine, 'ict', params)
      const [snapshot, ...deltas] = await stream.first(12)
      const { records: followed } = ensureDefined(snapshot, 'snapshot').data as IctRecordsView
      expect(followed.length).toBeGreaterThan(100)
      expect(new Set(followed.map(({ id }) => id)).size).toBe(followed.length)
      const { records } = await fetchJson<IctRecordsView>(engine, `/api/ict/records?instrumentId=${BTC}&limit=5000`)
      const oldestMs = records[0]?.confirmedAtMs ?? 0
      const byId = new Map(records.map((record) => [record.id, record]))
      const told = deltas
        .map(({ data }) => data as IctRecordView)
        .filter(({ confirmedAtMs }) => confirmedAtMs >= oldestMs)
      expect(told.length).toBeGreaterThan(0)
      // They may have got later times since.
      for (const record of told) expect(byId.get(record.id)).toMatchObject(onlyKnown(record))
    })
  }, 30_000)

  it('are answered by kind and page, and refused for an instrument that there is not', async () => {
    await withEngine({}, async (engine) => {
      const path = `/api/ict/records?instrumentId=${BTC}&timeframe=1m&kinds=bos,choch&limit=20`
      const newest = await fetchJson<IctRecordsView>(engine, path)
      expect(newest.records.length).toBeGreaterThanOrEqual(20)
      expect(new Set(newest.records.map(({ kind }) => kind))).toEqual(new Set(['bos', 'choch']))
      const beforeMs = newest.records[0]?.confirmedAtMs ?? 0
      const older = await fetchJson<IctRecordsView>(engine, `${path}&beforeMs=${beforeMs}`)
      expect(older.records.every(({ confirmedAtMs }) => confirmedAtMs < beforeMs)).toBe(true)
      expect(older.records.length).toBeGreaterThan(0)
      const unknown = await fetchJson<object>(engine, '/api/ict/records?instrumentId=simulated:NONE')
      expect(unknown).toMatchObject({ code: 'UNKNOWN_INSTRUMENT' })
      const wrong = await fetchJson<object>(engine, `${path}&kinds=nonsense`)
      expect(wrong).toMatchObject({ code: 'BAD_REQUEST' })
    })
  }, 30_000)

  it('bring the values at closed bars, then those of the newest one', async () => {
    await withEngine({ market: { simulated: { speed: 1_000 } } }, async (engine) => {
      const query = { ...params, indicator: 'bollinger', parameters: {} }
      const items = await (await follow(engine, 'indicators', query)).first(5)
      const [snapshot, ...deltas] = items.map(({ data }) => data as IndicatorSeriesView & IndicatorPoint)
      expect(snapshot?.columns).toEqual(['sma', 'upperBand', 'lowerBand', 'percentB', 'zScore', 'width'])
      for (const { values } of deltas) expect(values).toHaveLength(6)
      const lastMs = snapshot?.points.at(-1)?.openTimeMs ?? Infinity
      expect(deltas.every(({ openTimeMs }) => openTimeMs > lastMs)).toBe(true)
    })
  }, 30_000)
})

describe('streams of a market without trades and books', () => {
  it('are empty and raise no error', async () => {
    const rows = Array.from({ length: 5 }, (_, minute) => `${minute * 60_000},100,101,99,100,1`)
    const file = join(home, 'candles.csv')
    writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows].join('\n'))
    const market = { venue: 'replay', replay: { file, symbol: 'BTC-USDT' } }
    await withEngine({ market }, async (engine) => {
      const params = { instrumentId: 'replay:BTC-USDT' }
      const [trades] = await (await follow(engine, 'trades', params)).first(1)
      expect(trades).toMatchObject({ kind: 'snapshot', data: [] })
      const [book] = await (await follow(engine, 'book', params)).first(1)
      expect(book).toMatchObject({ kind: 'snapshot', data: { timeMs: 0, bids: [], asks: [] } })
    })
  }, 30_000)
})

describe('the log of the engine', () => {
  it('is read newest first, followed, and filtered by level and words', async () => {
    await withEngine({}, async (engine) => {
      const lines = await fetchLogs(engine, 'limit=500')
      expect(lines.length).toBeGreaterThan(2)
      expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => lines.length - index))
      expect(await fetchLogs(engine, 'level=error')).toEqual([])
      const found = await fetchLogs(engine, 'text=LEDGER+agree')
      expect(found.map(({ message }) => message)).toEqual(['ledger and venue agree'])
      const stream = await follow(engine, 'logs', { level: 'warn' })
      await stream.first(1)
      const headers = { authorization: `Bearer ${engine.adminToken}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ reason: 'lunch' })
      await fetch(`${engine.address}/api/system/pause`, { method: 'POST', headers, body })
      const [, delta] = await stream.first(2)
      expect(delta?.data).toMatchObject({ level: 'warn', message: 'trading was paused', fields: { reason: 'lunch' } })
    })
  }, 30_000)

  it('follows the level of the configuration while the engine runs', async () => {
    await withEngine({ monitoring: { logLevel: 'error' } }, async (engine) => {
      const newest = async (): Promise<number> => (await fetchLogs(engine, 'limit=1'))[0]?.seq ?? 0
      const pause = (): Promise<unknown> => {
        const headers = { authorization: `Bearer ${engine.adminToken}`, 'content-type': 'application/json' }
        return fetch(`${engine.address}/api/system/pause`, { method: 'POST', headers, body: '{}' })
      }
      const before = await newest()
      await pause()
      expect(await newest()).toBe(before)
      await putConfig(engine, { monitoring: { logLevel: 'warn' } })
      await pause()
      expect(await newest()).toBeGreaterThan(before)
    })
  }, 30_000)
})
