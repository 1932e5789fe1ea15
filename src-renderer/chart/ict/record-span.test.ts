import { describe, expect, it } from 'vitest'
import { ICT_KINDS } from '../../../src-contract/index.ts'
import { drawnToMs, isActive } from './record-span.ts'
import { testRecord } from './testing/test-record.ts'

describe('the end of a drawing', () => {
  it('of a gap is where it was filled: a touch of it is not the end', () => {
    expect(drawnToMs(testRecord({ mitigatedAtMs: 15 }))).toBeNull()
    expect(drawnToMs(testRecord({ mitigatedAtMs: 15, filledAtMs: 18, invalidatedAtMs: 19 }))).toBe(18)
  })

  it('of a block is where the price came back, or where it was invalidated if that was first', () => {
    const block = { kind: 'orderBlock' } as const
    expect(drawnToMs(testRecord(block))).toBeNull()
    expect(drawnToMs(testRecord({ ...block, mitigatedAtMs: 15 }))).toBe(15)
    expect(drawnToMs(testRecord({ ...block, mitigatedAtMs: 15, invalidatedAtMs: 14 }))).toBe(14)
    expect(drawnToMs(testRecord({ ...block, invalidatedAtMs: 14 }))).toBe(14)
  })

  it('of a dealing range, or of the levels of a former day, is where the next one replaces it', () => {
    for (const kind of ['premiumDiscount', 'previousHighLow'] as const) {
      expect(drawnToMs(testRecord({ kind, mitigatedAtMs: 15 }))).toBeNull()
      expect(drawnToMs(testRecord({ kind, mitigatedAtMs: 15, invalidatedAtMs: 30 }))).toBe(30)
    }
  })

  it('of a break or a session is the bar that confirmed it, of a mark its own bar', () => {
    expect(drawnToMs(testRecord({ kind: 'bos', confirmedAtMs: 17 }))).toBe(17)
    expect(drawnToMs(testRecord({ kind: 'session', confirmedAtMs: 17 }))).toBe(17)
    expect(drawnToMs(testRecord({ kind: 'sweep' }))).toBe(10)
  })
})

describe('what a trader still reckons with', () => {
  it('is every object that nothing has happened to, and none that was invalidated', () => {
    const active = (later: object) => ICT_KINDS.filter((kind) => isActive(testRecord({ kind, ...later })))
    expect(active({})).toEqual([...ICT_KINDS])
    expect(active({ invalidatedAtMs: 30 })).toEqual([])
  })

  it('is a gap that was touched, but neither a block nor a swing that was', () => {
    const touched = { mitigatedAtMs: 20 }
    expect(isActive(testRecord(touched))).toBe(true)
    expect(isActive(testRecord({ kind: 'orderBlock', ...touched }))).toBe(false)
    expect(isActive(testRecord({ kind: 'swing', ...touched }))).toBe(false)
    expect(isActive(testRecord({ kind: 'choch', ...touched }))).toBe(true)
  })
})
