import { describe, expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { createEngineStores } from '../../client/index.ts'
import { type CommandContext, contextOf } from './command-context.ts'

const known = {} as Omit<CommandContext, 'positions' | 'orders'>
const holding = <Item>(...list: readonly Partial<Item>[]) => ({ loaded: true, list: list as readonly Item[] })

describe('command context', () => {
  it('has the positions and working orders of its instrument only', () => {
    const stores = createEngineStores()
    stores.positions.setState(holding<PositionView>({ instrumentId: 'btc' }, { instrumentId: 'eth' }))
    const filled: Partial<OrderView> = { instrumentId: 'btc', state: 'filled' }
    const elsewhere: Partial<OrderView> = { instrumentId: 'eth', state: 'working' }
    const working: Partial<OrderView> = { instrumentId: 'btc', state: 'working' }
    stores.orders.setState(holding<OrderView>(filled, elsewhere, working))
    const { positions, orders } = contextOf(known, stores, 'btc')
    expect([positions, orders]).toEqual([[{ instrumentId: 'btc' }], [working]])
  })

  it('reads them when it is asked, not when it is made', () => {
    const stores = createEngineStores()
    const context = contextOf(known, stores, 'btc')
    expect(context.positions).toEqual([])
    stores.positions.setState(holding<PositionView>({ instrumentId: 'btc' }))
    expect(context.positions).toHaveLength(1)
  })
})
