import { describe, expect, it } from 'vitest'
import type { DifferenceView, InstrumentReconciliation, ReconciliationView } from '../../../src-contract/index.ts'
import { comparisonRows, gapOf } from './comparison-rows.ts'

const instrument = (change: Partial<InstrumentReconciliation> = {}): InstrumentReconciliation => ({
  instrumentId: 'paper:BTC',
  outcome: 'agreed',
  reason: null,
  ledgerQuantity: '0.42',
  venueQuantity: '0.420',
  ledgerOrders: 2,
  venueOrders: 2,
  quarantine: null,
  ...change,
})

const difference = (change: Partial<DifferenceView> = {}): DifferenceView => ({
  differenceId: 'd1',
  kind: 'position',
  instrumentId: 'paper:BTC',
  subject: 'position',
  ledger: '0.42 long',
  venue: '0.52 long',
  cause: 'placed elsewhere',
  firstSeenMs: 1,
  lastSeenMs: 2,
  state: 'open',
  actions: ['adopt'],
  ...change,
})

const view = (change: Partial<ReconciliationView> = {}): ReconciliationView => ({
  running: false,
  periodMs: 15_000,
  lastPassMs: 2,
  lastFault: null,
  unknownOrders: 0,
  cash: null,
  instruments: [],
  differences: [],
  ...change,
})

const outcomes = (of: ReconciliationView): string[] =>
  comparisonRows(of).map(({ rowId, outcome }) => `${rowId}: ${outcome}`)

describe('both sides in rows', () => {
  it('agree where both say the same number, however it is written', () => {
    expect(outcomes(view({ instruments: [instrument()] }))).toEqual([
      'positions paper:BTC: agreed',
      'orders paper:BTC: agreed',
    ])
  })

  it('differ where the numbers do, before the engine has named a cause', () => {
    expect(outcomes(view({ instruments: [instrument({ venueQuantity: '0.5' })] }))[0]).toBe(
      'positions paper:BTC: differs',
    )
  })

  it('carry the open difference of their kind, and no other', () => {
    const differences = [
      difference({ differenceId: 'old', state: 'ignored' }),
      difference(),
      difference({ differenceId: 'd2', kind: 'foreignOrder' }),
      difference({ differenceId: 'd3', instrumentId: 'paper:ETH' }),
    ]
    const rows = comparisonRows(view({ instruments: [instrument()], differences }))
    expect(rows.map((row) => row.difference?.differenceId)).toEqual(['d1', 'd2'])
    expect(rows.map((row) => row.outcome)).toEqual(['differs', 'differs'])
  })

  it('say that nobody was asked where nobody was, even if the old numbers agree', () => {
    const asked = instrument({ outcome: 'notAsked', reason: 'the venue is down' })
    expect(comparisonRows(view({ instruments: [asked] }))[0]).toMatchObject({
      outcome: 'notAsked',
      reason: 'the venue is down',
    })
  })

  it('leave orders out where neither side has any, and cash stands last', () => {
    const cash = { currency: 'USDT', ledger: '10', venue: '9.5' }
    const quiet = instrument({ ledgerOrders: 0, venueOrders: 0 })
    expect(outcomes(view({ instruments: [quiet], cash }))).toEqual([
      'positions paper:BTC: agreed',
      'cash USDT: differs',
    ])
  })

  it('begin with what differs in each section', () => {
    const instruments = [
      instrument({ instrumentId: 'paper:ADA' }),
      instrument({ instrumentId: 'paper:BTC', venueQuantity: '1' }),
    ]
    expect(
      comparisonRows(view({ instruments }))
        .map(({ instrumentId }) => instrumentId)
        .slice(0, 2),
    ).toEqual(['paper:BTC', 'paper:ADA'])
  })
})

describe('the difference of two sides', () => {
  it('is what the venue has more, exactly zero for equal decimals', () => {
    expect(gapOf({ ledger: '48', venue: '53' })).toBe(5)
    expect(gapOf({ ledger: '0.3', venue: '0.30' })).toBe(0)
    expect(gapOf({ ledger: null, venue: '1' })).toBeUndefined()
  })
})
