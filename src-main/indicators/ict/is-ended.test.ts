import { describe, expect, it } from 'vitest'
import { ICT_KINDS } from '../../../src-contract/index.ts'
import { isEnded } from './is-ended.ts'

const living = { mitigatedAtMs: null, invalidatedAtMs: null }

describe('isEnded', () => {
  it.each(ICT_KINDS)('is false of a %s that nothing has happened to, and true once it is invalidated', (kind) => {
    expect(isEnded({ kind, ...living })).toBe(false)
    expect(isEnded({ kind, ...living, invalidatedAtMs: 1 })).toBe(true)
  })

  it('is true of a swing that is taken, and of nothing else that is mitigated', () => {
    const ended = ICT_KINDS.filter((kind) => isEnded({ kind, ...living, mitigatedAtMs: 1 }))
    expect(ended).toEqual(['swing'])
  })
})
