import { describe, expect, it } from 'vitest'
import { MARKET_VENUES, TRADING_VENUES } from '../../src-main/venues/registry.ts'
import { VENUE_PROFILE_IDS } from '../../src-main/venues/ccxt/profiles/profiles.ts'
import { COMMANDS } from '../venue/control/commands.ts'
import { unknownCommands } from '../venue-check/command-faults.ts'
import { FAULT_ROWS, faultId, type FaultRow, rowOf } from '../venue-check/fault-rows.ts'
import { reportOn } from '../venue-check/report.ts'
import { suiteRows } from '../venue-check/venue-rows.ts'
import { faultOutcome, type FoundTest, strays, suiteOutcome } from '../venue-check/verdict.ts'

const PAPER = { venue: 'paper', kind: 'trading', suite: 'trading venue paper' } as const
const FAR = { ...PAPER, venue: 'far', suite: 'trading venue far', reason: 'nothing answers like it' } as const
const ROW: FaultRow = rowOf('order: drop, taken', 'spot')

function test(words: Partial<FoundTest> = {}): FoundTest {
  return { name: 'holds', suites: [PAPER.suite], state: 'passed', ...words }
}

function shown(state: FoundTest['state'], side: 'spot' | 'usdm' = 'spot'): FoundTest {
  return test({ suites: ['An order'], fault: { id: ROW.id, side }, state })
}

/** Tests by which everything that can be shown is shown. */
function everything(): FoundTest[] {
  return [
    ...suiteRows().flatMap(({ suite, reason }) => (reason === undefined ? [test({ suites: [suite] })] : [])),
    ...FAULT_ROWS.flatMap(({ id, sides }) => sides.map((side) => test({ suites: ['A fault'], fault: { id, side } }))),
  ]
}

describe('The venues of the check', () => {
  it('are those of the registries and of the profiles, each with the suites of what it can do', () => {
    const own = suiteRows().map(({ kind, venue }) => `${kind} ${venue}`)
    for (const { id } of MARKET_VENUES) expect(own).toContain(`market ${id}`)
    for (const { id } of TRADING_VENUES) expect(own).toContain(`trading ${id} in memory`)
    for (const id of VENUE_PROFILE_IDS) expect(own).toEqual(expect.arrayContaining([`market ${id}`, `trading ${id}`]))
    expect(new Set(own).size).toBe(own.length)
  })

  it('pass where their suite ran and held, whatever it skipped for what they do not offer', () => {
    const outcome = suiteOutcome(PAPER, [test(), test({ state: 'skipped' })])
    expect(outcome).toEqual({ state: 'passed', passed: 1, why: '' })
  })

  it.each([
    {
      where: 'a test of the suite failed',
      row: PAPER,
      tests: [test(), test({ state: 'failed' })],
      why: 'paper > holds',
    },
    { where: 'nothing of the suite ran', row: PAPER, tests: [test({ state: 'skipped' })], why: 'no test of it ran' },
    { where: 'there is no fixture and no reason', row: PAPER, tests: [], why: 'neither a fixture nor a stated reason' },
    {
      where: 'the reason is out of date',
      row: FAR,
      tests: [test({ suites: [FAR.suite] })],
      why: 'a reason to have none',
    },
  ])('fail where $where', ({ row, tests, why }) => {
    expect(suiteOutcome(row, tests)).toMatchObject({ state: 'failed', why: expect.stringContaining(why) })
  })

  it('are skipped for a reason that is stated', () => {
    expect(suiteOutcome(FAR, [test()])).toMatchObject({ state: 'skipped', why: FAR.reason })
  })
})

describe('The faults of the check', () => {
  it('pass where a test of their own ran at that side and held', () => {
    expect(faultOutcome(ROW, 'spot', [shown('passed'), shown('failed', 'usdm')])).toMatchObject({ state: 'passed' })
  })

  it.each([
    ['has no test', []],
    ['is shown at the other side only', [shown('passed', 'usdm')]],
    ['has a test that failed', [shown('passed'), shown('failed')]],
    ['has a test that was skipped', [shown('passed'), shown('skipped')]],
  ])('fail where one %s', (_, tests) => {
    expect(faultOutcome(ROW, 'spot', tests).state).toBe('failed')
  })

  it('are named by the fault itself', () => {
    expect(faultId('order', { kind: 'hang', taken: false })).toBe('order: hang, not taken')
    expect(faultId('question', { kind: 'ban', status: 418, forMs: 1 })).toBe('question: ban 418')
    expect(() => faultId('cancel', { kind: 'partialFill', share: 1 })).toThrow('no listed fault')
    expect(() => rowOf('exchange: listen key expired', 'spot')).toThrow('no listed fault of spot')
  })

  it('are all that the simulator can be told', () => {
    expect(unknownCommands(COMMANDS.map(({ name }) => name))).toEqual([])
    expect(unknownCommands(['price', 'earthquake'])).toEqual([expect.stringContaining('earthquake')])
  })
})

describe('What no list speaks of', () => {
  it('is found: a suite of no listed venue, and a failure of whatever else ran', () => {
    const stray = test({ suites: ['trading venue unlisted'] })
    const other = test({ suites: ['Venue registries'], state: 'failed' })
    expect(strays([test(), stray, other], [PAPER])).toEqual([
      'trading venue unlisted is run and not listed',
      'Venue registries > holds failed',
    ])
  })

  it('is nothing where a failure is counted by its row', () => {
    expect(strays([test({ state: 'failed' }), shown('failed')], [PAPER])).toEqual([])
  })
})

describe('The report', () => {
  it('is good where everything is shown, and ends with the count of its rows', () => {
    const { lines, isGood } = reportOn(everything(), [])
    const skipped = suiteRows().filter(({ reason }) => reason !== undefined).length
    expect(isGood).toBe(true)
    expect(lines.at(-1)).toBe(`${everything().length} passed, 0 failed, ${skipped} skipped`)
  })

  it.each([0, 10, 50])('is bad where test %i is missing, and names its row', (index) => {
    const tests = everything()
    const [missing] = tests.splice(index, 1)
    const { lines, isGood } = reportOn(tests, [])
    expect(isGood).toBe(false)
    expect(lines.at(-1)).toMatch(/ passed, 1 failed, /)
    expect(lines.at(-2)).toContain(`FAIL  ${missing?.fault?.id ?? missing?.suites[0]}`)
  })

  it('is bad where an error came from nowhere', () => {
    const { lines, isGood } = reportOn(everything(), ['a file could not be read'])
    expect(isGood).toBe(false)
    expect(lines).toContain('FAIL  a file could not be read')
    expect(lines.at(-1)).toMatch(/ passed, 1 failed, /)
  })
})
