import { money, parseInstrumentId, price, quantity } from '../../domain/index.ts'
import { BTC, intentWith } from './fixtures.ts'
import { longPosition, type RuleScenario, sizeOf as size } from './rule-scenario.ts'

const ETH = parseInstrumentId('simulated:ETH-PERP')
const SPOT = { ...BTC, kind: 'spot' } as const
const MAJORS = { name: 'majors', instruments: new Set(['BTC-PERP', ETH]), maxNotional: money(60_000) }

/** What an order may be worth, alone and with what is held: of the venue, of the account, of its parts. */
export const SCENARIOS_OF_CAPS: readonly RuleScenario[] = [
  {
    code: 'MAX_NOTIONAL',
    denied: intentWith({ size: size('0.9') }),
    snapshot: { instrument: { ...BTC, maxNotional: money('40000') } },
    denial: {
      measured: 45_000,
      limit: 40_000,
      unit: 'USDT',
      message: 'Order is worth 45,000.00 USDT, the venue takes at most 40,000.00 USDT in one order.',
      fits: '0.8',
    },
    passes: { intent: { size: size('0.8') } },
  },
  {
    code: 'MAX_EXPOSURE',
    denied: intentWith({ size: size('0.3') }),
    snapshot: { otherNotional: 50_000 },
    limits: { maxExposure: money(60_000) },
    denial: {
      measured: 65_000,
      limit: 60_000,
      unit: 'USDT',
      message: 'All positions together would be worth 65,000.00 USDT, at most 60,000.00 USDT is allowed.',
      fits: '0.2',
    },
    passes: { intent: { size: size('0.2') } },
  },
  {
    code: 'MAX_OWNER_NOTIONAL',
    denied: intentWith({ size: size('0.3') }),
    snapshot: { ownerOtherNotional: 5_000, ownerPendingQuantity: quantity('0.1') },
    limits: { maxOwnerNotional: money(20_000) },
    denial: {
      measured: 25_000,
      limit: 20_000,
      unit: 'USDT',
      message: 'All positions of hand would be worth 25,000.00 USDT, at most 20,000.00 USDT is allowed for one owner.',
      fits: '0.2',
    },
    passes: { intent: { size: size('0.2') } },
  },
  {
    code: 'MAX_GROUP_NOTIONAL',
    denied: intentWith({ size: size('0.3') }),
    snapshot: {
      otherNotional: 90_000,
      otherNotionals: new Map([
        [ETH, 50_000],
        [parseInstrumentId('simulated:XAU-PERP'), 40_000],
      ]),
    },
    limits: { groups: [MAJORS] },
    denial: {
      measured: 65_000,
      limit: 60_000,
      unit: 'USDT',
      message: 'All positions of group majors would be worth 65,000.00 USDT, at most 60,000.00 USDT is allowed.',
      fits: '0.2',
    },
    passes: { intent: { size: size('0.2') } },
  },
  {
    code: 'HOLDING_LOCKED',
    denied: intentWith({ side: 'sell', role: 'close', type: 'limit', limitPrice: price(51_000), size: size('0.2') }),
    snapshot: {
      instrument: SPOT,
      ...longPosition,
      spot: { quote: money(8_000), base: quantity('0.5') },
      holdingLock: { held: quantity('0.5'), locked: quantity('0.4') },
    },
    denial: {
      measured: 0.2,
      limit: 0.1,
      unit: 'BTC',
      message:
        'The sell needs 0.2 BTC, and 0.1 BTC is free: the venue keeps 0.4 BTC for orders that sell already. Cancel or shrink one of them, close at market, which makes room by itself, or give the position a take-profit: the engine waits with that beside the stop.',
      fits: '0.1',
    },
    passes: { intent: { size: size('0.1') } },
  },
  {
    code: 'INSUFFICIENT_BALANCE',
    denied: intentWith({ size: size('0.2') }),
    snapshot: { instrument: SPOT, spot: { quote: money(8_000), base: quantity(0) } },
    denial: {
      measured: 10_005,
      limit: 8_000,
      unit: 'USDT',
      message: 'The buy needs 10,005 USDT with its fee, 8,000 USDT is free.',
      fits: '0.159',
    },
    passes: { intent: { size: size('0.159') } },
  },
  {
    code: 'INSUFFICIENT_MARGIN',
    denied: intentWith({ size: size('0.9') }),
    snapshot: {
      initialMarginFraction: 0.2,
      equity: 50_000,
      dayStartEquity: 50_000,
      otherNotional: 100_000 + 108_000,
      otherMargin: 20_000 + 21_600,
    },
    limits: { maxLeverage: BTC.tickSize.mul(100) },
    denial: {
      measured: 50_622.5,
      limit: 50_000,
      unit: 'USDT',
      message: 'All positions together would need 50,622.5 USDT of margin, equity is 50,000 USDT.',
      fits: '0.837',
    },
    passes: { intent: { size: size('0.837') } },
  },
]
