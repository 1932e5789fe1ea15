import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { timeMs } from '../../src-main/base/index.ts'
import {
  accountId,
  HAND,
  type JournalRecord,
  orderId,
  type OrderTerms,
  parseInstrumentId,
  PLAIN_ORDER,
  price,
  quantity,
} from '../../src-main/domain/index.ts'
import { pendingOrder, SqliteJournal } from '../../src-main/execution/index.ts'
import { type BenchRow, benchRow, median } from '../bench-row.ts'

const ACCOUNT = accountId('bench')
const ROUNDS = 5
/** Intents of a round, by how many wait for the disk at once. */
const INTENTS = { 1: 300, 64: 12_000 } as const
const SYNCS = 300
const PAGE_BYTES = 4_096
/** With 64 waiting, so many times the rate at which this disk makes single writes durable. */
const WANTED_RATIO = 10
const MOST_LOOP_DELAY_MS = 10

/** Intents that are on disk, and may be sent, in a second; beside bare writes of a page with fsync on the same disk. */
export async function durableRows(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-bench-'))
  try {
    return await measure(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(folder: string): Promise<BenchRow[]> {
  const journal = await SqliteJournal.open({ file: join(folder, 'ledger.db'), accountId: ACCOUNT, onFailed: rethrow })
  const alone: number[] = []
  const together: number[] = []
  const disk: number[] = []
  const delays: number[] = []
  let next = 1
  for (let round = 0; round < ROUNDS; round++) {
    disk.push(fsyncsPerSecond(join(folder, 'page')))
    alone.push(await intentsPerSecond(journal, { count: INTENTS[1], waiting: 1, first: next }))
    next += INTENTS[1]
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    together.push(await intentsPerSecond(journal, { count: INTENTS[64], waiting: 64, first: next }))
    loop.disable()
    next += INTENTS[64]
    delays.push(loop.percentile(99) / 1e6)
  }
  await journal.close()
  return [
    benchRow({ name: 'durable intents one by one beside fsync', unit: 'intents/s', ours: alone, peer: disk }),
    benchRow({
      name: 'durable intents, 64 waiting, beside fsync',
      unit: 'intents/s',
      ours: together,
      peer: disk,
      bound: (ratio) => ratio >= WANTED_RATIO,
    }),
    benchRow({
      name: 'event loop delay p99 meanwhile, beside its limit',
      unit: 'ms',
      ours: delays,
      peer: delays.map(() => MOST_LOOP_DELAY_MS),
      bound: () => median(delays) < MOST_LOOP_DELAY_MS,
    }),
  ]
}

interface Load {
  readonly count: number
  readonly waiting: number
  readonly first: number
}

/** Keeps so many intents waiting for the disk: each that is stored makes room for the next. */
async function intentsPerSecond(journal: SqliteJournal, { count, waiting, first }: Load): Promise<number> {
  const records = Array.from({ length: count }, (_, index) => intentOf(first + index))
  const done = Promise.withResolvers<void>()
  let begun = 0
  let stored = 0
  const begin = (): void => {
    const record = records[begun]
    if (!record) return
    begun += 1
    journal.append(record, () => {
      stored += 1
      if (stored === count) done.resolve()
      else begin()
    })
  }
  await nextTurn()
  const started = performance.now()
  for (let slot = 0; slot < waiting; slot++) begin()
  await done.promise
  return (count / (performance.now() - started)) * 1000
}

/** What this disk does by itself: a page written and made durable, again and again. */
function fsyncsPerSecond(file: string): number {
  const page = Buffer.alloc(PAGE_BYTES, 7)
  const handle = openSync(file, 'w')
  try {
    const started = performance.now()
    for (let count = 0; count < SYNCS; count++) {
      writeSync(handle, page)
      fsyncSync(handle)
    }
    return (SYNCS / (performance.now() - started)) * 1000
  } finally {
    closeSync(handle)
  }
}

function intentOf(number: number): JournalRecord {
  const terms = termsOf(number)
  return { fact: { kind: 'orderIntended', terms, timeMs: terms.createdAtMs }, order: pendingOrder(terms) }
}

function termsOf(number: number): OrderTerms {
  return {
    ...PLAIN_ORDER,
    orderId: orderId(`bench-${number}`),
    accountId: ACCOUNT,
    instrumentId: parseInstrumentId('bench:BTC-PERP'),
    owner: HAND,
    source: 'hand',
    role: 'entry',
    parentOrderId: undefined,
    idempotencyKey: `bench-${number}`,
    side: number % 2 === 0 ? 'buy' : 'sell',
    type: 'limit',
    quantity: quantity('0.25'),
    limitPrice: price('61234.5'),
    triggerPrice: undefined,
    timeInForce: 'GTC',
    reduceOnly: false,
    stopLossPrice: price('60000'),
    takeProfitPrice: price('65000'),
    reason: 'measured',
    createdAtMs: timeMs(1_767_571_200_000 + number),
  }
}

function rethrow(error: unknown): never {
  throw error
}
