import type { VenueSide } from '../venue/index.ts'
import { FAULT_ROWS, type FaultRow } from './fault-rows.ts'
import { type SuiteKind, type SuiteRow, suiteRows } from './venue-rows.ts'
import { faultOutcome, type FoundTest, type Outcome, strays, suiteOutcome } from './verdict.ts'

/** What is printed, and how it ended. */
export interface Report {
  readonly lines: readonly string[]
  readonly isGood: boolean
}

interface SuiteCell {
  readonly row: SuiteRow
  readonly outcome: Outcome
}

interface FaultCell {
  readonly row: FaultRow
  readonly side: VenueSide
  readonly outcome: Outcome
}

const KINDS: readonly SuiteKind[] = ['market', 'trading']
const SIDES: readonly VenueSide[] = ['spot', 'usdm']
const NOTHING = '–'
const NAME_WIDTH = 34
const CELL_WIDTH = 10

/**
 * The venues by their suites, the faults by their sides, what failed, and the count of all cells.
 * @param errors what went wrong outside of tests; each counts as a failure.
 */
export function reportOn(tests: readonly FoundTest[], errors: readonly string[]): Report {
  const rows = suiteRows()
  const suites = rows.map((row) => ({ row, outcome: suiteOutcome(row, tests) }))
  const faults = FAULT_ROWS.flatMap((row) =>
    row.sides.map((side) => ({ row, side, outcome: faultOutcome(row, side, tests) })),
  )
  const outcomes = [...suites, ...faults].map(({ outcome }) => outcome)
  const others = [...strays(tests, rows), ...errors]
  const count = (state: Outcome['state']): number => outcomes.filter((each) => each.state === state).length
  const failed = count('failed') + others.length
  const failures = [
    ...suites.flatMap(({ row, outcome }) => failure(row.suite, outcome)),
    ...faults.flatMap(({ row, side, outcome }) => failure(`${row.id} (${side})`, outcome)),
    ...others.map((text) => `FAIL  ${text}`),
  ]
  const total = `${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`
  return { isGood: failed === 0, lines: [...venueTable(suites), '', ...faultTable(faults), '', ...failures, total] }
}

function venueTable(suites: readonly SuiteCell[]): string[] {
  const lines = Array.from(new Set(suites.map(({ row }) => row.venue)), (venue) => {
    const own = suites.filter(({ row }) => row.venue === venue)
    const reason = own.find(({ outcome }) => outcome.state === 'skipped')?.outcome.why ?? ''
    const cells = KINDS.map((kind) => cell(own.find(({ row }) => row.kind === kind)?.outcome))
    return columns(venue, cells, reason)
  })
  return [columns('venue', KINDS, 'tests that held'), ...lines]
}

function faultTable(faults: readonly FaultCell[]): string[] {
  const lines = FAULT_ROWS.map((row) => {
    const own = faults.filter((each) => each.row === row)
    const cells = SIDES.map((side) => cell(own.find((each) => each.side === side)?.outcome))
    return columns(row.id, cells, row.holds)
  })
  return [columns('what meets: which fault', SIDES, 'what holds'), ...lines]
}

function columns(name: string, cells: readonly string[], text: string): string {
  return `${name.padEnd(NAME_WIDTH)}${cells.map((each) => each.padEnd(CELL_WIDTH)).join('')}${text}`.trimEnd()
}

function cell(outcome: Outcome | undefined): string {
  if (!outcome) return NOTHING
  return { passed: `pass ${outcome.passed}`, failed: 'FAIL', skipped: 'skip' }[outcome.state]
}

function failure(name: string, { state, why }: Outcome): string[] {
  return state === 'failed' ? [`FAIL  ${name}: ${why}`] : []
}
