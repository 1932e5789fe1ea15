import { describe, expect, it, vi } from 'vitest'
import type { FillView, OrderView, StrategyView } from '../../../src-contract/index.ts'
import { createEngineStores } from '../../client/index.ts'
import { panelCounter } from './panel-counter.ts'

const order = (orderId: string, state: OrderView['state']) => ({ orderId, state }) as OrderView
const strategy = (strategyId: string, enabled: boolean) => ({ strategyId, enabled }) as StrategyView
const fill = (fillId: string) => ({ fillId }) as FillView

describe('panel counter', () => {
  it('knows nothing before the engine has said what there is', () => {
    expect(panelCounter('orders', createEngineStores()).count()).toBeUndefined()
  })

  it('counts what the panel shows: working orders, running strategies, every fill', () => {
    const stores = createEngineStores()
    stores.orders.begin([order('a', 'working'), order('b', 'filled'), order('c', 'cancelling')])
    stores.strategies.begin([strategy('a', true), strategy('b', false)])
    stores.fills.begin([fill('a'), fill('b')])
    const countOf = (kind: 'orders' | 'strategies' | 'fills') => panelCounter(kind, stores).count()
    expect([countOf('orders'), countOf('strategies'), countOf('fills')]).toEqual([2, 1, 2])
  })

  it('hears only the store that it counts', () => {
    const stores = createEngineStores()
    const listener = vi.fn<() => void>()
    panelCounter('positions', stores).subscribe(listener)
    stores.orders.begin([])
    expect(listener).not.toHaveBeenCalled()
    stores.positions.begin([])
    expect(listener).toHaveBeenCalledOnce()
  })

  it('is without a number for a panel whose things are not counted', () => {
    const stores = createEngineStores()
    const { count, subscribe } = panelCounter('chart', stores)
    subscribe(() => undefined)()
    expect(count()).toBeUndefined()
  })
})
