import { describe, expect, it } from 'vitest'
import type { GuardView, RefusalView } from '../../../src-contract/index.ts'
import { changedGuards, changedRefusals, MOST_REFUSALS } from './use-risk.ts'

const guard = (target: string | null, measured = 0): GuardView => ({
  guardId: 'STREAK',
  kind: 'lossStreak',
  label: 'Losses in a row',
  scope: target === null ? 'account' : 'instrument',
  target,
  measured,
  limit: 4,
  unit: 'losses',
  state: 'armed',
  action: 'blockEntries',
  message: '',
  sinceMs: null,
  untilMs: null,
  rearmable: false,
})

const refusal = (refusalId: string): RefusalView => ({
  refusalId,
  timeMs: 1,
  source: 'hand',
  owner: 'hand',
  instrumentId: 'paper:BTC',
  side: 'buy',
  code: 'MAX_LEVERAGE',
  message: '',
  measured: 4,
  limit: 3,
  unit: 'times equity',
  quantityThatFits: null,
})

describe('guards', () => {
  it('change one by one, apart by what they watch', () => {
    const changed = changedGuards(
      [guard(null), guard('paper:BTC')],
      [{ guardId: 'STREAK', target: 'paper:BTC', guard: guard('paper:BTC', 3) }],
    )
    expect(changed.map(({ target, measured }) => [target, measured])).toEqual([
      [null, 0],
      ['paper:BTC', 3],
    ])
  })

  it('leave once they are not configured any more', () => {
    expect(changedGuards([guard(null)], [{ guardId: 'STREAK', target: null, guard: null }])).toEqual([])
  })
})

describe('refused orders', () => {
  it('stand newest first, and count what came too fast', () => {
    const changed = changedRefusals({ list: [refusal('a')], skipped: 1 }, [refusal('b'), refusal('c')], 2)
    expect(changed.list.map(({ refusalId }) => refusalId)).toEqual(['c', 'b', 'a'])
    expect(changed.skipped).toBe(3)
  })

  it('are forgotten from the oldest on', () => {
    const many = Array.from({ length: MOST_REFUSALS }, (_, index) => refusal(`r${index}`))
    const changed = changedRefusals({ list: [refusal('old')], skipped: 0 }, many, 0)
    expect(changed.list.length).toBe(MOST_REFUSALS)
    expect(changed.list.at(-1)?.refusalId).toBe('r0')
  })
})
