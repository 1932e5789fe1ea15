import { beforeEach, describe, expect, it } from 'vitest'
import { timeMs, ZERO } from '../base/index.ts'
import {
  HAND,
  type Instrument,
  money,
  price,
  quantity,
  strategyId,
  strategyOwner,
  type VenueAdjustment,
} from '../domain/index.ts'
import type { ReconciliationReport } from '../execution/index.ts'
import { NEW_LEDGER } from './new-ledger.ts'
import { DriftingVenue } from './testing/drifting-venue.ts'
import { ABC, HandMarket, START_MS, XYZ } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

let bench: SessionBench<HandMarket>
let venue: DriftingVenue
let reports: ReconciliationReport[]

beforeEach(async () => {
  reports = []
  bench = await openHandBench({
    wrapTrading: (paper) => (venue = new DriftingVenue(paper)),
    onReconciled: (report) => reports.push(report),
  })
  bench.market.quote(100, { instrument: XYZ })
  bench.market.trade(100, XYZ)
  await bench.session.settle()
})

let keys = 0
const key = (): string => `key-${(keys += 1)}`

function change(instrument: Instrument, status: Instrument['status']): Promise<void> {
  const { instrumentId } = instrument
  bench.market.say({ kind: 'instrument', instrumentId, instrument: { ...instrument, status } })
  return bench.session.settle()
}

async function place(wish: Parameters<typeof handIntent>[0] = {}): Promise<string> {
  for (const instrument of [ABC, XYZ]) {
    bench.market.quote(100, { instrument })
    bench.market.trade(100, instrument)
  }
  const answer = bench.session.desk.submit(handIntent({ idempotencyKey: key(), ...wish }))
  await bench.session.settle()
  return answer.kind === 'placed' ? 'placed' : answer.denial.code
}

/** Lets system time go on, and whoever waits for it. */
async function pass(durationMs: number): Promise<void> {
  for (let passed = 0; passed < durationMs; passed += 1_000) {
    bench.systemClock.advanceBy(1_000)
    await bench.session.settle()
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

const held = (instrument = ABC): string => bench.session.portfolio.netQuantity(instrument.instrumentId).toFixed()

describe.each(['maintenance', 'delisted'] as const)('an instrument that the venue calls %s', (status) => {
  it('takes no entries until it trades again; others trade on', async () => {
    await change(ABC, status)
    expect(bench.session.execution.reconciliation.quarantines).toMatchObject([
      { instrumentId: ABC.instrumentId, cause: status },
    ])
    expect(await place()).toBe('INSTRUMENT_NOT_TRADING')
    expect(bench.session.execution.reconciliation.quarantineReason(ABC.instrumentId)).toContain('the venue has')
    expect(held()).toBe('0')
    expect(await place({ instrumentId: XYZ.instrumentId })).toBe('placed')
    expect(held(XYZ)).toBe('1')
    await change(ABC, 'trading')
    expect(bench.session.execution.reconciliation.quarantines).toEqual([])
    expect(await place()).toBe('placed')
    expect(held()).toBe('1')
  })

  it('is announced with why, and when it is over, once each', async () => {
    await change(ABC, status)
    await change(ABC, status)
    await change(ABC, 'trading')
    expect(bench.payloads('instrument.quarantined').map(({ reason }) => reason?.includes('the venue has'))).toEqual([
      true,
      undefined,
    ])
  })

  it('lets a position in it be closed as far as we are concerned', async () => {
    await place()
    await change(ABC, status)
    const { desk } = bench.session
    const close = desk.closeIntent({
      instrumentId: ABC.instrumentId,
      owner: HAND,
      source: 'hand',
      fraction: 1,
      idempotencyKey: key(),
      reason: 'closed by hand',
    })
    const answer = desk.submit(close)
    await bench.session.settle()
    expect(answer.kind).toBe('placed')
    expect(bench.payloads('order.denied')).toEqual([])
  })
})

describe('cash that is missing at the venue', () => {
  it('holds entries of the whole account until a comparison finds it again', async () => {
    venue.missing = 900
    await bench.session.reconcile()
    expect(bench.session.tradingState.reason).toContain('The venue has 900 USDT less than the ledger')
    expect(await place()).toBe('TRADING_REDUCING')
    expect(await place({ instrumentId: XYZ.instrumentId })).toBe('TRADING_REDUCING')
    venue.missing = 0
    await bench.session.reconcile()
    expect(bench.session.tradingState.state).toBe('active')
    expect(await place()).toBe('placed')
  })

  it('lets positions be closed meanwhile', async () => {
    await place()
    venue.missing = 900
    await bench.session.reconcile()
    expect(await place({ side: 'sell', reduceOnly: true, role: 'close' })).toBe('placed')
    expect(held()).toBe('0')
  })

  it('is announced once, however often it is found', async () => {
    venue.missing = 900
    for (let times = 0; times < 3; times += 1) await bench.session.reconcile()
    expect(bench.payloads('trading-state.changed').map(({ state }) => state)).toEqual(['reducing'])
  })
})

describe('a comparison that the session makes by itself', () => {
  it('is told to whoever wants to hear, and announced', async () => {
    await pass(70_000)
    expect(reports.length).toBeGreaterThan(0)
    expect(reports.every(({ isConsistent }) => isConsistent)).toBe(true)
    expect(bench.payloads('reconciliation.done').every(({ differences }) => differences === 0)).toBe(true)
  })

  it('finds what somebody traded elsewhere, and keeps entries away from that instrument alone', async () => {
    venue.tradeElsewhere(ABC.instrumentId, 2)
    await pass(120_000)
    const found = reports.at(-1)?.differences.map(({ finding }) => finding.kind)
    expect(found).toContain('position')
    expect(bench.payloads('reconciliation.done').at(-1)?.differences).toBe(found?.length)
    expect(await place()).toBe('INSTRUMENT_QUARANTINED')
    expect(await place({ instrumentId: XYZ.instrumentId })).toBe('placed')
  })

  it('holds the account for missing cash, without being asked', async () => {
    venue.missing = 900
    await pass(240_000)
    expect(bench.session.tradingState.state).toBe('reducing')
    venue.missing = 0
    await pass(240_000)
    expect(bench.session.tradingState.state).toBe('active')
  })

  it('ends with the market', async () => {
    await bench.session.stopMarket()
    reports.length = 0
    await pass(70_000)
    expect(reports).toEqual([])
  })
})

describe('funding', () => {
  const fund = (rate: number): Promise<void> => {
    bench.market.say({
      kind: 'funding',
      instrumentId: ABC.instrumentId,
      rate,
      markPrice: 110,
      timeMs: timeMs(bench.market.clock.nowMs()),
    })
    return bench.session.settle()
  }

  it('is booked when the venue takes it, so that ledger and venue agree to the last digit', async () => {
    await place()
    bench.market.clock.advanceBy(1_000)
    await fund(0.001)
    const { portfolio } = bench.session
    expect(portfolio.funding.toFixed()).toBe('-0.11')
    const { cash } = await bench.trading.queryAccount()
    expect(portfolio.cash.toFixed()).toBe(cash.toFixed())
    expect(portfolio.ledgerBalanced()).toBe(true)
    expect(bench.session.account.equity).toBeCloseTo(portfolio.cash.toNumber() - 0.5, 9)
    const report = await bench.session.reconcile()
    expect([report.isConsistent, report.bookedAdjustments]).toEqual([true, 0])
  })

  it('is written down as an adjustment with its entry and its postings', async () => {
    await place()
    bench.market.clock.advanceBy(1_000)
    await fund(0.001)
    expect(bench.journal.facts('adjusted').map(({ adjustment }) => adjustment)).toMatchObject([
      { kind: 'funding', owner: HAND, instrumentId: ABC.instrumentId },
    ])
    const booking = bench.journal.records.find(({ fact }) => fact.kind === 'adjusted')?.booking
    expect(booking?.entries.map(({ kind }) => kind)).toEqual(['funding'])
    expect(booking?.postings.reduce((sum, { amount }) => sum.add(amount), ZERO).toFixed()).toBe('0')
  })

  it('is booked once, also where a comparison asks about it again', async () => {
    await place()
    bench.market.clock.advanceBy(1_000)
    await fund(0.001)
    await bench.session.reconcile()
    await bench.session.reconcile()
    expect(bench.journal.facts('adjusted')).toHaveLength(1)
  })

  it('is divided over the owners who hold', async () => {
    await place()
    const owner = strategyOwner(strategyId('bot'))
    await place({ owner, source: 'strategy', size: { kind: 'quantity', quantity: '3' }, stopLossPrice: price(90) })
    bench.market.clock.advanceBy(1_000)
    await fund(0.001)
    const shares = bench.journal
      .facts('adjusted')
      .map(({ adjustment }) => [adjustment.owner, adjustment.cash.toFixed()])
    expect(Object.fromEntries(shares)).toEqual({ [HAND]: '-0.11', [owner]: '-0.33' })
    const { cash } = await bench.trading.queryAccount()
    expect(bench.session.portfolio.cash.toFixed()).toBe(cash.toFixed())
  })
})

describe('what the venue says of its instruments at the start', () => {
  const heldSince = { instrumentId: ABC.instrumentId, reason: 'as an earlier start was told', sinceMs: 1 }
  const stored = (cause: 'maintenance' | 'person') => ({
    ...NEW_LEDGER,
    findings: { ...NEW_LEDGER.findings, quarantines: [{ ...heldSince, cause }] },
  })
  const held = ({ session }: SessionBench<HandMarket>): string[] =>
    session.execution.reconciliation.quarantines.map(({ instrumentId, cause }) => `${instrumentId} ${cause}`)

  it('holds what it does not let trade', async () => {
    const market = new HandMarket(() => undefined)
    market.offered = [ABC, { ...XYZ, status: 'delisted' }]
    expect(held(await openHandBench({ market }))).toEqual(['test:XYZ delisted'])
  })

  it('lets go what an earlier start was told, where that is over', async () => {
    expect(held(await openHandBench({ ledger: stored('maintenance') }))).toEqual([])
  })

  it('keeps what a person has set aside', async () => {
    expect(held(await openHandBench({ ledger: stored('person') }))).toEqual(['test:ABC person'])
  })
})

describe('money that is taken out', () => {
  const withdrawal: VenueAdjustment = {
    adjustmentId: 'out-1',
    kind: 'transfer',
    instrumentId: undefined,
    quantity: quantity(0),
    price: price(0),
    cash: money(-50_000),
    reason: 'withdrawn on the website',
    timeMs: timeMs(START_MS),
  }
  const tick = async (): Promise<void> => {
    bench.market.clock.advanceBy(2_000)
    bench.market.quote(100)
    bench.market.trade(100)
    await bench.session.settle()
  }

  it('is no loss: no guard trips by it, and entries go on', async () => {
    await tick()
    bench.session.execution.reconciliation.handleAdjustment(withdrawal)
    await bench.session.settle()
    await tick()
    expect(bench.session.account.equity).toBe(50_000)
    expect(bench.payloads('risk.guard')).toEqual([])
    expect(bench.session.guards.views().find(({ guardId }) => guardId === 'drawdown')?.measured).toBe(0)
    expect(await place()).toBe('placed')
  })

  it('is not counted as a loss of the day, nor what is put in as a profit, also after a restart', async () => {
    await tick()
    await place()
    const { day } = bench.session.account
    const profit = day.profitToday(bench.session.account.equity)
    bench.session.execution.reconciliation.handleAdjustment(withdrawal)
    bench.session.execution.reconciliation.handleAdjustment({ ...withdrawal, adjustmentId: 'in-1', cash: money(700) })
    await bench.session.settle()
    expect(profit).toBeCloseTo(-0.5, 9)
    expect(day.profitToday(bench.session.account.equity)).toBeCloseTo(profit, 9)
    expect(bench.journal.facts('dayStarted').at(-1)).toMatchObject({ dayStartEquity: 50_700, startMs: day.startMs })
  })

  it('is booked once, however often it is told', async () => {
    for (let times = 0; times < 3; times += 1) {
      bench.session.execution.reconciliation.handleAdjustment(withdrawal)
      await bench.session.settle()
    }
    expect(bench.session.portfolio.cash.toFixed()).toBe('50000')
    expect(bench.session.portfolio.ledgerBalanced()).toBe(true)
  })
})

describe('refusals of an earlier start', () => {
  it('are there when the session opens, before the first new one', async () => {
    const denial = {
      code: 'STALE_DATA',
      message: '',
      measured: 1,
      limit: 0,
      unit: 'state',
      quantityThatFits: undefined,
    }
    const denials = [{ intent: handIntent(), denial, timeMs: 500 }]
    bench = await openHandBench({
      settings: { risk: { maxOrderNotional: '10' } },
      history: () => ({ entries: [], flows: [], denials }),
    })
    expect(await place()).toBe('MAX_ORDER_NOTIONAL')
    expect(bench.session.refusals.list().map((each) => each.denial.code)).toEqual(['STALE_DATA', 'MAX_ORDER_NOTIONAL'])
  })
})
