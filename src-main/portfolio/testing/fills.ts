import * as fc from 'fast-check'
import { Decimal, timeMs } from '../../base/index.ts'
import {
  accountId,
  type Fill,
  HAND,
  type InstrumentId,
  money,
  orderId,
  type Owner,
  parseInstrumentId,
  price,
  quantity,
  type Side,
  strategyId,
  strategyOwner,
  tradeId,
} from '../../domain/index.ts'

export const ACCOUNT = accountId('paper-1')
export const BTC: InstrumentId = parseInstrumentId('simulated:BTC-PERP')
export const ETH: InstrumentId = parseInstrumentId('simulated:ETH-PERP')
export const TREND: Owner = strategyOwner(strategyId('trend'))

export interface FillText {
  readonly side?: Side
  readonly quantity?: string
  readonly price?: string
  readonly fee?: string
  readonly owner?: Owner
  readonly instrumentId?: InstrumentId
}

let nextTrade = 0

/** A fill of the hand in BTC, one second after the one made before; every fill has its own trade id. */
export function fillOf(text: FillText = {}): Fill {
  nextTrade += 1
  return {
    tradeId: tradeId(`t${nextTrade}`),
    orderId: orderId(`wh-${nextTrade}`),
    accountId: ACCOUNT,
    instrumentId: text.instrumentId ?? BTC,
    owner: text.owner ?? HAND,
    side: text.side ?? 'buy',
    quantity: quantity(text.quantity ?? '1'),
    price: price(text.price ?? '100'),
    fee: money(text.fee ?? '0'),
    feeCurrency: 'USDT',
    liquidity: 'taker',
    timeMs: timeMs(nextTrade * 1000),
  }
}

/** Any fill of two owners in two instruments; small quantities, so that positions often close and turn. */
export const anyFill: fc.Arbitrary<Fill> = fc
  .record({
    owner: fc.constantFrom(HAND, TREND),
    instrumentId: fc.constantFrom(BTC, ETH),
    side: fc.constantFrom<Side>('buy', 'sell'),
    lots: fc.integer({ min: 1, max: 7 }),
    ticks: fc.integer({ min: 1, max: 9_999_999 }),
    feeMicros: fc.integer({ min: -1_000, max: 10_000_000 }),
  })
  .map(({ lots, ticks, feeMicros, ...rest }) =>
    fillOf({
      ...rest,
      quantity: new Decimal(lots).div(1000).toFixed(),
      price: new Decimal(ticks).div(10).toFixed(),
      fee: new Decimal(feeMicros).div(1_000_000).toFixed(),
    }),
  )

export const anyFills: fc.Arbitrary<Fill[]> = fc.array(anyFill, { maxLength: 60 })
