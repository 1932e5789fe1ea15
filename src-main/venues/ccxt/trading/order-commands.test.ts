import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger, timeMs } from '../../../base/index.ts'
import { orderId, price, quantity, type VenueFact } from '../../../domain/index.ts'
import { testOrder } from '../../testing/orders.ts'
import { BINANCE_USDM } from '../profiles/binance.ts'
import { VenueError, type VenueErrorParts } from '../connection/venue-error.ts'
import { FactTeller } from './fact-teller.ts'
import { OrderCommands } from './order-commands.ts'
import type { OrderGateway } from './order-gateway.ts'
import { fakeGateway } from './testing/fake-gateway.ts'
import { BTC, executionAt, wordOf } from './testing/words.ts'

const REQUEST = { ...testOrder({ id: 'order-1', limit: '100' }), instrumentId: BTC }
const AMENDMENT = {
  orderId: REQUEST.orderId,
  instrumentId: BTC,
  quantity: quantity(2),
  limitPrice: price(101),
  triggerPrice: undefined,
}

function failing(parts: Partial<VenueErrorParts>) {
  const error = new VenueError({ kind: 'refused', what: 'No.', advice: 'Look.', isOutcomeUnknown: false, ...parts })
  return async (): Promise<never> => {
    throw error
  }
}
const NOT_FOUND = failing({ kind: 'orderNotFound', what: 'Unknown order sent.' })
const UNCLEAR = failing({ kind: 'noAnswer', what: 'No answer came.', isOutcomeUnknown: true })
const DUPLICATE = failing({ venueCode: '-2010', what: 'Duplicate order sent.' })

function openCommands(ways: Partial<OrderGateway>) {
  const clock = new ManualClock(5_000)
  const facts: VenueFact[] = []
  const gateway = fakeGateway(ways)
  const teller = new FactTeller({
    clock,
    logger: silentLogger,
    nowMs: () => clock.nowMs(),
    fetch: (word) => gateway.fetchOrderExecutions(word),
  })
  teller.onFact((fact) => facts.push(fact))
  const commands = new OrderCommands({
    gateway,
    teller,
    capabilities: BINANCE_USDM.capabilities,
    faultOf: () => undefined,
    witness: () => undefined,
    nowMs: () => clock.nowMs(),
    logger: silentLogger,
  })
  return { commands, teller, kinds: () => facts.map(({ kind }) => kind), facts }
}

describe('A command', () => {
  it.each<[string, Partial<OrderGateway>, string[]]>([
    ['has come twice', { place: DUPLICATE, fetchOrder: async () => wordOf({ isNew: true }) }, ['accepted']],
    [
      'has come twice, and filled',
      {
        place: DUPLICATE,
        fetchOrder: async () => wordOf({ state: 'filled', filled: '1' }),
        fetchOrderExecutions: async () => [executionAt(1, '1')],
      },
      ['accepted', 'filled'],
    ],
    [
      'has the id of another order',
      { place: DUPLICATE, fetchOrder: async () => wordOf({ side: 'sell' }) },
      ['rejected'],
    ],
    ['is a duplicate that is not found', { place: DUPLICATE }, ['unknown']],
    ['is a duplicate that cannot be asked about', { place: DUPLICATE, fetchOrder: UNCLEAR }, ['unknown']],
    ['gets no answer', { place: UNCLEAR }, ['unknown']],
  ])('to place an order that %s', async (_, ways, told) => {
    const { commands, kinds } = openCommands(ways)
    await commands.submit(REQUEST)
    expect(kinds()).toEqual(told)
  })

  it('without an answer says nothing where the stream has told of it meanwhile', async () => {
    const { commands, teller, kinds } = openCommands({
      async place() {
        teller.hear({ word: wordOf({ isNew: true }), executions: [] })
        return UNCLEAR()
      },
    })
    await commands.submit(REQUEST)
    expect(kinds()).toEqual(['accepted'])
  })

  it.each<[string, Partial<OrderGateway>, string[]]>([
    ['came twice', { cancel: NOT_FOUND, fetchOrder: async () => wordOf({ state: 'cancelled' }) }, ['cancelled']],
    [
      'came too late',
      {
        cancel: NOT_FOUND,
        fetchOrder: async () => wordOf({ state: 'filled', filled: '1' }),
        fetchOrderExecutions: async () => [executionAt(1, '1')],
      },
      ['filled', 'cancelRejected'],
    ],
    ['is about an order that is gone', { cancel: NOT_FOUND }, ['cancelRejected']],
    ['cannot be asked about after it found nothing', { cancel: NOT_FOUND, fetchOrder: UNCLEAR }, ['unknown']],
    ['gets no answer', { cancel: UNCLEAR }, ['unknown']],
    [
      'is answered without a word on the order',
      { cancel: async () => undefined, fetchOrder: async () => wordOf({ state: 'cancelled' }) },
      ['cancelled'],
    ],
  ])('to cancel that %s', async (_, ways, told) => {
    const { commands, kinds } = openCommands(ways)
    await commands.submit(REQUEST)
    await commands.cancel(REQUEST.orderId)
    expect(kinds()).toEqual(['accepted', ...told])
  })

  it('to cancel waits for the first word on its order, whoever brings it, and for no answer', async () => {
    const asked: string[] = []
    const { commands, teller } = openCommands({
      place: () => new Promise(() => undefined),
      async cancel() {
        asked.push('cancel')
        return { word: wordOf({ state: 'cancelled' }), executions: [] }
      },
    })
    void commands.submit(REQUEST)
    const cancelling = commands.cancel(REQUEST.orderId)
    await Promise.resolve()
    expect(asked).toEqual([])
    teller.hear({ word: wordOf({ isNew: true }), executions: [] })
    commands.noteHeard(REQUEST.orderId)
    await cancelling
    expect(asked).toEqual(['cancel'])
  })

  it('to cancel an order of an earlier start finds it among those that are open', async () => {
    const { commands, kinds } = openCommands({ fetchOpenOrders: async () => [wordOf()] })
    await commands.cancel(REQUEST.orderId)
    await commands.cancel(orderId('never-seen'))
    expect(kinds()).toEqual(['cancelled', 'cancelRejected'])
  })

  it.each<[string, Partial<OrderGateway>, string[]]>([
    ['is taken', {}, ['amended']],
    [
      'came twice',
      {
        amend: failing({ venueCode: '-5027' }),
        fetchOrder: async () => wordOf({ quantity: quantity(2), limitPrice: price(101), timeMs: timeMs(2_000) }),
      },
      ['amended'],
    ],
    [
      'changes nothing',
      { amend: failing({ venueCode: '-5027' }), fetchOrder: async () => wordOf() },
      ['amendRejected'],
    ],
    ['is refused', { amend: failing({ kind: 'invalidOrder' }) }, ['amendRejected']],
    ['gets no answer', { amend: UNCLEAR }, ['unknown']],
    [
      'changes an order that waits for a price',
      { place: async () => ({ word: wordOf({ type: 'stop' }), executions: [] }) },
      ['amendRejected'],
    ],
  ])('to amend that %s', async (_, ways, told) => {
    const { commands, kinds } = openCommands(ways)
    await commands.submit(REQUEST)
    await commands.amend(AMENDMENT)
    expect(kinds()).toEqual(['accepted', ...told])
  })
})
