import { describe, expect, it } from 'vitest'
import { money, type OrderIntent, price, quantity } from '../../domain/index.ts'
import { evaluate } from '../evaluate.ts'
import type { RiskSnapshot } from '../ports.ts'
import type { RiskLimits } from '../risk-config.ts'
import { BTC, closeIntent, DEFAULT_LIMITS, intentWith, snapshotWith } from '../testing/fixtures.ts'
import { RULES } from './rules.ts'

interface Scenario {
  readonly code: string
  readonly denied: OrderIntent
  readonly snapshot?: Partial<RiskSnapshot>
  readonly limits?: Partial<RiskLimits>
  readonly denial: {
    readonly measured: number
    readonly limit: number
    readonly unit: string
    readonly message: string
    readonly fits: string | undefined
  }
  /** The nearest case that must pass: the same order with this changed. */
  readonly passes: {
    readonly intent?: Partial<OrderIntent>
    readonly snapshot?: Partial<RiskSnapshot>
  }
}

const size = (text: string): OrderIntent['size'] => ({ kind: 'quantity', quantity: text })
const long = { netQuantity: quantity('0.5'), ownerQuantity: quantity('0.5'), ownerHasPosition: true }

const SCENARIOS: readonly Scenario[] = [
  {
    code: 'TRADING_HALTED',
    denied: intentWith(),
    snapshot: { tradingState: 'halted' },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message: 'Trading is halted, only orders that reduce a position are allowed.',
      fits: undefined,
    },
    passes: { snapshot: { tradingState: 'active' } },
  },
  {
    code: 'TRADING_REDUCING',
    denied: intentWith(),
    snapshot: { tradingState: 'reducing', ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message: 'Entries are paused, only orders that reduce a position are allowed.',
      fits: undefined,
    },
    passes: { intent: { side: 'sell', reduceOnly: true } },
  },
  {
    code: 'NO_EQUITY',
    denied: intentWith(),
    snapshot: { equity: -12 },
    denial: {
      measured: -12,
      limit: 0,
      unit: 'USDT',
      message: 'Equity is -12.00 USDT, an entry needs equity above zero.',
      fits: undefined,
    },
    passes: { snapshot: { equity: 100_000 } },
  },
  {
    code: 'PRICE_PRECISION',
    denied: intentWith({ type: 'limit', limitPrice: price('49999.97') }),
    denial: {
      measured: 0.3,
      limit: 0,
      unit: 'steps',
      message: 'Limit price 49999.97 is off the tick of 0.1, the nearest valid price is 50000.',
      fits: undefined,
    },
    passes: { intent: { limitPrice: price('49999.9') } },
  },
  {
    code: 'QUANTITY_PRECISION',
    denied: intentWith({ size: size('0.1004') }),
    denial: {
      measured: 0.4,
      limit: 0,
      unit: 'steps',
      message: 'Quantity 0.1004 is off the lot of 0.001, the nearest valid quantity is 0.1.',
      fits: '0.1',
    },
    passes: { intent: { size: size('0.1') } },
  },
  {
    code: 'MIN_QUANTITY',
    denied: intentWith({ size: { kind: 'value', value: '40' } }),
    denial: {
      measured: 0,
      limit: 0.001,
      unit: 'BTC',
      message: 'Order comes to 0 BTC on the lot, at least 0.001 BTC is needed.',
      fits: undefined,
    },
    passes: { intent: { size: { kind: 'value', value: '50' } } },
  },
  {
    code: 'MIN_NOTIONAL',
    denied: intentWith({ size: size('0.001') }),
    snapshot: { instrument: { ...BTC, minNotional: money('50.01') } },
    denial: {
      measured: 50,
      limit: 50.01,
      unit: 'USDT',
      message: 'Order is worth 50.00 USDT, at least 50.01 USDT is needed.',
      fits: undefined,
    },
    passes: { intent: { size: size('0.002') } },
  },
  {
    code: 'REDUCE_ONLY_INCREASES',
    denied: closeIntent('0.501'),
    snapshot: long,
    denial: {
      measured: 0.501,
      limit: 0.5,
      unit: 'BTC',
      message: 'Reduce-only order would sell 0.501 BTC, at most 0.5 BTC can be closed by a sell.',
      fits: '0.5',
    },
    passes: { intent: { size: size('0.5') } },
  },
  {
    code: 'STOP_WRONG_SIDE',
    denied: intentWith({ stopLossPrice: price('50000') }),
    denial: {
      measured: 50_000,
      limit: 50_000,
      unit: 'USDT',
      message: 'Stop-loss 50,000 must be below the entry price 50,000.',
      fits: undefined,
    },
    passes: { intent: { stopLossPrice: price('49999.9') } },
  },
  {
    code: 'TARGET_WRONG_SIDE',
    denied: intentWith({ side: 'sell', takeProfitPrice: price('50000') }),
    denial: {
      measured: 50_000,
      limit: 50_000,
      unit: 'USDT',
      message: 'Take-profit 50,000 must be below the entry price 50,000.',
      fits: undefined,
    },
    passes: { intent: { takeProfitPrice: price('49999.9') } },
  },
  {
    code: 'PRICE_COLLAR',
    denied: intentWith({ type: 'limit', limitPrice: price('53000') }),
    denial: {
      measured: 0.06,
      limit: 0.05,
      unit: 'fraction',
      message: 'Limit price 53000 is 6.00% above the market at 50,000, at most 5.00% is allowed.',
      fits: undefined,
    },
    passes: { intent: { limitPrice: price('52500') } },
  },
  {
    code: 'MAX_ORDER_NOTIONAL',
    denied: intentWith({ size: size('1.224') }),
    snapshot: { referencePrice: 50_000 },
    denial: {
      measured: 61_200,
      limit: 50_000,
      unit: 'USDT',
      message: 'Order is worth 61,200.00 USDT, at most 50,000.00 USDT is allowed per order.',
      fits: '1',
    },
    passes: { intent: { size: size('1') } },
  },
  {
    code: 'MAX_POSITION_NOTIONAL',
    denied: intentWith({ size: size('0.301') }),
    snapshot: { netQuantity: quantity('1.5'), pendingBuyQuantity: quantity('0.2'), ownerHasPosition: true },
    denial: {
      measured: 100_050,
      limit: 100_000,
      unit: 'USDT',
      message: 'Position in BTC-PERP would be worth 100,050.00 USDT, at most 100,000.00 USDT is allowed.',
      fits: '0.3',
    },
    passes: { intent: { size: size('0.3') } },
  },
  {
    code: 'MAX_OPEN_POSITIONS',
    denied: intentWith(),
    snapshot: { openPositions: 8 },
    denial: {
      measured: 9,
      limit: 8,
      unit: 'positions',
      message: 'This would be open position number 9, at most 8 are allowed at the same time.',
      fits: undefined,
    },
    passes: { snapshot: { ownerHasPosition: true } },
  },
  {
    code: 'MAX_LEVERAGE',
    denied: intentWith({ size: size('0.101') }),
    snapshot: { equity: 20_000, dayStartEquity: 20_000, otherNotional: 55_000 },
    denial: {
      measured: 3.0025,
      limit: 3,
      unit: 'times equity',
      message: 'All positions together would be 3.0025 times equity, at most 3 times is allowed.',
      fits: '0.1',
    },
    passes: { intent: { size: size('0.1') } },
  },
  {
    code: 'MAX_RISK_PER_TRADE',
    denied: intentWith({ size: size('0.5'), stopLossPrice: price('45000') }),
    // each unit loses 5,000 by distance and 47.5 by fees
    denial: {
      measured: 0.0252375,
      limit: 0.02,
      unit: 'fraction',
      message: 'The loss at the stop would be 2.5238% of equity, at most 2.00% is allowed per trade.',
      fits: '0.396',
    },
    passes: { intent: { size: size('0.396') } },
  },
  {
    code: 'MAX_DAILY_LOSS',
    denied: intentWith(),
    snapshot: { equity: 95_000 },
    denial: {
      measured: 0.05,
      limit: 0.05,
      unit: 'fraction',
      message: "5.00% of the day's starting equity is lost, entries are denied from 5.00% until the next day.",
      fits: undefined,
    },
    passes: { snapshot: { equity: 95_000.01 } },
  },
]

describe('the table of rules', () => {
  it('has one scenario for each rule, in the same order', () => {
    expect(SCENARIOS.map(({ code }) => code)).toEqual(RULES.map(({ code }) => code))
  })

  it.each(SCENARIOS)('$code denies with its numbers and the size that fits', ({ denied, code, denial, ...rest }) => {
    const verdict = evaluate(denied, snapshotWith(rest.snapshot), { ...DEFAULT_LIMITS, ...rest.limits })
    if (verdict.accepted) throw new Error(`${code} was expected to deny`)
    expect({ ...verdict.denial, quantityThatFits: verdict.denial.quantityThatFits?.toFixed() }).toEqual({
      code,
      measured: expect.closeTo(denial.measured, 10),
      limit: denial.limit,
      unit: denial.unit,
      message: denial.message,
      quantityThatFits: denial.fits,
    })
  })

  it.each(SCENARIOS)('$code lets the nearest good case pass', ({ denied, passes, snapshot, limits }) => {
    const verdict = evaluate({ ...denied, ...passes.intent }, snapshotWith({ ...snapshot, ...passes.snapshot }), {
      ...DEFAULT_LIMITS,
      ...limits,
    })
    expect(verdict.accepted ? 'accepted' : verdict.denial).toBe('accepted')
  })
})
