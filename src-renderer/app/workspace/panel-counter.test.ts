import { describe, expect, it, vi } from 'vitest'
import type { FillView, OrderView, StrategyView } from '../../../src-contract/index.ts'
import { createEngineStores } from '../../client/index.ts'
import { panelCounter } from './panel-counter.ts'

const holding = <Item>(list: readonly Partial<Item>[]) => ({ loaded: true, list: list as readonly Item[] })

describe('panel counter', () => {
  it('knows nothing before the engine has said what there is', () => {
    expect(panelCounter('orders', createEngineStores()).count()).toBeUndefined()
  })

  it('counts what the panel shows: working orders, running strategies, every fill', () => {
    const stores = createEngineStores()
    stores.orders.setState(holding<OrderView>([{ state: 'working' }, { state: 'filled' }, { state: 'cancelling' }]))
    stores.strategies.setState(holding<StrategyView>([{ enabled: true }, { enabled: false }]))
    stores.fills.setState(holding<FillView>([{ fillId: 'a' }, { fillId: 'b' }]))
    const countOf = (kind: 'orders' | 'strategies' | 'fills') => panelCounter(kind, stores).count()
    expect([countOf('orders'), countOf('strategies'), countOf('fills')]).toEqual([2, 1, 2])
  })

  it('hears only the store that it counts', () => {
    const stores = createEngineStores()
    const listener = vi.fn<() => void>()
    panelCounter('positions', stores).subscribe(listener)
    stores.orders.setState({ loaded: true })
    expect(listener).not.toHaveBeenCalled()
    stores.positions.setState({ loaded: true })
    expect(listener).toHaveBeenCalledOnce()
  })

  it('is without a number for a panel whose things are not counted', () => {
    const stores = createEngineStores()
    const { count, subscribe } = panelCounter('chart', stores)
    subscribe(() => undefined)()
    expect(count()).toBeUndefined()
  })
})
