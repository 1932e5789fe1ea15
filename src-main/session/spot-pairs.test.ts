import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import {
  type OrderId,
  money,
  type OrderIntent,
  price,
  quantity,
  tradeId,
  type TradingVenue,
  type VenueFill,
} from '../domain/index.ts'
import { ABC, HandMarket } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

type Bench = SessionBench<HandMarket>

/** ABC as a coin that is bought and sold on spot; the venue keeps what an order sells where `locksHoldings`. */
async function spotBench(startingCash: string, locksHoldings: boolean): Promise<Bench> {
  const market = new HandMarket((error) => {
    throw error
  })
  market.offered = [{ ...ABC, kind: 'spot' }]
  const wrapTrading = (venue: TradingVenue): TradingVenue =>
    new Proxy(venue, {
      get: (target, name) => {
        if (name === 'capabilities') return { ...target.capabilities, locksHoldings }
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
  return openHandBench({ market, settings: { paper: { startingCash } }, wrapTrading })
}

function member(change: Partial<OrderIntent>): OrderIntent {
  return handIntent({
    timeInForce: 'GTC',
    idempotencyKey: 'group-key-1',
    size: { kind: 'quantity', quantity: '1' },
    ...change,
  })
}

/** Until all that it brings about has come. */
async function tradeAt({ session, market }: Bench, at: number): Promise<void> {
  market.clock.advanceBy(1_000)
  market.quote(at)
  market.trade(at)
  await session.settle()
}

/** While the connection was cut the order has traded half of what it is for, and was ended then. */
async function endWithHalf({ session, market, trading }: Bench, orderId: OrderId): Promise<void> {
  const { execution } = session
  const at = { orderId, timeMs: timeMs(market.clock.nowMs()) }
  const { limitPrice = price(100) } = execution.order(orderId).terms
  const half: VenueFill = {
    ...at,
    kind: 'filled',
    tradeId: tradeId('9001'),
    quantity: quantity(0.5),
    price: limitPrice,
    fee: money(0),
    feeCurrency: 'USDT',
    liquidity: 'maker',
  }
  // The account on paper has not traded; what it kept for the order it gives back.
  trading.cancel(orderId)
  execution.suspend('cut off')
  execution.handleVenueFact(half)
  execution.handleVenueFact({ ...at, kind: 'cancelled', reason: 'cancelled at the venue' })
  execution.resume()
  await session.settle()
}

function lines({ session }: Bench): string[] {
  const orders = session.execution.recentOrders(20).toReversed()
  return orders.map(({ terms, state }) => `${terms.side} ${terms.type} ${terms.quantity.toFixed()} ${state.kind}`)
}

function idOf({ session }: Bench, type: OrderIntent['type']): OrderId {
  const found = session.execution.openOrders().find(({ terms }) => terms.type === type)
  if (!found) throw new Error(`there is no open ${type}`)
  return found.terms.orderId
}

describe.each([true, false])('two orders of a spot account that find enough for one, holdings kept: %s', (locks) => {
  const LIMIT_SELL = member({ side: 'sell', type: 'limit', limitPrice: price(120) })
  const STOP_SELL = member({ side: 'sell', type: 'stop', triggerPrice: price(90) })

  async function holdingOne(): Promise<Bench> {
    const bench = await spotBench('1500', locks)
    bench.session.desk.submit(handIntent({ idempotencyKey: 'buy-key-0001', size: { kind: 'quantity', quantity: '1' } }))
    await bench.session.settle()
    return bench
  }

  it('sell what the one at the venue has left, which risk takes for no more than that', async () => {
    const bench = await holdingOne()
    expect(bench.session.desk.submitOco([LIMIT_SELL, STOP_SELL]).kind).toBe('placed')
    await bench.session.settle()
    await endWithHalf(bench, idOf(bench, 'limit'))
    await tradeAt(bench, 89)
    await tradeAt(bench, 85)
    expect(lines(bench).slice(1)).toEqual(['sell limit 1 cancelled', 'sell stop 1 cancelled', 'sell market 0.5 filled'])
    expect(bench.session.portfolio.netQuantity(ABC.instrumentId).toFixed()).toBe('0')
  })

  it('buy what the one at the venue has left with the money that is left', async () => {
    const bench = await spotBench('120', locks)
    const pair = [
      member({ type: 'limit', limitPrice: price(90) }),
      member({ type: 'stop', triggerPrice: price(110) }),
    ] as const
    expect(bench.session.desk.submitOco(pair).kind).toBe('placed')
    await bench.session.settle()
    await endWithHalf(bench, idOf(bench, 'limit'))
    await tradeAt(bench, 111)
    await tradeAt(bench, 112)
    expect(lines(bench)).toEqual(['buy limit 1 cancelled', 'buy stop 1 cancelled', 'buy market 0.5 filled'])
    expect(bench.session.portfolio.netQuantity(ABC.instrumentId).toFixed()).toBe('1')
  })

  it.each([
    ['120', 'waits', 'working engine', { limit: 'placed', stop: 'denied' }],
    ['205', 'stands too', 'working venue', { limit: 'denied', stop: 'denied' }],
  ])(
    'with %s for two buys of 90 and 110 the second %s, and other terms find what they need, or not',
    async (...parts) => {
      const [cash, , second, answers] = parts
      const bench = await spotBench(cash, locks)
      const { desk, execution } = bench.session
      desk.submitOco([
        member({ type: 'limit', limitPrice: price(90) }),
        member({ type: 'stop', triggerPrice: price(110) }),
      ])
      await bench.session.settle()
      const [limit, stop] = [idOf(bench, 'limit'), idOf(bench, 'stop')]
      const { state, terms } = execution.order(stop)
      expect(`${state.kind} ${terms.handling}`).toBe(second)
      expect(desk.amend(limit, { limitPrice: price(99) }, 'amend-key-01').kind).toBe(answers.limit)
      expect(desk.amend(stop, { triggerPrice: price(125) }, 'amend-key-02').kind).toBe(answers.stop)
    },
  )

  it('keep the coins from a third one, and from a second pair', async () => {
    const bench = await holdingOne()
    bench.session.desk.submitOco([LIMIT_SELL, STOP_SELL])
    await bench.session.settle()
    const third = { ...LIMIT_SELL, limitPrice: price(140), idempotencyKey: 'third-key-1' }
    expect(bench.session.desk.submit(third)).toMatchObject({ kind: 'denied' })
    const other = { idempotencyKey: 'group-key-2' }
    const second = bench.session.desk.submitOco([
      { ...LIMIT_SELL, ...other },
      { ...STOP_SELL, ...other },
    ])
    expect(second).toMatchObject({ kind: 'denied' })
    expect(lines(bench).slice(1)).toEqual(['sell limit 1 working', 'sell stop 1 working'])
  })

  it('both get other terms, and the one whose price comes sells once', async () => {
    const bench = await holdingOne()
    bench.session.desk.submitOco([LIMIT_SELL, STOP_SELL])
    await bench.session.settle()
    bench.session.desk.amend(idOf(bench, 'stop'), { triggerPrice: price(92) }, 'amend-key-01')
    await bench.session.settle()
    bench.session.desk.amend(idOf(bench, 'limit'), { limitPrice: price(125) }, 'amend-key-02')
    await bench.session.settle()
    await tradeAt(bench, 91.5)
    await tradeAt(bench, 91)
    const open = bench.session.execution.openOrders()
    expect([open, bench.session.portfolio.netQuantity(ABC.instrumentId).toFixed()]).toEqual([[], '0'])
  })

  it('wait for what becomes of the first where its outcome is unknown as the price of the second comes', async () => {
    const bench = await holdingOne()
    bench.session.desk.submitOco([LIMIT_SELL, STOP_SELL])
    await bench.session.settle()
    const told = { orderId: idOf(bench, 'limit'), timeMs: timeMs(bench.market.clock.nowMs()) }
    bench.session.execution.handleVenueFact({ ...told, kind: 'unknown', command: 'cancel', reason: 'no answer' })
    await tradeAt(bench, 89)
    expect(lines(bench).slice(1)).toEqual(['sell limit 1 unknown', 'sell stop 1 working'])
    bench.session.execution.handleVenueFact({ ...told, kind: 'cancelled', reason: 'at last' })
    await bench.session.settle()
    expect(lines(bench)).toContain('sell stop 1 cancelled')
    expect(lines(bench)).toHaveLength(4)
  })

  it('go with everything else where all orders are cancelled', async () => {
    const bench = await holdingOne()
    bench.session.desk.submitOco([LIMIT_SELL, STOP_SELL])
    await bench.session.settle()
    bench.session.execution.cancelAll({ includeProtection: true, reason: 'by hand' })
    await bench.session.settle()
    await tradeAt(bench, 80)
    expect(lines(bench).slice(1)).toEqual(['sell limit 1 cancelled', 'sell stop 1 cancelled'])
  })
})
