import { describe, expect, it } from 'vitest'
import type { HandoverPreview } from '../../../src-contract/index.ts'
import { firstTaker, handoverDraft, handoverObstacle, isTakeBack } from './handover-draft.ts'

const TAKERS = [{ value: 'hand' }, { value: 'strategy:trend' }, { value: 'strategy:mean' }]
const PREVIEW: HandoverPreview = {
  accepted: true,
  refusal: null,
  quantity: '1',
  giver: { owner: 'hand', quantity: '0', averagePrice: null },
  taker: { owner: 'strategy:trend', quantity: '1', averagePrice: '100' },
  steps: [],
}

describe('a handover', () => {
  it('goes from the hand to a strategy, and from anybody else back to the hand', () => {
    expect(firstTaker({ owner: 'hand' }, TAKERS)).toBe('strategy:trend')
    expect(firstTaker({ owner: 'strategy:trend' }, TAKERS)).toBe('hand')
    expect(firstTaker({ owner: 'unassigned' }, TAKERS)).toBe('hand')
    expect(firstTaker({ owner: 'hand' }, [{ value: 'hand' }])).toBeUndefined()
  })

  it('is a taking back unless the hand itself gives', () => {
    expect(isTakeBack({ owner: 'hand' })).toBe(false)
    expect(isTakeBack({ owner: 'strategy:trend' })).toBe(true)
  })

  it('names the share as a fraction', () => {
    expect(handoverDraft({ positionId: 'p1' }, 'hand', '0.25')).toEqual({
      positionId: 'p1',
      to: 'hand',
      fraction: 0.25,
    })
  })

  it('waits for a connection, the position, a taker and the answer of the engine, in this order', () => {
    const ready = { connected: true, position: { positionId: 'p1' }, to: 'hand', preview: PREVIEW }
    expect(handoverObstacle(ready)).toBeUndefined()
    expect(handoverObstacle({ ...ready, preview: undefined })).toBe('asking')
    expect(handoverObstacle({ ...ready, to: undefined, preview: undefined })).toBe('noTaker')
    expect(handoverObstacle({ ...ready, position: undefined, to: undefined })).toBe('gone')
    expect(handoverObstacle({ ...ready, connected: false, position: undefined })).toBe('noConnection')
  })
})
