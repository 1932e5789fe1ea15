import { beforeEach, describe, expect, it } from 'vitest'
import type { ResolutionDraft } from '../src-contract/index.ts'
import { EngineError } from './base/index.ts'
import type { EngineParts } from './compose-parts.ts'
import { Readings } from './compose-readings.ts'
import { reconciliationApi } from './compose-safety.ts'
import { HAND, strategyId, strategyOwner, UNASSIGNED } from './domain/index.ts'
import type { ReconciliationReport } from './execution/index.ts'
import type { EngineApi } from './gateway/index.ts'
import { EngineConfig } from './engine-config.ts'
import { DriftingVenue } from './session/testing/drifting-venue.ts'
import { ABC, type HandMarket, XYZ } from './session/testing/hand-market.ts'
import { handIntent } from './session/testing/intents.ts'
import { openHandBench, type SessionBench } from './session/testing/session-bench.ts'

const PAPER_ONLY = { desk: { account: 'paper', isFirst: true }, config: { current: EngineConfig.parse({}) } }

const POSITION = `position:${ABC.instrumentId}`
const ORDER = `order:${ABC.instrumentId}:web-1`
const BOT = strategyOwner(strategyId('ema-cross'))

let bench: SessionBench<HandMarket>
let venue: DriftingVenue
let judged: ReconciliationReport[]
let api: EngineApi['reconciliation']

beforeEach(async () => {
  judged = []
  bench = await openHandBench({
    settings: { strategies: { 'ema-cross': { enabled: true } } },
    wrapTrading: (paper) => (venue = new DriftingVenue(paper)),
  })
  const accountAlerts = { handleReport: (report: ReconciliationReport) => judged.push(report) }
  const parts = { session: bench.session, bus: bench.bus, ...PAPER_ONLY, accountAlerts } as unknown as EngineParts
  api = reconciliationApi(parts, new Readings(parts))
})

function draft(change: Partial<ResolutionDraft> = {}): ResolutionDraft {
  return { differenceId: POSITION, action: 'adopt', reason: 'seen on the website', ...change }
}

/** Somebody bought 2 ABC elsewhere, and the comparison has found it. */
async function drift(amount = 2): Promise<void> {
  venue.tradeElsewhere(ABC.instrumentId, amount)
  await api.run()
}

async function buy(): Promise<void> {
  bench.session.desk.submit(handIntent())
  await bench.session.settle()
}

const held = (owner = UNASSIGNED): string => bench.session.portfolio.ownerQuantity(ABC.instrumentId, owner).toFixed()

async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action()
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error)
  }
  return 'nothing was thrown'
}

describe('ledger and venue side by side', () => {
  it('agree at first, with cash, period and the time of the comparison', async () => {
    const view = api.get()
    expect(view).toMatchObject({
      running: false,
      periodMs: 30_000,
      lastPassMs: 1_000,
      lastFault: null,
      unknownOrders: 0,
      cash: { currency: 'USDT', ledger: '100000', venue: '100000' },
      differences: [],
    })
  })

  it('shows what each side has of an instrument that both know', async () => {
    await buy()
    bench.session.desk.submit(
      handIntent({
        type: 'limit',
        limitPrice: ABC.tickSize,
        timeInForce: 'GTC',
        size: { kind: 'value', value: '50' },
        idempotencyKey: 'waits',
      }),
    )
    await bench.session.settle()
    const { instruments } = await api.run()
    expect(instruments).toEqual([
      {
        instrumentId: ABC.instrumentId,
        outcome: 'agreed',
        reason: null,
        ledgerQuantity: '1',
        venueQuantity: '1',
        ledgerOrders: 1,
        venueOrders: 1,
        quarantine: null,
      },
    ])
  })

  it('shows a position that differs, with what each side says, why, and what can be done', async () => {
    await buy()
    await drift()
    const { differences, instruments } = api.get()
    expect(differences.find(({ kind }) => kind === 'position')).toMatchObject({
      differenceId: POSITION,
      instrumentId: ABC.instrumentId,
      subject: 'position',
      ledger: '1',
      venue: '3',
      state: 'open',
      actions: ['adopt', 'ignore'],
      cause: expect.stringMatching(/\.$/),
    })
    expect(instruments).toMatchObject([
      { outcome: 'differs', quarantine: { reason: expect.stringContaining('Ledger and venue differ') } },
    ])
  })

  it('shows open differences first, then those that were let be', async () => {
    await drift()
    venue.placeElsewhere(ABC.instrumentId, 'web-1')
    await api.run()
    await api.resolve(draft({ action: 'ignore' }), 'key-1')
    const states = api.get().differences.map(({ state }) => state)
    expect(states).toEqual(states.toSorted((left, right) => right.localeCompare(left)))
    expect(new Set(states)).toEqual(new Set(['open', 'ignored']))
  })

  it('tells why a comparison came to no answer, instead of failing, and forgets it after one that did', async () => {
    venue.silence = 'the exchange does not answer'
    expect((await api.run()).lastFault).toMatchObject({ text: expect.stringContaining('does not answer') })
    venue.silence = undefined
    expect((await api.run()).lastFault).toBeNull()
  })

  it('has every comparison by hand judged as those are that come by themselves', async () => {
    await drift()
    expect(judged.map(({ isConsistent }) => isConsistent)).toEqual([false])
    venue.silence = 'the exchange does not answer'
    await api.run()
    expect(judged).toHaveLength(1)
  })
})

describe('resolving a difference', () => {
  it('says its steps and what comes of them before anything is done', async () => {
    await drift()
    const before = bench.journal.records.length
    expect(api.preview(draft())).toEqual({
      steps: ['Booked as adopted for unassigned: 2 at 100 in test:ABC.'],
      positionAfter: '2',
      averagePriceAfter: '100',
      cashAfter: null,
    })
    expect(api.preview(draft({ action: 'ignore' }))).toEqual({
      steps: ['The difference is let be; it comes back when its numbers change.'],
      positionAfter: null,
      averagePriceAfter: null,
      cashAfter: null,
    })
    expect(bench.journal.records).toHaveLength(before)
    expect(held()).toBe('0')
  })

  it('says what cash would be, where cash is what differs', async () => {
    venue.missing = 900
    await api.run()
    expect(api.preview(draft({ differenceId: 'cash:USDT' }))).toMatchObject({
      steps: ['Booked as transfer for unassigned: -900.'],
      positionAfter: null,
      cashAfter: '99100',
    })
    await api.resolve(draft({ differenceId: 'cash:USDT' }), 'key-1')
    expect(bench.session.portfolio.cash.toFixed()).toBe('99100')
    expect((await api.run()).differences.map(({ state }) => state)).toEqual(['resolved'])
    expect(bench.session.tradingState.state).toBe('active')
  })

  it('adopts what the venue has, for the owner who is named', async () => {
    await drift()
    const resolved = await api.resolve(draft({ owner: HAND }), 'key-1')
    expect(resolved).toMatchObject({ differenceId: POSITION, state: 'resolved', actions: [] })
    expect([held(HAND), held()]).toEqual(['2', '0'])
    const { instruments } = await api.run()
    expect(instruments).toMatchObject([{ outcome: 'agreed', quarantine: null }])
    expect(bench.payloads('position.updated').at(-1)?.position).toMatchObject({ owner: HAND })
  })

  it('adopts for a strategy that there is, and for nobody else', async () => {
    await drift()
    expect(await codeOf(() => api.resolve(draft({ owner: 'strategy:unheard-of' }), 'key-1'))).toBe('UNKNOWN_STRATEGY')
    expect(await codeOf(() => api.resolve(draft({ owner: 'somebody' }), 'key-2'))).toBe('BAD_REQUEST')
    expect(await codeOf(() => api.preview(draft({ owner: 'somebody' })))).toBe('BAD_REQUEST')
    await api.resolve(draft({ owner: BOT }), 'key-3')
    expect(held(BOT)).toBe('2')
  })

  it('is done once for each key, and a second call gets the same answer', async () => {
    await drift()
    const both = await Promise.all([api.resolve(draft(), 'key-1'), api.resolve(draft(), 'key-1')])
    const again = await api.resolve(draft(), 'key-1')
    expect(both).toEqual([again, again])
    expect(bench.journal.facts('adjusted')).toHaveLength(1)
  })

  it('refuses another draft under the same key, and it stays undone', async () => {
    await drift()
    await api.resolve(draft({ action: 'ignore' }), 'key-1')
    expect(await codeOf(() => api.resolve(draft(), 'key-1'))).toBe('IDEMPOTENCY_MISMATCH')
    expect(held()).toBe('0')
  })

  it('may be tried again under its key where it was refused', async () => {
    expect(await codeOf(() => api.resolve(draft(), 'key-1'))).toBe('UNKNOWN_DIFFERENCE')
    await drift()
    expect(await api.resolve(draft(), 'key-1')).toMatchObject({ state: 'resolved' })
  })

  it('keeps the reason and who decided with what is ignored', async () => {
    await drift()
    expect(await api.resolve(draft({ action: 'ignore' }), 'key-1')).toMatchObject({ state: 'ignored', actions: [] })
    expect(bench.journal.facts('differenceIgnored')).toMatchObject([
      { reason: 'seen on the website (decided by hand)' },
    ])
  })

  it('has the venue cancel an order that somebody placed elsewhere', async () => {
    venue.placeElsewhere(ABC.instrumentId, 'web-1')
    await api.run()
    const cancel = draft({ differenceId: ORDER, action: 'cancel' })
    expect(api.preview(cancel).steps).toEqual(['The venue is asked to cancel order web-1.'])
    expect(venue.cancelled).toEqual([])
    expect(await api.resolve(cancel, 'key-1')).toMatchObject({ kind: 'foreignOrder', subject: 'web-1', state: 'open' })
    await api.resolve(cancel, 'key-1')
    expect(venue.cancelled).toEqual(['web-1'])
  })

  it('makes an order of ours of one that somebody placed elsewhere, and says whose', async () => {
    venue.placeElsewhere(ABC.instrumentId, 'web-1')
    await api.run()
    const adopt = draft({ differenceId: ORDER, owner: HAND })
    expect(api.preview(adopt).steps[0]).toBe('Order web-1 (buy 1 test:ABC) becomes an order of hand.')
    await api.resolve(adopt, 'key-1')
    expect(bench.session.execution.openOrders().map(({ terms }) => terms.orderId)).toEqual(['web-1'])
  })

  it('refuses what a difference does not offer', async () => {
    await drift()
    expect(await codeOf(() => api.resolve(draft({ action: 'cancel' }), 'key-1'))).toBe('RESOLUTION_NOT_POSSIBLE')
  })
})

describe('holding an instrument by hand', () => {
  it('lets nothing be opened on it until it is released, whatever comparisons say', async () => {
    const { instrumentId } = ABC
    const view = await api.hold(instrumentId, 'news')
    expect(view).toMatchObject({ instrumentId, quarantine: { reason: 'held by hand: news' } })
    await api.run()
    expect(bench.session.desk.preview(handIntent())).toMatchObject({
      accepted: false,
      denial: { code: 'INSTRUMENT_QUARANTINED', message: expect.stringContaining('held by hand: news') },
    })
    await api.release(instrumentId, 'it is over')
    expect(bench.session.desk.preview(handIntent()).accepted).toBe(true)
  })

  it('refuses an instrument that is not there', async () => {
    expect(await codeOf(() => api.hold('test:NONE', 'why not'))).toBe('UNKNOWN_INSTRUMENT')
  })
})

describe('a difference that is settled', () => {
  it('frees its instrument at once where a person lets it be', async () => {
    await drift()
    await api.resolve(draft({ action: 'ignore' }), 'key-1')
    expect(bench.session.execution.reconciliation.quarantines).toEqual([])
    expect(bench.payloads('instrument.quarantined').at(-1)?.reason).toBeUndefined()
  })

  it('is compared again at once where the books were repaired', async () => {
    await drift()
    expect(bench.session.execution.reconciliation.quarantines).toHaveLength(1)
    await api.resolve(draft({ owner: HAND }), 'key-1')
    // No time passes: no periodic comparison is due.
    const quarantines = (): readonly unknown[] => {
      bench.systemClock.advanceBy(0)
      return bench.session.execution.reconciliation.quarantines
    }
    await expect.poll(quarantines).toEqual([])
  })
})

describe('releasing a quarantine', () => {
  it('lets entries through again, and keeps why', async () => {
    await drift()
    const view = await api.release(ABC.instrumentId, 'the position is mine')
    expect(view).toMatchObject({ instrumentId: ABC.instrumentId, quarantine: null })
    expect(bench.session.desk.preview(handIntent()).accepted).toBe(true)
    expect(bench.logs).toContainEqual({
      level: 'warn',
      message: 'a quarantine is released by hand',
      fields: { instrumentId: ABC.instrumentId, reason: 'the position is mine', by: 'hand' },
    })
  })

  it('answers also for an instrument that the venue was never asked about', async () => {
    const { instrumentId } = XYZ
    bench.market.say({ kind: 'instrument', instrumentId, instrument: { ...XYZ, status: 'maintenance' } })
    await bench.session.settle()
    expect(api.get().instruments).toMatchObject([
      { instrumentId, outcome: 'notAsked', quarantine: { reason: expect.stringContaining('maintenance') } },
    ])
    expect(await api.release(instrumentId, 'it trades')).toMatchObject({
      instrumentId,
      outcome: 'notAsked',
      quarantine: null,
    })
  })

  it('refuses where nothing is held, and where there is no such instrument', async () => {
    expect(await codeOf(() => api.release(ABC.instrumentId, 'why not'))).toBe('NOT_QUARANTINED')
    expect(await codeOf(() => api.release('test:NONE', 'why not'))).toBe('UNKNOWN_INSTRUMENT')
  })
})
