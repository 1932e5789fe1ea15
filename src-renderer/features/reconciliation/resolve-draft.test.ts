import { describe, expect, it } from 'vitest'
import type { DifferenceView } from '../../../src-contract/index.ts'
import { draftOf, obstacleOf } from './resolve-draft.ts'

const DIFFERENCE: DifferenceView = {
  differenceId: 'd1',
  kind: 'position',
  instrumentId: 'paper:BTC',
  subject: 'position',
  ledger: '0',
  venue: '1 long',
  cause: 'placed elsewhere',
  firstSeenMs: 1,
  lastSeenMs: 1,
  state: 'open',
  actions: ['adopt', 'ignore'],
}
const CHOICE = { difference: DIFFERENCE, owner: 'hand', reason: ' by phone ' } as const

describe('the draft of a resolution', () => {
  it('names the owner of what is adopted, and the reason without its blanks', () => {
    expect(draftOf({ ...CHOICE, action: 'adopt' })).toEqual({
      differenceId: 'd1',
      action: 'adopt',
      owner: 'hand',
      reason: 'by phone',
    })
  })

  it('names no owner where nothing gets one', () => {
    expect(draftOf({ ...CHOICE, action: 'ignore' })).not.toHaveProperty('owner')
    expect(draftOf({ ...CHOICE, action: 'adopt', difference: { ...DIFFERENCE, kind: 'cash' } })).not.toHaveProperty(
      'owner',
    )
  })
})

describe('a resolution', () => {
  const ready = {
    connected: true,
    current: DIFFERENCE,
    action: 'adopt',
    previewKnown: true,
    reason: 'by phone',
  } as const

  it('can be confirmed once its effect is known and its reason said', () => {
    expect(obstacleOf(ready)).toBeUndefined()
    expect(obstacleOf({ ...ready, reason: '  ' })).toBe('reasonMissing')
    expect(obstacleOf({ ...ready, previewKnown: false })).toBe('asking')
  })

  it('cannot be confirmed once the difference is gone or can no longer be resolved like that', () => {
    expect(obstacleOf({ ...ready, current: undefined })).toBe('gone')
    expect(obstacleOf({ ...ready, current: { ...DIFFERENCE, actions: [] } })).toBe('gone')
  })

  it('cannot be confirmed without a connection, whatever else is missing', () => {
    expect(obstacleOf({ ...ready, connected: false, reason: '' })).toBe('noConnection')
  })
})
