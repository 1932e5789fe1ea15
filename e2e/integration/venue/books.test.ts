import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ManualClock, ZERO } from '../../../src-main/base/index.ts'
import { type OrderTerms, turnoverOf } from '../../venue/books/venue-order.ts'
import { VenueSimulator } from '../../venue/index.ts'
import { ApiError } from '../../venue/rest/api-error.ts'

type Act =
  | { readonly kind: 'price'; readonly at: number }
  | {
      readonly kind: 'order'
      readonly side: 'BUY' | 'SELL'
      readonly type: 'LIMIT' | 'MARKET'
      readonly lots: number
      readonly offset: number
    }
  | { readonly kind: 'cancel'; readonly index: number }

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('price' as const), at: fc.integer({ min: 50_000, max: 70_000 }) }),
    fc.record({
      kind: fc.constant('order' as const),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      type: fc.constantFrom('LIMIT' as const, 'MARKET' as const),
      lots: fc.integer({ min: 5, max: 2_000 }),
      offset: fc.integer({ min: -3_000, max: 3_000 }),
    }),
    fc.record({ kind: fc.constant('cancel' as const), index: fc.nat(20) }),
  ),
  { minLength: 5, maxLength: 40 },
)

/** Closes a part of a position whose average entry has no end of digits, and pays fees of its own between. */
const endlessEntry: Act[] = [
  { kind: 'price', at: 65_756 },
  { kind: 'order', side: 'BUY', type: 'MARKET', lots: 569, offset: 0 },
  { kind: 'price', at: 65_803 },
  { kind: 'order', side: 'SELL', type: 'LIMIT', lots: 401, offset: 0 },
  { kind: 'order', side: 'BUY', type: 'LIMIT', lots: 5, offset: 0 },
  { kind: 'price', at: 50_000 },
  { kind: 'order', side: 'BUY', type: 'LIMIT', lots: 5, offset: 0 },
  { kind: 'cancel', index: 0 },
  { kind: 'order', side: 'BUY', type: 'LIMIT', lots: 5, offset: 0 },
]

let ids = 0

function terms(act: Extract<Act, { kind: 'order' }>, venue: VenueSimulator): OrderTerms {
  const at = venue.spot.market('BTCUSDT').lastPrice.add(act.offset)
  return {
    symbol: 'BTCUSDT',
    side: act.side,
    type: act.type,
    timeInForce: 'GTC',
    quantity: new Decimal(act.lots).div(1_000),
    price: act.type === 'LIMIT' ? at : undefined,
    stopPrice: undefined,
    callbackRate: undefined,
    activationPrice: undefined,
    clientOrderId: `own-${ids++}`,
    positionSide: 'BOTH',
    reduceOnly: false,
    closePosition: false,
    goodTillMs: undefined,
  }
}

function perform(venue: VenueSimulator, side: 'spot' | 'usdm', act: Act): void {
  const exchange = venue[side]
  if (act.kind === 'price') exchange.setPrice('BTCUSDT', act.at)
  else if (act.kind === 'cancel') {
    const order = exchange.store.open()[act.index]
    if (order) exchange.desk.cancel(order)
  } else {
    try {
      exchange.desk.place(terms(act, venue))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }
}

function run(side: 'spot' | 'usdm', list: readonly Act[]): VenueSimulator {
  const errors: unknown[] = []
  const venue = new VenueSimulator({
    clock: new ManualClock(1_700_000_000_000),
    historyMinutes: 1,
    futuresWallet: 1_000_000,
    onError: (error) => errors.push(error),
  })
  for (const act of list) perform(venue, side, act)
  if (errors.length > 0) throw new AggregateError(errors, 'the simulator failed')
  return venue
}

describe('the books, after anything', () => {
  it('spot: balances are what the executions made of them, to the last digit, and never below zero', () => {
    let executions = 0
    fc.assert(
      fc.property(acts, (list) => {
        const { spot } = run('spot', list)
        const expected = new Map([
          ['USDT', new Decimal(100_000)],
          ['BTC', new Decimal(1)],
        ])
        const add = (asset: string, amount: Decimal) => expected.set(asset, (expected.get(asset) ?? ZERO).add(amount))
        for (const { order, execution } of spot.store.trades) {
          executions += 1
          const sign = order.terms.side === 'BUY' ? 1 : -1
          add('BTC', execution.quantity.mul(sign))
          add('USDT', execution.price.mul(execution.quantity).mul(-sign))
          add(execution.commissionAsset, execution.commission.neg())
        }
        for (const [asset, total] of expected) {
          const { free, locked } = spot.account.balance(asset)
          expect(free.add(locked).toFixed()).toBe(total.toFixed())
          expect(free.gte(0)).toBe(true)
          expect(locked.gte(0)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
    expect(executions).toBeGreaterThan(150)
  })

  it('futures: the position is the sum of the executions, the wallet what was realised less the fees', () => {
    let closes = 0
    fc.assert(
      fc.property(acts, (list) => {
        const { usdm, perpetuals } = run('usdm', list)
        let amount = ZERO
        let wallet = new Decimal(1_000_000)
        for (const { order, execution } of usdm.store.trades) {
          amount = amount.add(execution.quantity.mul(order.terms.side === 'BUY' ? 1 : -1))
          wallet = wallet.add(execution.realizedPnl).sub(execution.commission)
          if (!execution.realizedPnl.isZero()) closes += 1
        }
        const isOfTrade = (type: string): boolean => type === 'COMMISSION' || type === 'REALIZED_PNL'
        for (const { type, amount: paid } of perpetuals.income) if (!isOfTrade(type)) wallet = wallet.add(paid)
        const listed = perpetuals.income.reduce((sum, { amount: paid }) => sum.add(paid), new Decimal(1_000_000))
        expect(listed.toFixed()).toBe(wallet.toFixed())
        expect(usdm.account.position('BTCUSDT', 'BOTH').amount.toFixed()).toBe(amount.toFixed())
        expect(usdm.account.wallet.toFixed()).toBe(wallet.toFixed())
      }),
      { numRuns: 150, examples: [[endlessEntry]] },
    )
    expect(closes).toBeGreaterThan(50)
  })

  it('an order’s state says what its executions say, and nobody pays more than the limit', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom('spot' as const, 'usdm' as const), (list, side) => {
        for (const order of run(side, list)[side].store.orders) {
          const filled = order.executions.reduce((sum, { quantity }) => sum.add(quantity), ZERO)
          expect(filled.lte(order.terms.quantity)).toBe(true)
          expect(order.status === 'FILLED').toBe(filled.eq(order.terms.quantity))
          expect(order.status === 'NEW' && filled.gt(0)).toBe(false)
          const { price, side: way } = order.terms
          if (!price) continue
          const bound = price.mul(filled)
          expect(way === 'BUY' ? turnoverOf(order).lte(bound) : turnoverOf(order).gte(bound)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('the same acts with the same seed give the same trades', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const trades = () => run('spot', list).spot.store.trades.map(({ execution }) => execution)
        expect(trades()).toEqual(trades())
      }),
      { numRuns: 25 },
    )
  })
})
