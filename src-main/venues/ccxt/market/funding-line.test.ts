import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../../base/index.ts'
import { CountingClock } from '../streams/testing/counting-clock.ts'
import { settled } from '../streams/testing/fake-stream.ts'
import { type Funding, FUNDING_SETTLE_MS, FundingLine } from './funding-line.ts'

const HOUR_MS = 3_600_000
const START_MS = Date.UTC(2026, 10, 20, 5)
const FIRST_MS = Date.UTC(2026, 10, 20, 8)

/** A venue that funds every so many hours, a little late by its own list. */
class Bench {
  readonly clock = new CountingClock(START_MS)
  readonly told: string[] = []
  readonly failures: string[] = []
  periodMs = 8 * HOUR_MS
  failure: Error | undefined
  hasList = true
  /** What the list lags behind. */
  lagMs = 0
  readonly line: FundingLine

  constructor({ withHistory = true, failure }: { withHistory?: boolean; failure?: Error } = {}) {
    this.failure = failure
    this.line = new FundingLine({
      clock: this.clock,
      random: new SeededRandom(1),
      venueNowMs: () => this.clock.nowMs(),
      forecast: async () => {
        if (this.failure) throw this.failure
        return { timeMs: this.#nextMs(), rate: 0.0001, markPrice: 100 }
      },
      history: withHistory ? (sinceMs) => this.#history(sinceMs) : undefined,
      deliver: ({ timeMs, rate }) => this.told.push(`${new Date(timeMs).toISOString().slice(11, 16)} ${rate}`),
      onFailure: (error) => this.failures.push((error as Error).message),
    })
    this.line.start()
  }

  async pass(durationMs: number): Promise<void> {
    const untilMs = this.clock.nowMs() + durationMs
    await settled()
    while (this.clock.nowMs() < untilMs) {
      this.clock.advanceBy(Math.min(1_000, untilMs - this.clock.nowMs()))
      await settled()
    }
  }

  #nextMs(): number {
    return Math.floor(this.clock.nowMs() / this.periodMs) * this.periodMs + this.periodMs
  }

  async #history(sinceMs: number): Promise<readonly Funding[]> {
    if (this.failure) throw this.failure
    const paid: Funding[] = []
    for (let atMs = FIRST_MS; atMs <= this.clock.nowMs() - this.lagMs; atMs += this.periodMs)
      if (atMs >= sinceMs && this.hasList) paid.push({ timeMs: atMs + 3, rate: 0.0002, markPrice: 100 })
    return paid
  }
}

describe('the funding of a perpetual', () => {
  it('is told once when it has been paid, at the rate that was paid', async () => {
    const bench = new Bench()
    await bench.pass(3 * HOUR_MS + FUNDING_SETTLE_MS - 1_000)
    expect(bench.told).toEqual([])
    await bench.pass(16 * HOUR_MS + 60_000)
    expect(bench.told).toEqual(['08:00 0.0002', '16:00 0.0002', '00:00 0.0002'])
  })

  it('is waited for where the venue has it in its list only later', async () => {
    const bench = new Bench()
    bench.lagMs = 8_000
    await bench.pass(3 * HOUR_MS + 60_000)
    expect(bench.told).toEqual(['08:00 0.0002'])
  })

  it('is the one foretold where the venue has no list, or never gives it', async () => {
    const without = new Bench({ withHistory: false })
    await without.pass(3 * HOUR_MS + 60_000)
    expect(without.told).toEqual(['08:00 0.0001'])
    const silent = new Bench()
    silent.hasList = false
    await silent.pass(3 * HOUR_MS + 10 * 60_000)
    expect(silent.told).toEqual(['08:00 0.0001'])
  })

  it('of the time that it was stopped is told afterwards', async () => {
    const bench = new Bench()
    await bench.pass(3 * HOUR_MS + 60_000)
    bench.line.stop()
    expect(bench.clock.waiting).toBe(0)
    await bench.pass(17 * HOUR_MS)
    expect(bench.told).toHaveLength(1)
    bench.line.start()
    await bench.pass(60_000)
    expect(bench.told).toEqual(['08:00 0.0002', '16:00 0.0002', '00:00 0.0002'])
  })

  it('is told at its time where the venue begins to fund more often', async () => {
    const bench = new Bench()
    await bench.pass(60_000)
    bench.periodMs = 4 * HOUR_MS
    await bench.pass(7 * HOUR_MS + 60_000)
    expect(bench.told).toEqual(['08:00 0.0002', '12:00 0.0002'])
  })

  it('is asked for again where a question fails', async () => {
    const bench = new Bench({ failure: new Error('503') })
    await bench.pass(10_000)
    expect(bench.failures.length).toBeGreaterThan(1)
    bench.failure = undefined
    await bench.pass(3 * HOUR_MS + 60_000)
    expect(bench.told).toEqual(['08:00 0.0002'])
  })
})
