import { describe, expect, it } from 'vitest'
import type { AmendDraft, OrderView, PreviewView } from '../../../src-contract/index.ts'
import { createOrderDrafts, orderHasEnded, orderSide } from './order-drafts.ts'

const LIMIT = { orderId: 'o1', field: 'limitPrice' } as const
const TRIGGER = { orderId: 'o1', field: 'triggerPrice' } as const

const order = (over: Partial<OrderView> = {}): OrderView =>
  ({ orderId: 'o1', state: 'working', limitPrice: '100.0', triggerPrice: '99.0', ...over }) as OrderView

/** Drafts over an engine that takes everything. */
function setUp() {
  const sent: AmendDraft[] = []
  const drafts = createOrderDrafts({
    preview: () => Promise.resolve({ denial: null } as PreviewView),
    amend: (draft) => {
      sent.push(draft)
      return Promise.resolve()
    },
    confirmFirst: () => true,
    onRefused: () => undefined,
    after: () => () => undefined,
  })
  const phases = (): string[] =>
    [...drafts.store.getState().drafts.values()].map(({ draftId, price, phase }) => `${draftId} ${price} ${phase}`)
  return { drafts, sent, phases }
}

describe('an order that is moved', () => {
  it('asks for the one price that was moved, and goes once it is fact', async () => {
    const { drafts, sent, phases } = setUp()
    drafts.move(LIMIT, '101.0', 'projected')
    await drafts.confirm('o1/limitPrice')
    expect(sent).toEqual([{ orderId: 'o1', limitPrice: '101.0' }])
    drafts.settle(orderHasEnded([order()]))
    expect(phases()).toEqual(['o1/limitPrice 101.0 sent'])
    drafts.settle(orderHasEnded([order({ limitPrice: '101' })]))
    expect(phases()).toEqual([])
  })

  it('has its two prices apart', () => {
    const { drafts, phases } = setUp()
    drafts.move(LIMIT, '101.0', 'dragged')
    drafts.move(TRIGGER, '98.0', 'projected')
    drafts.discard('o1/limitPrice')
    expect(phases()).toEqual(['o1/triggerPrice 98.0 projected'])
  })

  it('goes with its order', () => {
    for (const orders of [[], [order({ state: 'filled' })]]) {
      const { drafts, phases } = setUp()
      drafts.move(LIMIT, '101.0', 'projected')
      drafts.settle(orderHasEnded(orders))
      expect(phases()).toEqual([])
    }
  })
})

describe('the side of the market on which an order waits', () => {
  it.each([
    ['buy', 'limit', 'limitPrice', 'below'],
    ['sell', 'limit', 'limitPrice', 'above'],
    ['buy', 'stop', 'triggerPrice', 'above'],
    ['sell', 'stopLimit', 'triggerPrice', 'below'],
    ['buy', 'takeProfit', 'triggerPrice', 'below'],
    ['sell', 'takeProfitLimit', 'triggerPrice', 'above'],
    ['buy', 'stopLimit', 'limitPrice', 'anywhere'],
  ] as const)('of a %s %s, its %s, is %s', (...[side, type, field, expected]) => {
    expect(orderSide({ side, type }, field)).toBe(expected)
  })
})
