import { instrumentId, parseInstrumentId, price, quantity, venueId } from '../../domain/index.ts'
import { BTC, intentWith, snapshotWith } from './fixtures.ts'
import { longPosition as long, type RuleScenario } from './rule-scenario.ts'

const NOW = snapshotWith().nowMs
const asClose = { side: 'sell', reduceOnly: true, role: 'close' } as const
const target = (at: string, fraction = 0.5) => ({ price: price(at), fraction })
const plan = (...targets: ReturnType<typeof target>[]) => ({ targets, trailing: undefined, breakEven: undefined })

/** What has to be settled, in order or quiet before an entry is made. */
export const SCENARIOS_OF_ENTRY_CONDITIONS: readonly RuleScenario[] = [
  {
    code: 'UNKNOWN_INSTRUMENT',
    denied: intentWith({ instrumentId: instrumentId(venueId('simulated'), 'NIX') }),
    denial: {
      measured: 1,
      limit: 0,
      unit: 'instruments',
      message: 'The order is for simulated:NIX, which is not known; it was checked as simulated:BTC-PERP.',
      fits: undefined,
    },
    passes: { intent: { instrumentId: BTC.instrumentId } },
  },
  {
    code: 'INSTRUMENT_NOT_TRADING',
    denied: intentWith(),
    snapshot: { instrument: { ...BTC, status: 'maintenance' }, ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message: 'BTC-PERP is in maintenance at the venue, entries are possible again when that is over.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'LIVE_NOT_ARMED',
    denied: intentWith(),
    snapshot: { notArmed: 'arm the account main under Accounts', ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message: 'Live trading is not armed: arm the account main under Accounts.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'VENUE_DISCONNECTED',
    denied: intentWith(),
    snapshot: { venueInterruption: 'the connection is interrupted: closed', ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message:
        'The venue cannot be relied on now (the connection is interrupted: closed), entries are allowed again once it has answered.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'INSTRUMENT_QUARANTINED',
    denied: intentWith(),
    snapshot: { quarantineReason: 'the venue holds 0.2 more than the ledger', ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message:
        'BTC-PERP is in quarantine: the venue holds 0.2 more than the ledger. Settle that, then entries are allowed again.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'ORDER_OUTCOME_UNKNOWN',
    denied: intentWith(),
    snapshot: { unknownOrders: 1, ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'orders',
      message:
        'The venue has not said yet what became of 1 earlier order of hand in BTC-PERP, the next entry waits for its answer.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'PROTECTION_OVERDUE',
    denied: intentWith(),
    snapshot: {
      overdueProtection: {
        instrumentId: parseInstrumentId('simulated:ETH-PERP'),
        unprotectedMs: 75_000,
        boundMs: 10_000,
      },
      ...long,
    },
    denial: {
      measured: 75,
      limit: 10,
      unit: 'seconds',
      message:
        'The position in simulated:ETH-PERP has stood without all of its stop for 1 min 15 s, at most 10 s is allowed.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'STALE_DATA',
    denied: intentWith(),
    snapshot: { isStale: true, ...long },
    denial: {
      measured: 1,
      limit: 0,
      unit: 'state',
      message: 'There is no fresh price for BTC-PERP, an entry needs one.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'ENTRY_RATE',
    denied: intentWith(),
    snapshot: { entriesLastMinute: 120, ...long },
    denial: {
      measured: 121,
      limit: 120,
      unit: 'orders',
      message: 'This would be entry number 121 within a minute, at most 120 are allowed.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'GUARD_TRIPPED',
    denied: intentWith(),
    snapshot: {
      guardBlock: {
        guardId: 'losingStreak',
        scope: 'owner:hand',
        measured: 6,
        limit: 6,
        unit: 'trades',
        message: 'Guard losingStreak has tripped for hand: 6 trades in a row have lost, the limit is 6',
      },
      ...long,
    },
    denial: {
      measured: 6,
      limit: 6,
      unit: 'trades',
      message: 'Guard losingStreak has tripped for hand: 6 trades in a row have lost, the limit is 6.',
      fits: undefined,
    },
    passes: { intent: asClose },
  },
  {
    code: 'CONTRADICTING_TERMS',
    denied: intentWith({ type: 'limit', limitPrice: price('49000'), postOnly: true, timeInForce: 'FOK' }),
    denial: {
      measured: 1,
      limit: 0,
      unit: 'contradictions',
      message: 'The order contradicts itself: a post-only order must rest, FOK does not let it.',
      fits: undefined,
    },
    passes: { intent: { timeInForce: 'GTC' } },
  },
  {
    code: 'GTD_EXPIRED',
    denied: intentWith({ timeInForce: 'GTD', expireAtMs: NOW as never }),
    denial: {
      measured: 0,
      limit: 0,
      unit: 'ms',
      message: 'The order is to end at 2026-01-05 00:00:00 UTC, which has passed: it is 2026-01-05 00:00:00 UTC.',
      fits: undefined,
    },
    passes: { intent: { expireAtMs: (NOW + 1) as never } },
  },
  {
    code: 'TRIGGER_WRONG_SIDE',
    denied: intentWith({ type: 'stop', triggerPrice: price('50000') }),
    denial: {
      measured: 50_000,
      limit: 50_000,
      unit: 'USDT',
      message: 'Trigger 50,000 must be above the market price 50,000.',
      fits: undefined,
    },
    passes: { intent: { triggerPrice: price('50000.1') } },
  },
  {
    code: 'TRIGGER_COLLAR',
    denied: intentWith({ type: 'takeProfit', triggerPrice: price('5000') }),
    denial: {
      measured: 0.9,
      limit: 0.5,
      unit: 'fraction',
      message: 'Trigger price 5000 is 90.00% from the market at 50,000, at most 50.00% is allowed.',
      fits: undefined,
    },
    passes: { intent: { triggerPrice: price('25000') } },
  },
  {
    code: 'MAX_SPREAD',
    denied: intentWith(),
    snapshot: { spreadFraction: 0.021 },
    denial: {
      measured: 0.021,
      limit: 0.02,
      unit: 'fraction',
      message: 'Bid and ask are 2.10% apart, an entry needs at most 2.00%.',
      fits: undefined,
    },
    passes: { snapshot: { spreadFraction: 0.02 } },
  },
  {
    code: 'EXIT_PLAN_SHARES',
    denied: intentWith({ exitPlan: plan(target('51000', 0.7), target('52000', 0.4)) }),
    denial: {
      measured: 1.1,
      limit: 1,
      unit: 'fraction',
      message: 'The targets close 1.1 of the position, each must close more than 0 and all of them at most 1.',
      fits: undefined,
    },
    passes: { intent: { exitPlan: plan(target('51000', 0.7), target('52000', 0.1), target('53000', 0.2)) } },
  },
  {
    code: 'EXIT_PLAN_PRICES',
    denied: intentWith({ exitPlan: plan(target('52000'), target('51000')) }),
    denial: {
      measured: 1,
      limit: 0,
      unit: 'faults',
      message: 'The exit plan is out of order: target 2 at 51000 must be above the target before it at 52000.',
      fits: undefined,
    },
    passes: { intent: { exitPlan: plan(target('51000'), target('52000')) } },
  },
  {
    code: 'MAX_QUANTITY',
    denied: intentWith({ side: 'sell', reduceOnly: true, role: 'close', size: { kind: 'quantity', quantity: '0.5' } }),
    snapshot: { instrument: { ...BTC, maxQuantity: quantity('0.4') }, ...long },
    denial: {
      measured: 0.5,
      limit: 0.4,
      unit: 'BTC',
      message: 'Order comes to 0.5 BTC, the venue takes at most 0.4 BTC in one order.',
      fits: '0.4',
    },
    passes: { intent: { size: { kind: 'quantity', quantity: '0.4' } } },
  },
]
