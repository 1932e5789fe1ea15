import { describe, expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { closeEach } from './close-each.ts'

const position = (positionId: string): PositionView =>
  ({ positionId, instrumentId: `simulated:${positionId}` }) as PositionView

describe('close all', () => {
  it('closes the whole of every position', async () => {
    const closed: [string, number][] = []
    await closeEach([position('a'), position('b')], async ({ positionId }, fraction) => {
      closed.push([positionId, fraction])
      return {} as OrderView
    })
    expect(closed).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })

  it('goes on after a refusal and names the position that stays open', async () => {
    const tried: string[] = []
    const closing = closeEach([position('a'), position('b')], async ({ positionId }) => {
      tried.push(positionId)
      if (positionId === 'a') throw new Error('refused')
      return {} as OrderView
    })
    await expect(closing).rejects.toThrow(/Not closed: simulated:a: /)
    expect(tried).toEqual(['a', 'b'])
  })
})
