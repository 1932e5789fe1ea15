import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom, timeMs } from '../../../base/index.ts'
import type { Candle } from '../../../domain/index.ts'
import { CountingClock } from '../streams/testing/counting-clock.ts'
import { settled } from '../streams/testing/fake-stream.ts'
import { CandleLine, CLOSE_SETTLE_MS, type MinuteRange } from './candle-line.ts'

const MINUTE_MS = 60_000
/** Twenty seconds into a minute. */
const START_MS = Date.UTC(2026, 10, 20, 12, 0, 20)
const OPEN_MS = START_MS - 20_000

/** The bar so many minutes after the one that runs at the start; its close is its number. */
function bar(minute: number, close = minute): Candle {
  return { openTimeMs: timeMs(OPEN_MS + minute * MINUTE_MS), open: 1, high: 99, low: 1, close, volume: 1 }
}

/** A venue with as many whole bars as its clock says, and what was made of them. */
class Bench {
  readonly clock = new CountingClock(START_MS)
  readonly told: string[] = []
  readonly missing: string[] = []
  readonly asked: MinuteRange[] = []
  /** Minutes that the venue does not have. */
  readonly holes = new Set<number>()
  failure: Error | undefined
  readonly line: CandleLine

  constructor(isToldClosed = true) {
    this.line = new CandleLine({
      clock: this.clock,
      random: new SeededRandom(1),
      venueNowMs: () => this.clock.nowMs(),
      isToldClosed,
      fetch: (range) => this.#fetch(range),
      deliver: ({ openTimeMs, close }, closed) =>
        this.told.push(`${closed ? 'closed' : 'forming'} ${(openTimeMs - OPEN_MS) / MINUTE_MS} at ${close}`),
      onMissing: ({ fromMs, toMs }) =>
        this.missing.push(`${(fromMs - OPEN_MS) / MINUTE_MS} to ${(toMs - OPEN_MS) / MINUTE_MS}`),
    })
    this.line.start()
  }

  get closed(): readonly string[] {
    return this.told.filter((word) => word.startsWith('closed'))
  }

  async pass(durationMs: number): Promise<void> {
    for (let leftMs = durationMs; leftMs > 0; leftMs -= 5_000) {
      this.clock.advanceBy(Math.min(5_000, leftMs))
      await settled()
    }
  }

  async #fetch(range: MinuteRange): Promise<readonly Candle[]> {
    this.asked.push(range)
    await Promise.resolve()
    if (this.failure) throw this.failure
    const minutes = Array.from({ length: 5_000 }, (_, minute) => minute)
    return minutes
      .filter((minute) => !this.holes.has(minute))
      .map((minute) => bar(minute))
      .filter(({ openTimeMs }) => openTimeMs >= range.fromMs && openTimeMs < range.toMs)
  }
}

describe('the bars of an instrument', () => {
  it('form, close with the state that the venue calls the last, and give way to the next', async () => {
    const bench = new Bench()
    bench.line.take([bar(0, 5)])
    await bench.pass(40_000)
    bench.line.takeClosed(bar(0, 7))
    bench.line.take([bar(0, 7)])
    bench.line.take([bar(1, 8)])
    expect(bench.told).toEqual(['forming 0 at 5', 'closed 0 at 7', 'forming 1 at 8'])
    expect(bench.asked).toEqual([])
  })

  it('do not change by a state that comes after the last', async () => {
    const bench = new Bench()
    await bench.pass(40_000)
    bench.line.takeClosed(bar(0, 7))
    bench.line.take([bar(0, 3)])
    bench.line.takeClosed(bar(0, 3))
    expect(bench.told).toEqual(['closed 0 at 7'])
  })

  it('close once a later one has begun, where the venue does not say it', async () => {
    const bench = new Bench(false)
    bench.line.take([bar(0, 5)])
    await bench.pass(40_000)
    bench.line.take([bar(0, 6), bar(1, 8)])
    expect(bench.told).toEqual(['forming 0 at 5', 'closed 0 at 6', 'forming 1 at 8'])
  })

  it('are asked for where the stream has not told the end, once they are whole', async () => {
    const bench = new Bench()
    bench.line.take([bar(0, 5)])
    await bench.pass(40_000)
    bench.line.take([bar(1, 8)])
    expect([bench.closed, bench.asked]).toEqual([[], []])
    await bench.pass(CLOSE_SETTLE_MS)
    expect(bench.closed).toEqual(['closed 0 at 0'])
    bench.line.take([bar(1, 9)])
    expect(bench.told.at(-1)).toBe('forming 1 at 9')
  })

  it('of a quiet market are asked for a little after each minute', async () => {
    const bench = new Bench()
    await bench.pass(40_000 + CLOSE_SETTLE_MS)
    await bench.pass(MINUTE_MS)
    expect(bench.told).toEqual(['closed 0 at 0', 'closed 1 at 1'])
  })

  it('after a gap wait until the missing ones have come', async () => {
    const bench = new Bench()
    await bench.pass(40_000 + 3 * MINUTE_MS + 20_000)
    bench.told.length = 0
    const from = bench.line.nextMs ?? 0
    bench.line.take([bar(9)])
    bench.line.takeClosed(bar(9))
    expect(bench.told).toEqual([])
    await bench.pass(6 * MINUTE_MS)
    await bench.pass(MINUTE_MS)
    expect(from).toBe(OPEN_MS + 4 * MINUTE_MS)
    expect(bench.closed.slice(0, 6)).toEqual([4, 5, 6, 7, 8, 9].map((minute) => `closed ${minute} at ${minute}`))
  })

  it('that the venue cannot be asked for are asked for until it answers', async () => {
    const bench = new Bench()
    bench.failure = new Error('418')
    await bench.pass(40_000 + CLOSE_SETTLE_MS)
    for (let minute = 0; minute < 10; minute++) await bench.pass(MINUTE_MS)
    expect([bench.closed, bench.missing]).toEqual([[], []])
    bench.failure = undefined
    for (let minute = 0; minute < 2; minute++) await bench.pass(MINUTE_MS)
    expect(bench.closed.slice(0, 3)).toEqual(['closed 0 at 0', 'closed 1 at 1', 'closed 2 at 2'])
    expect(bench.missing).toEqual([])
  })

  it('that the venue does not have are left out after a few questions, and told', async () => {
    const bench = new Bench()
    bench.holes.add(0)
    await bench.pass(40_000 + CLOSE_SETTLE_MS)
    for (let second = 0; second < 90; second++) await bench.pass(1_000)
    expect(bench.missing).toEqual(['0 to 1'])
    expect(bench.closed).toEqual(['closed 1 at 1'])
  })

  it('are never asked for twice at once', async () => {
    const bench = new Bench()
    bench.clock.advanceBy(5 * MINUTE_MS)
    for (let count = 0; count < 5; count++) bench.line.catchUp()
    expect(bench.asked).toHaveLength(1)
  })

  it('go on where they were stopped, without a hole', async () => {
    const bench = new Bench()
    await bench.pass(40_000)
    bench.line.takeClosed(bar(0))
    bench.line.stop()
    expect(bench.clock.waiting).toBe(0)
    bench.line.take([bar(1)])
    bench.line.takeClosed(bar(1))
    expect(bench.told).toHaveLength(1)
    await bench.pass(3 * MINUTE_MS + CLOSE_SETTLE_MS)
    bench.line.start()
    bench.line.take([bar(4, 50)])
    await settled()
    expect(bench.closed).toEqual(['closed 0 at 0', 'closed 1 at 1', 'closed 2 at 2', 'closed 3 at 3'])
  })

  it('begin anew after a very long rest', async () => {
    const bench = new Bench()
    bench.line.stop()
    await bench.pass(2_000 * MINUTE_MS)
    bench.line.start()
    expect(bench.line.nextMs).toBe(OPEN_MS + 2_000 * MINUTE_MS)
  })

  it('stop in the middle of several, and lose none of the rest', async () => {
    const bench = new Bench()
    const deliver = bench.told.push.bind(bench.told)
    bench.told.push = (...words) => {
      if (words[0]?.startsWith('closed 1')) bench.line.stop()
      return deliver(...words)
    }
    await bench.pass(5 * MINUTE_MS)
    expect(bench.closed).toEqual(['closed 0 at 0', 'closed 1 at 1'])
    bench.line.start()
    await bench.pass(MINUTE_MS)
    expect(bench.closed.slice(0, 4)).toEqual([0, 1, 2, 3].map((minute) => `closed ${minute} at ${minute}`))
  })

  it('close each once and in order, whatever of the stream is lost, doubled or late', async () => {
    const frame = fc.record({
      minute: fc.integer({ min: 0, max: 12 }),
      closed: fc.boolean(),
      passMs: fc.integer({ min: 0, max: 90_000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 40 }), async (frames) => {
        const bench = new Bench()
        for (const { minute, closed, passMs } of frames) {
          await bench.pass(passMs)
          const isOver = OPEN_MS + (minute + 1) * MINUTE_MS <= bench.clock.nowMs()
          if (closed && isOver) bench.line.takeClosed(bar(minute))
          else if (OPEN_MS + minute * MINUTE_MS <= bench.clock.nowMs()) bench.line.take([bar(minute)])
        }
        for (let minute = 0; minute < 3; minute++) await bench.pass(MINUTE_MS)
        const whole = Math.floor((bench.clock.nowMs() - CLOSE_SETTLE_MS - OPEN_MS) / MINUTE_MS)
        const expected = Array.from({ length: whole }, (_, minute) => `closed ${minute} at ${minute}`)
        expect(bench.closed.slice(0, whole)).toEqual(expected)
        expect(bench.missing).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
