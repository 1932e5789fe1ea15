import { describe, expect, it } from 'vitest'
import { orderId, price, venueOrderId } from '../../../../domain/index.ts'
import { executionAt, wordOf } from '../testing/words.ts'
import { ENDED_KEPT } from '../order-memory.ts'
import { AlgoLinks } from './algo-links.ts'
import type { ListedExecution } from './listed-execution.ts'
import { OrderNames } from './order-names.ts'

const STOP = wordOf({ venueOrderId: venueOrderId('3000001'), type: 'stop', triggerPrice: price(90), reduceOnly: true })

describe('A conditional order whose price was reached', () => {
  it('stays what it was placed as: by the link of its stream, whatever the new order is called', () => {
    const links = new AlgoLinks()
    links.note({ word: STOP, actualOrderId: undefined })
    links.note({ word: STOP, actualOrderId: '1005' })
    const child = wordOf({
      orderId: orderId('of-binance'),
      venueOrderId: venueOrderId('1005'),
      type: 'market',
      state: 'filled',
    })
    expect(links.asPlaced(child)).toMatchObject({
      orderId: 'order-1',
      venueOrderId: '3000001',
      type: 'stop',
      triggerPrice: price(90),
      reduceOnly: true,
      state: 'filled',
    })
  })

  it('stays what it was placed as where the new order has its client id and no link was told', () => {
    const links = new AlgoLinks()
    links.note({ word: STOP, actualOrderId: undefined })
    expect(links.asPlaced(wordOf({ venueOrderId: venueOrderId('1005') })).venueOrderId).toBe('3000001')
    expect(links.linkOf(orderId('order-1'))?.actualOrderId).toBe('1005')
  })

  it('is known as long as it waits, however many orders have ended since, and some time after its end', () => {
    const links = new AlgoLinks()
    const endMany = (): void => {
      for (let number = 1; number <= ENDED_KEPT; number++) {
        const id = orderId(`other-${number}`)
        links.notePlain(id)
        links.asPlaced(wordOf({ orderId: id, state: 'filled' }))
      }
    }
    links.note({ word: STOP, actualOrderId: undefined })
    endMany()
    links.note({ word: STOP, actualOrderId: '1005' })
    const actual = { orderId: orderId('of-binance'), venueOrderId: venueOrderId('1005') }
    expect(links.asPlaced(wordOf({ ...actual, state: 'filled' })).orderId).toBe('order-1')
    expect(links.nameOf(actual.venueOrderId, actual.orderId)).toBe('order-1')
    expect(links.isKnown(orderId('other-1'))).toBe(true)
    endMany()
    expect(links.isKnown(orderId(`other-${ENDED_KEPT}`))).toBe(true)
  })

  it('is none of the orders that were never conditional', () => {
    const links = new AlgoLinks()
    const plain = wordOf()
    expect(links.isKnown(plain.orderId)).toBe(false)
    links.notePlain(plain.orderId)
    expect(links.isKnown(plain.orderId)).toBe(true)
    expect(links.asPlaced(plain)).toEqual(plain)
  })
})

describe('Executions that name their order by the id of the exchange', () => {
  const listed = (id: string, trade: number): ListedExecution => {
    const { orderId: _orderId, ...execution } = executionAt(trade)
    return { ...execution, venueOrderId: venueOrderId(id) }
  }

  it('get its client id: from what is known, from the newest orders, one by one, or are named by what they have', async () => {
    const names = new OrderNames()
    names.note(wordOf({ venueOrderId: venueOrderId('1') }), orderId('known'))
    const asked: string[] = []
    const lookup = {
      async recent() {
        asked.push('recent')
        names.note(wordOf({ venueOrderId: venueOrderId('2') }), orderId('recent'))
        return []
      },
      async one(id: string) {
        asked.push(id)
        return id === '3' ? wordOf({ orderId: orderId('old') }) : undefined
      },
    }
    const executions = [listed('1', 1), listed('2', 2), listed('3', 3), listed('3', 4), listed('4', 5)]
    const named = await names.resolve(executions, lookup)
    expect(named.map((each) => each.orderId)).toEqual(['known', 'recent', 'old', 'old', 'venue-4'])
    expect(asked).toEqual(['recent', '3', '4'])
    await names.resolve(executions, lookup)
    expect(asked).toHaveLength(3)
  })
})
