import { describe, expect, it } from 'vitest'
import type { PositionView } from '../../../src-contract/index.ts'
import { LiveMap } from '../live-map.ts'
import { createKeyedStore } from './keyed-store.ts'
import { keepPositions, POSITION_ORDER, type PositionMark } from './positions.ts'

const position = (change: Partial<PositionView> = {}): PositionView => ({
  positionId: 'p1',
  accountId: 'paper',
  instrumentId: 'simulated:BTC-PERP',
  owner: 'hand',
  side: 'long',
  quantity: '0.42',
  entryPrice: '100',
  markPrice: 101,
  unrealisedPnl: 0.42,
  realisedPnl: '0',
  fees: '0.1',
  notional: 42.42,
  stopPrice: null,
  targetPrice: null,
  margin: null,
  openedAtMs: 1,
  ...change,
})

function kept() {
  const store = createKeyedStore(POSITION_ORDER)
  const marks = new LiveMap<PositionMark>()
  let renders = 0
  store.subscribe(() => (renders += 1))
  return { store, marks, handler: keepPositions(store, marks), renders: () => renders }
}

describe('positions store', () => {
  it('does not change for a price, and the mark does', () => {
    const margin = { mode: 'cross', leverage: 5, liquidationPrice: 71.5 } as const
    const moved = { markPrice: 105, unrealisedPnl: 2.1, notional: 44.1, margin }
    const { handler, marks, renders } = kept()
    handler.snapshot([position()])
    handler.deltas([{ positionId: 'p1', position: position(moved) }])
    expect(renders()).toBe(1)
    expect(marks.get('p1')).toEqual(moved)
  })

  it('changes when the position itself does', () => {
    const { handler, store, renders } = kept()
    handler.snapshot([position()])
    handler.deltas([{ positionId: 'p1', position: position({ stopPrice: '95' }) }])
    expect(renders()).toBe(2)
    expect(store.getState().byId.get('p1')?.stopPrice).toBe('95')
  })

  it('forgets a closed position and its mark', () => {
    const { handler, store, marks } = kept()
    handler.snapshot([position()])
    handler.deltas([{ positionId: 'p1', position: null }])
    expect(store.getState().list).toEqual([])
    expect(marks.get('p1')).toBeUndefined()
  })

  it('forgets marks that a new snapshot does not hold', () => {
    const { handler, marks } = kept()
    handler.snapshot([position()])
    handler.snapshot([position({ positionId: 'p2' })])
    expect(marks.keys()).toEqual(['p2'])
  })

  it('lets the last of several changes of one position win', () => {
    const { handler, store } = kept()
    handler.snapshot([])
    handler.deltas([
      { positionId: 'p1', position: position() },
      { positionId: 'p1', position: null },
      { positionId: 'p1', position: position({ quantity: '1' }) },
    ])
    expect(store.getState().list.map(({ quantity }) => quantity)).toEqual(['1'])
  })
})
