import { describe, expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { createEngineStores } from '../../client/index.ts'
import { type CommandContext, contextOf } from './command-context.ts'

const known = {} as Omit<CommandContext, 'positions' | 'orders'>
const position = (instrumentId: string) => ({ positionId: instrumentId, instrumentId }) as PositionView
const order = (orderId: string, change: Partial<OrderView>) => ({ orderId, ...change }) as OrderView

describe('command context', () => {
  it('has the positions and working orders of its instrument only', () => {
    const stores = createEngineStores()
    stores.positions.begin([position('btc'), position('eth')])
    const filled = order('a', { instrumentId: 'btc', state: 'filled' })
    const elsewhere = order('b', { instrumentId: 'eth', state: 'working' })
    const working = order('c', { instrumentId: 'btc', state: 'working' })
    stores.orders.begin([filled, elsewhere, working])
    const { positions, orders } = contextOf(known, stores, 'btc')
    expect([positions, orders]).toEqual([[position('btc')], [working]])
  })

  it('reads them when it is asked, not when it is made', () => {
    const stores = createEngineStores()
    const context = contextOf(known, stores, 'btc')
    expect(context.positions).toEqual([])
    stores.positions.begin([position('btc')])
    expect(context.positions).toHaveLength(1)
  })
})
