import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { withinLimit } from './time-limit.ts'

const limit = (clock: ManualClock) => ({ clock, ms: 1_500, what: 'the engine' })

describe('withinLimit', () => {
  it('gives the answer, or the error that came instead', async () => {
    const clock = new ManualClock(0)
    expect(await withinLimit(Promise.resolve(3), limit(clock))).toBe(3)
    await expect(withinLimit(Promise.reject(new Error('no')), limit(clock))).rejects.toThrow('no')
  })

  it('says what did not answer in time', async () => {
    const clock = new ManualClock(0)
    const late = withinLimit(new Promise(() => undefined), limit(clock)).catch(String)
    clock.advanceBy(1_500)
    expect(await late).toBe('Error: the engine did not answer within 1.5 seconds')
  })
})
