import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ManualClock, SeededRandom, timeMs } from '../../base/index.ts'
import { type Instrument, money, type OrderType, orderId, type TimeInForce } from '../../domain/index.ts'
import { type OrderWords, testOrder } from '../testing/orders.ts'
import {
  fundingOf,
  markOf,
  openPaper,
  OTHER_PERPETUAL,
  type Paper,
  PAPER_MODEL,
  quoteOf,
  TEST_PERPETUAL,
  TEST_SPOT,
} from '../testing/paper.ts'

const INSTRUMENTS = [TEST_PERPETUAL, OTHER_PERPETUAL, TEST_SPOT]
const TYPES: readonly OrderType[] = [
  'market',
  'limit',
  'stop',
  'stopLimit',
  'takeProfit',
  'takeProfitLimit',
  'trailingStop',
]
const TIMES: readonly TimeInForce[] = ['GTC', 'GTC', 'GTD', 'IOC', 'FOK']
const STEPS = 60
/** Every command is synced to disk before the next. */
const SLOW_MS = 60_000

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Orders, amendments, cancels, quotes, marks and funding, drawn from a seed. */
class Script {
  readonly #random: SeededRandom
  readonly #clock: ManualClock
  /** Orders by their number, as they were placed. */
  readonly #placed: OrderWords[] = []

  constructor(seed: number, clock: ManualClock) {
    this.#random = new SeededRandom(seed)
    this.#clock = clock
  }

  async step(paper: Paper): Promise<void> {
    this.#clock.advanceBy(1_000)
    for (const instrument of INSTRUMENTS) await this.#market(paper, instrument)
    if (this.#placed.length > 4 && this.#draw(4) === 0) this.#amend(paper)
    else if (this.#placed.length > 4 && this.#draw(6) === 0) paper.venue.cancel(this.#anyOrder())
    else this.#submit(paper)
    await paper.venue.drained()
  }

  async #market(paper: Paper, instrument: Instrument): Promise<void> {
    const bid = 90 + this.#draw(40) / 2
    await paper.handle(quoteOf(instrument, bid, bid + 0.5), markOf(instrument, bid))
    const ms = this.#clock.nowMs()
    if (this.#draw(5) === 0) await paper.handle(fundingOf(instrument, 0.001, { mark: bid, ms }))
  }

  #submit({ venue }: Paper): void {
    const type = TYPES[this.#draw(TYPES.length)] ?? 'market'
    const timeInForce = TIMES[this.#draw(TIMES.length)] ?? 'GTC'
    const words: OrderWords = {
      id: `o${this.#placed.length}`,
      instrument: INSTRUMENTS[this.#draw(INSTRUMENTS.length)] ?? TEST_SPOT,
      type,
      timeInForce,
      side: this.#draw(2) === 0 ? 'buy' : 'sell',
      quantity: String((1 + this.#draw(60)) / 10),
      reduceOnly: this.#draw(4) === 0,
      ...(timeInForce === 'GTD' ? { expireAtMs: this.#clock.nowMs() + 1_000 * this.#draw(10) } : {}),
      ...(type === 'limit' || type.endsWith('Limit') ? { limit: this.#price() } : {}),
      ...(type.startsWith('stop') || type.startsWith('take') ? { trigger: this.#price() } : {}),
      ...(type === 'trailingStop' ? { trailing: { kind: 'fraction', fraction: 0.03 } as const } : {}),
    }
    this.#placed.push(words)
    venue.submit(testOrder(words))
  }

  #amend({ venue }: Paper): void {
    const words = this.#placed[this.#draw(this.#placed.length)] ?? {}
    const changed = {
      ...words,
      quantity: String((1 + this.#draw(60)) / 10),
      ...(words.limit ? { limit: this.#price() } : {}),
    }
    const { orderId: id, instrumentId, quantity, limitPrice, triggerPrice } = testOrder(changed)
    venue.amend({ orderId: id, instrumentId, quantity, limitPrice, triggerPrice })
  }

  #anyOrder(): ReturnType<typeof orderId> {
    return orderId(`o${this.#draw(this.#placed.length)}`)
  }

  #price(): string {
    return String(90 + this.#draw(40) / 2)
  }

  #draw(below: number): number {
    return Math.floor(this.#random.next() * below)
  }
}

interface Run {
  readonly told: readonly string[]
  readonly account: readonly string[]
  readonly fills: readonly unknown[]
  readonly adjustments: readonly unknown[]
}

/** Plays the script; reopens the venue on its file so often, never where there is none. */
async function play(seed: number, file: string | undefined, stepsPerRun: number): Promise<Run> {
  const clock = new ManualClock(1_000_000)
  const open = () => openPaper({ file, clock, instruments: INSTRUMENTS, startingCash: money(300), model: PAPER_MODEL })
  const script = new Script(seed, clock)
  const told: string[] = []
  let paper = await open()
  for (let step = 1; step <= STEPS; step++) {
    await script.step(paper)
    if (step % stepsPerRun !== 0) continue
    told.push(...paper.told)
    await paper.venue.close()
    paper = await open()
  }
  told.push(...paper.told)
  const { cash, positions } = await paper.venue.queryAccount()
  const held = positions.map((one) => `${one.instrumentId} ${one.quantity.toString()} @ ${one.entryPrice.toString()}`)
  const fills = await Promise.all(
    INSTRUMENTS.map(({ instrumentId }) => paper.venue.queryFills(instrumentId, timeMs(0))),
  )
  const adjustments = await paper.venue.queryAdjustments(timeMs(0))
  await paper.venue.close()
  return {
    told,
    account: [cash.toString(), ...held.toSorted((one, other) => one.localeCompare(other))],
    fills,
    adjustments,
  }
}

it(
  'comes to the same books whether it is ended and opened again meanwhile or not',
  async () => {
    const kinds = new Set<string | undefined>()
    for (const seed of [1, 2, 3]) {
      const whole = await play(seed, undefined, Infinity)
      const broken = await play(seed, join(folder, `paper-${seed}.db`), 15)
      expect(broken).toEqual(whole)
      for (const words of whole.told) kinds.add(words.startsWith('o') ? words.split(' ')[1] : words.split(' ')[0])
    }
    expect([...kinds].toSorted((one = '', other = '') => one.localeCompare(other))).toEqual([
      'accepted',
      'amended',
      'amendRejected',
      'cancelled',
      'cancelRejected',
      'expired',
      'filled',
      'funding',
      'rejected',
    ])
  },
  SLOW_MS,
)
