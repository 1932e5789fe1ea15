import type { SerializedDockview } from 'dockview-react'
import { describe, expect, it } from 'vitest'
import { frontOf, hasOtherShape, withFront } from './dock-shape.ts'
import { dockOf, type SplitNode } from './dock-tree.ts'

const SIZE = { width: 1200, height: 800 }
const tree = (left: number): SplitNode => ({
  parts: [
    { tabs: [{ kind: 'watchlist' }], size: left },
    { parts: [{ tabs: [{ kind: 'chart' }] }, { tabs: [{ kind: 'positions' }, { kind: 'orders' }], size: 200 }] },
  ],
})
const dock = (left = 240, size = SIZE): SerializedDockview => dockOf(tree(left), size)

describe('the shape of a dock', () => {
  it('is another one where an edge was moved', () => {
    expect(hasOtherShape(dock(), dock(300))).toBe(true)
    expect(hasOtherShape(dock(), dock(242))).toBe(false)
  })

  it('is the same in a larger window, whatever became of the edges', () => {
    expect(hasOtherShape(dock(), dock(480, { width: 2400, height: 1200 }))).toBe(false)
  })

  it('is another one where a panel has gone, in a larger window, too', () => {
    const fewer: SplitNode = { parts: [{ tabs: [{ kind: 'watchlist' }], size: 240 }, { tabs: [{ kind: 'chart' }] }] }
    expect(hasOtherShape(dock(), dockOf(fewer, SIZE))).toBe(true)
    expect(hasOtherShape(dock(), dockOf(fewer, { width: 2400, height: 1200 }))).toBe(true)
  })

  it('is another one where tabs have changed places', () => {
    const turned: SplitNode = {
      parts: [
        { tabs: [{ kind: 'watchlist' }], size: 240 },
        { parts: [{ tabs: [{ kind: 'chart' }] }, { tabs: [{ kind: 'orders' }, { kind: 'positions' }], size: 200 }] },
      ],
    }
    expect(hasOtherShape(dock(), dockOf(turned, SIZE))).toBe(true)
  })

  it('does not depend on which tab is in front', () => {
    const other = withFront(dock(), ['orders-1'])
    expect(frontOf(dock())).toEqual(['watchlist-1', 'chart-1', 'positions-1'])
    expect(frontOf(other)).toEqual(['watchlist-1', 'chart-1', 'orders-1'])
    expect(hasOtherShape(dock(), other)).toBe(false)
  })

  it('keeps its tabs where none of those asked for is there', () => {
    expect(withFront(dock(), ['tape-1'])).toEqual(dock())
  })
})
