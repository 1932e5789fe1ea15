import { describe, expect, it } from 'vitest'
import { OrderStateValue } from '../../src-contract/index.ts'
import { isOpenOrder, orderBadge, orderDetail, ownerText } from './order-words.ts'

describe('order words', () => {
  it('give every state a word of its own', () => {
    const words = OrderStateValue.options.map((state) => orderBadge(state).word)
    expect(new Set(words).size).toBe(OrderStateValue.options.length)
  })

  it('call an order open until it has ended', () => {
    expect(OrderStateValue.options.filter((state) => isOpenOrder({ state }))).toEqual([
      'pending',
      'submitted',
      'working',
      'partiallyFilled',
      'cancelling',
      'unknown',
    ])
  })

  it('warn of a rejected order, of an unsent one, and of one whose fate is not known', () => {
    expect(orderBadge('rejected').tone).toBe('down')
    expect(orderBadge('unsent').tone).toBe('warn')
    expect(orderBadge('unknown').tone).toBe('warn')
  })

  it('name the owner as a person would', () => {
    expect(ownerText('hand')).toBe('Manual')
    expect(ownerText('strategy:ema-cross')).toBe('ema-cross')
    expect(ownerText('unassigned')).toBe('Nobody yet')
  })

  it('say what an order is for', () => {
    expect(orderDetail({ role: 'entry', type: 'limit' })).toBe('Entry limit')
    expect(orderDetail({ role: 'stopLoss', type: 'stop' })).toBe('Stop-loss')
  })
})
