import { describe, expect, it } from 'vitest'
import { money, type OrderIntent, parseInstrumentId, price, quantity } from '../../domain/index.ts'
import { evaluate } from '../evaluate.ts'
import type { RiskSnapshot } from '../ports.ts'
import { BTC, closeIntent, DEFAULT_LIMITS, intentWith, snapshotWith } from '../testing/fixtures.ts'
import { SCENARIOS_OF_CAPS } from '../testing/scenarios-of-caps.ts'
import { SCENARIOS_OF_ENTRY_CONDITIONS } from '../testing/scenarios-of-entry-conditions.ts'
import { SCENARIOS_OF_SIZE_AND_STATE } from '../testing/scenarios-of-size-and-state.ts'
import { RULES } from './rules.ts'

const SCENARIOS = [...SCENARIOS_OF_SIZE_AND_STATE, ...SCENARIOS_OF_ENTRY_CONDITIONS, ...SCENARIOS_OF_CAPS]

function codeOf(intent: OrderIntent, snapshot: Partial<RiskSnapshot> = {}, limits = DEFAULT_LIMITS): string {
  const verdict = evaluate(intent, snapshotWith(snapshot), limits)
  return verdict.accepted ? 'accepted' : `${verdict.denial.code}: ${verdict.denial.message}`
}

describe('the table of rules', () => {
  it('has one scenario for each rule', () => {
    expect(SCENARIOS.map(({ code }) => code).sort()).toEqual(RULES.map(({ code }) => code).sort())
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

describe('terms that contradict each other', () => {
  const resting = { type: 'limit', limitPrice: price('49000') } as const
  const cases: readonly [Partial<OrderIntent>, string][] = [
    [{ type: 'limit' }, 'a limit order needs a limit price'],
    [{ limitPrice: price('49000') }, 'a market order has no limit price'],
    [
      { type: 'stopLimit', triggerPrice: undefined, limitPrice: price('51000') },
      'a stopLimit order needs a trigger price',
    ],
    [{ triggerPrice: price('51000') }, 'a market order has no trigger price'],
    [{ type: 'trailingStop' }, 'a trailing stop needs a trailing distance'],
    [{ trailing: { kind: 'fraction', fraction: 0.01 } }, 'a market order has no trailing distance'],
    [
      { type: 'trailingStop', trailing: { kind: 'fraction', fraction: 1 } },
      'the trailing distance must be above 0, and below 1 where it is a share of the price',
    ],
    [{ postOnly: true }, 'a market order trades at once and cannot be post-only'],
    [{ ...resting, postOnly: true, timeInForce: 'IOC' }, 'a post-only order must rest, IOC does not let it'],
    [{ ...resting, timeInForce: 'GTD' }, 'a GTD order needs the time at which it ends'],
    [{ ...resting, expireAtMs: 5 as never }, 'a GTC order has no time at which it ends'],
  ]

  it.each(cases)('%j is denied with: %s', (terms, text) => {
    expect(codeOf(intentWith(terms))).toBe(`CONTRADICTING_TERMS: The order contradicts itself: ${text}.`)
  })

  it('are denied for closes as well: the venue would not take them', () => {
    const close = closeIntent('0.1', { type: 'limit' })
    const long = { netQuantity: quantity(1), ownerQuantity: quantity(1) }
    expect(codeOf(close, long)).toContain('CONTRADICTING_TERMS')
  })
})

describe('where the venue keeps long and short apart', () => {
  const hedged = { ownerQuantity: quantity('0.5'), netQuantity: quantity(-1), ownerReducible: quantity('0.5') }

  it('a reduce-only order closes what its owner holds, whatever others hold against it', () => {
    expect(codeOf(closeIntent('0.5'), hedged)).toBe('accepted')
    expect(codeOf(closeIntent('0.501'), hedged)).toContain('REDUCE_ONLY_INCREASES')
    expect(codeOf(closeIntent('0.5'), { ...hedged, ownerReducible: undefined })).toContain('REDUCE_ONLY_INCREASES')
  })

  it('an order passes that only closes, or that only opens because earlier ones close all that is held', () => {
    const sell = (amount: string): OrderIntent =>
      intentWith({ side: 'sell', size: { kind: 'quantity', quantity: amount } })
    expect(codeOf(sell('0.5'), { ...hedged, netQuantity: quantity('0.5') })).toBe('accepted')
    const promised = { ...hedged, netQuantity: quantity('0.5'), ownerReducible: quantity(0) }
    expect(codeOf(sell('0.6'), promised)).toBe('accepted')
  })
})

describe('an order that waits for a trigger', () => {
  it('is valued where it will trade, not at the market now', () => {
    const stop = intentWith({ type: 'stop', triggerPrice: price('60000'), size: { kind: 'value', value: '6000' } })
    expect(evaluate(stop, snapshotWith(), DEFAULT_LIMITS)).toMatchObject({ accepted: true, quantity: quantity('0.1') })
  })

  it('has its limit held against the trigger', () => {
    const stopLimit = (limit: string): string =>
      codeOf(intentWith({ type: 'stopLimit', triggerPrice: price('60000'), limitPrice: price(limit) }))
    expect(stopLimit('63000')).toBe('accepted')
    expect(stopLimit('63000.1')).toContain('above the trigger at 60,000')
  })

  it.each(['triggerPrice', 'stopLossPrice', 'takeProfitPrice'] as const)('has its %s on the tick', (field) => {
    const at = field === 'stopLossPrice' ? '49999.95' : '50500.05'
    const intent = intentWith({ type: 'stop', triggerPrice: price('50100'), [field]: price(at) })
    expect(codeOf(intent)).toContain('PRICE_PRECISION')
  })

  it('has every price of its exit plan on the tick', () => {
    const off = price('51000.05')
    const targets = [{ price: off, fraction: 1 }]
    const plans = [
      { targets, trailing: undefined, breakEven: undefined },
      { targets: [], trailing: { kind: 'price', distance: off }, breakEven: undefined },
      { targets: [], trailing: undefined, breakEven: { kind: 'atPrice', price: off } },
    ] as const
    for (const exitPlan of plans) expect(codeOf(intentWith({ exitPlan }))).toContain('PRICE_PRECISION')
  })
})

describe('a spot account', () => {
  const spot = { ...BTC, kind: 'spot' } as const
  const holding = { instrument: spot, ownerQuantity: quantity('0.3'), netQuantity: quantity('0.3') }
  const sell = (amount: string): OrderIntent =>
    intentWith({ side: 'sell', size: { kind: 'quantity', quantity: amount } })

  it('sells what it holds and nothing short', () => {
    const balances = { spot: { quote: money(0), base: quantity('0.3') } }
    expect(codeOf(sell('0.3'), { ...holding, ...balances })).toBe('accepted')
    expect(codeOf(sell('0.301'), { ...holding, ...balances })).toBe(
      'INSUFFICIENT_BALANCE: The sell needs 0.301 BTC, 0.3 BTC is held and free, and spot cannot be sold short.',
    )
  })

  it('is never kept from closing by what working orders have taken', () => {
    expect(codeOf(closeIntent('0.3'), { ...holding, spot: { quote: money(0), base: quantity(0) } })).toBe('accepted')
  })
})

describe('a reduce-only order beside others that close', () => {
  const long = { netQuantity: quantity('0.5'), ownerQuantity: quantity('0.5'), ownerHasPosition: true }

  it('has what they leave, of the owner and of the net', () => {
    expect(codeOf(closeIntent('0.3'), { ...long, ownerClosingQuantity: quantity('0.2') })).toBe('accepted')
    expect(codeOf(closeIntent('0.301'), { ...long, ownerClosingQuantity: quantity('0.2') })).toContain(
      'at most 0.3 BTC can be closed',
    )
    expect(codeOf(closeIntent('0.2'), { ...long, netClosingQuantity: quantity('0.4') })).toContain(
      'at most 0.1 BTC can be closed',
    )
  })

  it('may be below the minimum where it takes all that they leave', () => {
    const large = { ...BTC, minQuantity: quantity(1), minNotional: money(100_000) }
    const snapshot = { ...long, instrument: large, ownerClosingQuantity: quantity('0.2') }
    expect(codeOf(closeIntent('0.3'), snapshot)).toBe('accepted')
  })
})

describe('groups found by correlation', () => {
  it('hold as those of the configuration do, the tightest first', () => {
    const eth = parseInstrumentId('simulated:ETH-PERP')
    const group = (name: string, maxNotional: number) => ({
      name,
      instruments: new Set<string>([BTC.instrumentId, eth]),
      maxNotional: money(maxNotional),
    })
    const groups = [group('loose', 90_000), group('tight', 20_000), group('looser', 95_000)]
    const message = codeOf(intentWith({ size: { kind: 'quantity', quantity: '0.5' } }), { groups })
    expect(message).toContain('All positions of group tight would be worth 25,000.00 USDT')
  })
})

describe('a close', () => {
  it('passes whatever guards, unknown orders, quarantine, rates, caps and the market say', () => {
    const worst: Partial<RiskSnapshot> = {
      netQuantity: quantity('0.5'),
      ownerQuantity: quantity('0.5'),
      instrument: { ...BTC, status: 'delisted' },
      isStale: true,
      spreadFraction: 0.9,
      equity: -1,
      quarantineReason: 'a difference',
      unknownOrders: 3,
      overdueProtection: { instrumentId: BTC.instrumentId, unprotectedMs: 9e9, boundMs: 1 },
      entriesLastMinute: 100_000,
      initialMarginFraction: 1,
      otherNotional: 1e9,
      otherMargin: 1e9,
      ownerOtherNotional: 1e9,
      tradingState: 'halted',
      guardBlock: { guardId: 'x', scope: 'account', measured: 9, limit: 1, unit: 'trades', message: 'tripped' },
    }
    expect(codeOf(closeIntent('0.5'), worst)).toBe('accepted')
    expect(codeOf(closeIntent('0.2', { reduceOnly: false }), worst)).toBe('accepted')
    expect(codeOf(intentWith(), worst)).not.toBe('accepted')
  })
})
