import { describe, expect, it } from 'vitest'
import { type Clock, ManualClock } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { fetchGap } from './gap-fetch.ts'
import { BTC, minuteMs, minutes } from './testing/candles.ts'

const GAP = { fromMs: minuteMs(1), toMs: minuteMs(4) }

function fetchFrom(fetchCandles: () => Promise<readonly Candle[]>, systemClock: Clock = new ManualClock(0)) {
  return fetchGap({ venue: { fetchCandles }, instrumentId: BTC, gap: GAP, systemClock, timeoutMs: 1_000 })
}

describe('fetchGap', () => {
  it('gives what the venue answers, and ends its timer then', async () => {
    let running = 0
    const clock = new ManualClock(0)
    clock.setTimer = () => {
      running++
      return { dispose: () => running-- }
    }
    await expect(fetchFrom(() => Promise.resolve(minutes(1, 4)), clock)).resolves.toEqual(minutes(1, 4))
    expect(running).toBe(0)
  })

  it('fails as the venue fails', async () => {
    await expect(fetchFrom(() => Promise.reject(new Error('no route')))).rejects.toThrow('no route')
  })

  it('fails when the venue is silent for too long', async () => {
    const clock = new ManualClock(0)
    const answer = fetchFrom(() => new Promise(() => undefined), clock)
    clock.advanceBy(1_000)
    await expect(answer).rejects.toThrow('the venue did not answer within 1000 ms')
  })
})
