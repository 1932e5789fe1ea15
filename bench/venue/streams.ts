import { isDeepStrictEqual } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import { type BenchRow, benchRow } from '../bench-row.ts'
import { Helper } from './conversation.ts'
import { INSTRUMENTS, STREAMS_EACH } from './load-instruments.ts'
import { RESOLUTION_MS, type Strain } from './loop-delay.ts'
import type { Counted, Tally } from './tally.ts'

const ROUNDS = 5
const ROUND_SECONDS = 10
const WARM_UP_SECONDS = 5
const WANTED_PER_SECOND = 5_000
const MOST_DELAY_RATIO = 3
/** Longest that the last of what was sent may take. */
const ARRIVAL_MS = 5_000
const FOLLOW_MS = 20_000
const MINUTE_MS = 60_000
const STREAMS = INSTRUMENTS * STREAMS_EACH

interface Round extends Strain {
  readonly perSecond: number
}

/** A consumer with an exchange of its own, so that what one gets the other need not have got. */
interface Side {
  readonly exchange: Helper
  readonly consumer: Helper
}

/** Two programs that follow fifty instruments, in turns: the program's own venue, and one that only reads the JSON. */
export async function streamRows(): Promise<BenchRow[]> {
  const helpers: Helper[] = []
  const start = async (file: string): Promise<Helper> => {
    const helper = await Helper.start(file)
    helpers.push(helper)
    return helper
  }
  await minuteToFollow()
  try {
    const tested = { exchange: await start('load-process.ts'), consumer: await start('tested-consumer.ts') }
    const bare = { exchange: await start('load-process.ts'), consumer: await start('bare-consumer.ts') }
    await follow(tested, bare)
    return await measure(tested, bare)
  } finally {
    for (const helper of helpers) helper.stop()
  }
}

/** The bars of the load begin with the running minute, which must not end before the first of them does. */
async function minuteToFollow(): Promise<void> {
  const leftMs = MINUTE_MS - (Date.now() % MINUTE_MS)
  if (leftMs < FOLLOW_MS) await pause(leftMs)
}

async function follow(tested: Side, bare: Side): Promise<void> {
  await tested.consumer.ask('follow', await tested.exchange.ask('addresses'))
  const isThere = async (): Promise<boolean> => {
    const { streams } = await tested.exchange.ask<{ streams: string[] }>('heard')
    return streams.length === STREAMS && (await tested.consumer.ask<number>('books')) === INSTRUMENTS
  }
  if (!(await holds(isThere, FOLLOW_MS))) throw new Error('the fifty instruments could not be followed')
  const { streams: streamsAt } = await bare.exchange.ask<{ streams: string }>('addresses')
  await bare.consumer.ask('follow', { ...(await tested.exchange.ask<object>('heard')), streamsAt })
  const isHeard = async (): Promise<boolean> =>
    (await bare.exchange.ask<{ streams: string[] }>('heard')).streams.length === STREAMS
  if (!(await holds(isHeard, FOLLOW_MS))) throw new Error('the bare consumer could not subscribe')
}

async function measure(tested: Side, bare: Side): Promise<BenchRow[]> {
  const ours: Round[] = []
  const peer: Round[] = []
  await playRound(tested, WARM_UP_SECONDS)
  await playRound(bare, WARM_UP_SECONDS)
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await playRound(tested, ROUND_SECONDS))
    peer.push(await playRound(bare, ROUND_SECONDS))
  }
  return [...strainRows(ours, peer), ...(await arrivalRows(tested))]
}

async function playRound({ exchange, consumer }: Side, seconds: number): Promise<Round> {
  await exchange.ask('plan', seconds)
  await consumer.ask('beginStrain')
  const perSecond = await exchange.ask<number>('run')
  return { ...(await consumer.ask<Strain>('endStrain')), perSecond }
}

function strainRows(ours: readonly Round[], peer: readonly Round[]): BenchRow[] {
  const column = (pick: (round: Round) => number) => ({ ours: ours.map(pick), peer: peer.map(pick) })
  return [
    benchRow({
      name: 'event loop delay p99, beside a bare consumer',
      unit: 'ms',
      ...column(({ delayP99Ms }) => delayP99Ms),
      bound: (ratio) => ratio <= MOST_DELAY_RATIO,
    }),
    benchRow({
      name: 'the same, over what the sampling itself waits',
      unit: 'ms',
      ...column(({ delayP99Ms }) => delayP99Ms - RESOLUTION_MS),
    }),
    benchRow({
      name: 'processor time, beside a bare consumer',
      unit: 's/round',
      ...column(({ cpuSeconds }) => cpuSeconds),
    }),
    benchRow({
      name: 'messages sent, beside what is wanted',
      unit: 'messages/s',
      ours: ours.map(({ perSecond }) => perSecond),
      peer: ours.map(() => WANTED_PER_SECOND),
      bound: (ratio) => ratio > 0.99,
    }),
  ]
}

async function arrivalRows({ exchange, consumer }: Side): Promise<BenchRow[]> {
  const sent = await exchange.ask<Tally>('tally')
  await holds(async () => isDeepStrictEqual(await consumer.ask<Tally>('tally'), sent), ARRIVAL_MS)
  const come = await consumer.ask<Tally>('tally')
  return [
    countRow('trades', come.trades, sent.trades),
    countRow('closed candles', come.closedCandles, sent.closedCandles),
    countRow('fills', { account: come.fills }, { account: sent.fills }),
    booksRow(come.books, sent.books),
    interruptionsRow(await consumer.ask<number>('interrupted')),
  ]
}

type Counts = Readonly<Record<string, Counted>>

function countRow(unit: string, come: Counts, sent: Counts): BenchRow {
  const total = (counts: Counts): number => Object.values(counts).reduce((sum, { count }) => sum + count, 0)
  const [ours, peer] = [[total(come)], [total(sent)]]
  return benchRow({
    name: `${unit} delivered, beside sent`,
    unit,
    ours,
    peer,
    bound: () => isDeepStrictEqual(come, sent),
  })
}

function booksRow(come: Tally['books'], sent: Tally['books']): BenchRow {
  const same = Object.keys(sent).filter((symbol) => isDeepStrictEqual(come[symbol], sent[symbol]))
  const [ours, peer] = [[same.length], [INSTRUMENTS]]
  return benchRow({
    name: 'final books equal, level by level',
    unit: 'books',
    ours,
    peer,
    bound: (ratio) => ratio === 1,
  })
}

/** What is lost with a connection could be asked for, and would not show in the counts. */
function interruptionsRow(interrupted: number): BenchRow {
  const [ours, peer] = [[STREAMS - interrupted], [STREAMS]]
  return benchRow({ name: 'streams without interruption', unit: 'streams', ours, peer, bound: (ratio) => ratio === 1 })
}

async function holds(isSo: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const untilMs = performance.now() + limitMs
  while (!(await isSo())) {
    if (performance.now() > untilMs) return false
    await pause(100)
  }
  return true
}
