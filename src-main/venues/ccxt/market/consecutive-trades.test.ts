import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom, timeMs } from '../../../base/index.ts'
import { CountingClock } from '../streams/testing/counting-clock.ts'
import { settled } from '../streams/testing/fake-stream.ts'
import { ConsecutiveTrades, LONGEST_WAIT_MS, OVERTAKEN_MS, TRADES_PER_REQUEST } from './consecutive-trades.ts'
import type { NumberedTrade } from './readers.ts'

function trade(id: number): NumberedTrade {
  return { id: String(id), trade: { timeMs: timeMs(id), price: id, quantity: 1, takerSide: 'buy' } }
}

/** A venue that has made trades up to a number, and what was told of them. */
class Bench {
  readonly clock = new CountingClock(0)
  readonly told: number[] = []
  readonly missing: string[] = []
  readonly asked: number[] = []
  /** Trades that the venue does not give. */
  readonly holes = new Set<number>()
  newest = 0
  failure: Error | undefined
  /** What an answer waits for. */
  answered: Promise<void> = Promise.resolve()
  readonly line = new ConsecutiveTrades({
    clock: this.clock,
    random: new SeededRandom(1),
    fetchFrom: (id) => this.#fetch(id),
    deliver: ({ price }) => this.told.push(price),
    onMissing: (fromId, toId) => this.missing.push(`${fromId} to ${toId}`),
  })

  say(...ids: readonly number[]): void {
    this.newest = Math.max(this.newest, ...ids)
    this.line.take(ids.map(trade))
  }

  async pass(durationMs: number): Promise<void> {
    this.clock.advanceBy(durationMs)
    await settled()
  }

  async #fetch(id: number): Promise<readonly NumberedTrade[]> {
    this.asked.push(id)
    await this.answered
    if (this.failure) throw this.failure
    return Array.from(
      { length: Math.max(0, Math.min(TRADES_PER_REQUEST, this.newest - id + 1)) },
      (_, index) => id + index,
    )
      .filter((one) => !this.holes.has(one))
      .map(trade)
  }
}

describe('trades that are numbered without a hole', () => {
  it('come in the order of their numbers, each once', () => {
    const bench = new Bench()
    bench.say(5)
    bench.say(6, 7)
    bench.say(7, 6)
    bench.say(8)
    expect(bench.told).toEqual([5, 6, 7, 8])
    expect(bench.clock.waiting).toBe(0)
  })

  it('wait for one that was overtaken, without a question', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.say(3)
    expect(bench.told).toEqual([1])
    bench.say(2)
    expect(bench.told).toEqual([1, 2, 3])
    await bench.pass(OVERTAKEN_MS)
    expect(bench.asked).toEqual([])
  })

  it('that are missing are asked for', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.say(5)
    await bench.pass(OVERTAKEN_MS)
    expect([bench.told, bench.asked]).toEqual([[1, 2, 3, 4, 5], [2]])
  })

  it('of a pause are asked for page by page', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.newest = 2_500
    await bench.line.resync()
    expect(bench.told).toHaveLength(2_500)
    expect(bench.asked).toEqual([2, 1_002, 2_002])
  })

  it('of a pause are not asked for before the first has come', async () => {
    const bench = new Bench()
    bench.newest = 50
    await bench.line.resync()
    expect(bench.asked).toEqual([])
  })

  it('of a pause that is too long are left out, and told', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.say(50_000)
    await bench.line.resync()
    expect(bench.told.at(-1)).toBe(50_000)
    expect(bench.told).toHaveLength(10_002)
    expect(bench.missing).toEqual(['10002 to 50000'])
  })

  it('that the venue does not give are left out after a few questions, and told', async () => {
    const bench = new Bench()
    bench.holes.add(2)
    bench.say(1)
    bench.say(3)
    for (let second = 0; second < 30; second++) await bench.pass(1_000)
    expect([bench.told, bench.missing]).toEqual([[1, 3], ['2 to 3']])
  })

  it('are asked for once while an answer is on its way, however many come meanwhile', async () => {
    const bench = new Bench()
    const answer = Promise.withResolvers<void>()
    bench.answered = answer.promise
    bench.holes.add(2)
    bench.say(1)
    for (let id = 3; id < 43; id++) {
      bench.say(id)
      await bench.pass(OVERTAKEN_MS)
    }
    expect(bench.asked).toEqual([2])
    answer.resolve()
    await settled()
    expect(bench.missing).toEqual([])
    bench.holes.clear()
    await bench.pass(LONGEST_WAIT_MS)
    expect(bench.missing).toEqual([])
    expect(bench.told).toEqual(Array.from({ length: 42 }, (_, index) => index + 1))
  })

  it('wait for a venue that cannot be asked, but not for ever', async () => {
    const bench = new Bench()
    bench.failure = new Error('418')
    bench.say(1)
    bench.say(3)
    for (let second = 0; second < LONGEST_WAIT_MS / 1_000 - 10; second++) await bench.pass(1_000)
    expect(bench.told).toEqual([1])
    for (let second = 0; second < 90; second++) await bench.pass(1_000)
    expect([bench.told, bench.missing]).toEqual([[1, 3], ['2 to 3']])
  })

  it('tell a failed question for a pause to whoever asked', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.failure = new Error('503')
    await expect(bench.line.resync()).rejects.toThrow('503')
  })

  it('begin anew after a stop, with no timer left', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.say(4)
    bench.line.stop()
    expect(bench.clock.waiting).toBe(0)
    bench.say(90)
    expect(bench.told).toEqual([1, 90])
  })

  it('take no answer to a question from before a stop', async () => {
    const bench = new Bench()
    bench.say(1)
    bench.newest = 9
    const asked = bench.line.resync()
    bench.line.stop()
    await asked
    expect(bench.told).toEqual([1])
  })

  it('come each once and in order, whatever of them is lost, doubled or overtaken', async () => {
    const frames = fc.array(
      fc.record({ id: fc.integer({ min: 1, max: 40 }), passMs: fc.constantFrom(0, 0, 100, 300) }),
      {
        maxLength: 60,
      },
    )
    await fc.assert(
      fc.asyncProperty(frames, async (frames) => {
        const bench = new Bench()
        bench.say(1)
        for (const { id, passMs } of frames) {
          // No trade comes before it was made.
          bench.say(Math.min(id, bench.newest + 3))
          await bench.pass(passMs)
        }
        for (let wait = 0; wait < 5; wait++) await bench.pass(OVERTAKEN_MS)
        expect(bench.told).toEqual(Array.from({ length: bench.newest }, (_, index) => index + 1))
        expect(bench.missing).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
