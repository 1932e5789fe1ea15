import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configDiff } from './config-diff.ts'
import { type DiffLine, diffLines } from './line-diff.ts'

const MARKS = { same: ' ', removed: '-', added: '+' } as const
const shown = (lines: readonly DiffLine[]): string[] => lines.map(({ kind, text }) => `${MARKS[kind]}${text}`)

describe('the lines of two texts', () => {
  it('are those taken away before those added, each with its number', () => {
    expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
      { kind: 'same', text: 'a', before: 1, after: 1 },
      { kind: 'removed', text: 'b', before: 2 },
      { kind: 'added', text: 'x', after: 2 },
      { kind: 'same', text: 'c', before: 3, after: 3 },
    ])
  })

  it('stay where they are when lines come between them', () => {
    expect(shown(diffLines(['a', 'c', 'd'], ['a', 'b', 'c', 'e', 'd']))).toEqual([' a', '+b', ' c', '+e', ' d'])
  })

  it('make both texts again, and no more changes than there are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        const side = (left: DiffLine['kind']): string[] =>
          lines.filter(({ kind }) => kind === 'same' || kind === left).map((line) => line.text)
        expect(side('removed')).toEqual(before)
        expect(side('added')).toEqual(after)
        expect(diffLines(before, before).every(({ kind }) => kind === 'same')).toBe(true)
      }),
    )
  })

  it('are the fewest: a longest common part is found', () => {
    const lines = diffLines(['a', 'b', 'c', 'd', 'b'], ['b', 'd', 'c', 'b'])
    expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(3)
  })
})

describe('the diff of a configuration', () => {
  const before = {
    gateway: { host: '127.0.0.1', port: 8420 },
    risk: { maxLeverage: 3, note: 'x', maxOpenRisk: 0.02, maxCorrelated: 2, collar: 100 },
  }

  it('shows what changes, a line around it, and the section that it belongs to', () => {
    const after = { ...before, risk: { ...before.risk, maxOpenRisk: 0.025 } }
    expect(configDiff(before, after).map(shown)).toEqual([
      ['   "risk": {'],
      ['     "note": "x",', '-    "maxOpenRisk": 0.02,', '+    "maxOpenRisk": 0.025,', '     "maxCorrelated": 2,'],
    ])
  })

  it('has a part for each place that changes, and none where nothing does', () => {
    const after = { gateway: { ...before.gateway, host: '::1' }, risk: { ...before.risk, collar: 50 } }
    expect(configDiff(before, after).map((hunk) => hunk.length)).toEqual([4, 1, 4])
    expect(configDiff(before, before)).toEqual([])
  })
})
