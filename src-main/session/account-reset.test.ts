import { describe, expect, it } from 'vitest'
import { HAND, type OrderIntent, price, type SimulatedTradingVenue } from '../domain/index.ts'
import type { PaperTradingVenue } from '../venues/index.ts'
import { ABC } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'
import type { HandMarket } from './testing/hand-market.ts'

const NO_ORDERS: readonly unknown[] = []

/** The ledger and the venue, each in its own words. */
async function bothBooks({ session, trading }: SessionBench<HandMarket>): Promise<object> {
  const account = await trading.queryAccount()
  return {
    ledger: {
      cash: session.portfolio.cash.toFixed(),
      net: session.portfolio.netQuantity(ABC.instrumentId).toFixed(),
      orders: session.execution.openOrders().map(({ terms }) => terms.orderId),
    },
    venue: {
      cash: account.cash.toFixed(),
      net: (account.positions[0]?.quantity ?? 0).toString(),
      orders: (await trading.queryOpenOrders()).map(({ orderId }) => orderId),
    },
  }
}

const RESET_BOOKS = {
  ledger: { cash: '100000', net: '0', orders: NO_ORDERS },
  venue: { cash: '100000', net: '0', orders: NO_ORDERS },
}

/** A venue on which something happens between its reset and the answer to it. */
function duringReset(act: () => void): (venue: PaperTradingVenue) => SimulatedTradingVenue {
  return (venue) =>
    new Proxy(venue, {
      get(target, name) {
        if (name === 'reset') {
          return async () => {
            const done = target.reset()
            act()
            return done
          }
        }
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? (member.bind(target) as unknown) : member
      },
    })
}

describe('TradingSession.resetAccount', () => {
  it('leaves no stop behind at the venue, and calls none of them lost', async () => {
    const bench = await openHandBench()
    bench.session.desk.submit(handIntent({ stopLossPrice: price(90), takeProfitPrice: price(120) }))
    await bench.session.settle()
    expect(bench.session.execution.openOrders()).toHaveLength(2)
    await bench.session.resetAccount()
    await bench.session.settle()
    bench.market.clock.advanceBy(120_000)
    await bench.session.settle()
    expect(await bothBooks(bench)).toEqual(RESET_BOOKS)
    expect(bench.payloads('protection.failed')).toEqual([])
  })

  it('refuses orders that are wished for while it is under way, and takes them again afterwards', async () => {
    const answers: unknown[] = []
    const intent: OrderIntent = handIntent({ idempotencyKey: 'during-reset' })
    const bench: SessionBench<HandMarket> = await openHandBench({
      wrapTrading: duringReset(() => {
        try {
          answers.push(bench.session.desk.submit(intent))
        } catch (error) {
          answers.push(error)
        }
      }),
    })
    await bench.session.resetAccount()
    await bench.session.settle()
    expect(answers).toEqual([expect.objectContaining({ code: 'NOT_READY' })])
    expect(await bothBooks(bench)).toEqual(RESET_BOOKS)
    expect(bench.session.desk.submit(handIntent({ idempotencyKey: 'after-reset' })).kind).toBe('placed')
    await bench.session.settle()
    expect(bench.session.portfolio.ownerQuantity(ABC.instrumentId, HAND).toFixed()).toBe('1')
  })

  it('drops entries that wait at a price, without booking them afterwards', async () => {
    const bench = await openHandBench()
    bench.session.desk.submit(restingIntent(95, { stopLossPrice: price(90) }))
    await bench.session.settle()
    await bench.session.resetAccount()
    bench.market.quote(94)
    bench.market.trade(94)
    await bench.session.settle()
    expect(await bothBooks(bench)).toEqual(RESET_BOOKS)
  })

  it('asked for twice at the same time is done once', async () => {
    const bench = await openHandBench()
    await Promise.all([bench.session.resetAccount(), bench.session.resetAccount()])
    expect(bench.journal.facts('accountReset')).toHaveLength(1)
  })

  it('protects positions that are opened after it', async () => {
    const bench = await openHandBench()
    bench.session.desk.submit(handIntent({ stopLossPrice: price(90) }))
    await bench.session.settle()
    await bench.session.resetAccount()
    bench.session.desk.submit(handIntent({ idempotencyKey: 'second-entry', stopLossPrice: price(91) }))
    await bench.session.settle()
    const stops = bench.session.execution.openOrders().map(({ terms }) => terms.triggerPrice?.toFixed())
    expect(stops).toEqual(['91'])
  })
})
