import { beforeEach, describe, expect, it } from 'vitest'
import { LatencyMeter } from './latency.ts'

let nowMs = 0
let meter: LatencyMeter

beforeEach(() => {
  nowMs = 1_000_000
  meter = new LatencyMeter(() => nowMs)
})

describe('a latency', () => {
  it('is not known before anything was measured', () => {
    expect(meter.p95Ms()).toBeUndefined()
  })

  it('is what 95 of 100 do not exceed', () => {
    for (let tookMs = 1; tookMs <= 100; tookMs += 1) meter.add(tookMs)
    expect(meter.p95Ms()).toBe(95)
  })

  it('is that of the last minute', () => {
    meter.add(500)
    nowMs += 30_000
    meter.add(20)
    expect(meter.p95Ms()).toBe(500)
    nowMs += 30_001
    expect(meter.p95Ms()).toBe(20)
    nowMs += 30_000
    expect(meter.p95Ms()).toBeUndefined()
  })

  it('leaves out what cannot be', () => {
    meter.add(-3)
    meter.add(Number.NaN)
    expect(meter.p95Ms()).toBeUndefined()
  })
})
