import type { VenueSide } from '../venue/index.ts'
import type { FaultRow } from './fault-rows.ts'
import type { SuiteRow } from './venue-rows.ts'

/** A test that the run has come across. */
export interface FoundTest {
  readonly name: string
  /** Suites around it, the outermost first. */
  readonly suites: readonly string[]
  readonly state: 'passed' | 'failed' | 'skipped'
  /** The listed fault that it shows. */
  readonly fault?: { readonly id: string; readonly side: VenueSide }
}

/** What became of one row of a list; `why` says what is missing or wrong. */
export interface Outcome {
  readonly state: 'passed' | 'failed' | 'skipped'
  /** Tests that ran and held. */
  readonly passed: number
  readonly why: string
}

const SUITE = /^(?:market|trading) venue /

/** A suite passes where all of it that ran has held; it is skipped only for a reason that is stated. */
export function suiteOutcome({ suite, venue, reason }: SuiteRow, tests: readonly FoundTest[]): Outcome {
  const own = tests.filter(({ suites }) => suites.includes(suite))
  if (own.length === 0)
    return reason === undefined
      ? { state: 'failed', passed: 0, why: `${venue} has neither a fixture nor a stated reason` }
      : { state: 'skipped', passed: 0, why: reason }
  if (reason === undefined) return outcomeOf(own)
  return { ...outcomeOf(own), state: 'failed', why: `${venue} has a fixture, and a reason to have none` }
}

/** A fault is shown where tests of its own have run and all have held; it is never skipped. */
export function faultOutcome({ id }: FaultRow, side: VenueSide, tests: readonly FoundTest[]): Outcome {
  const own = tests.filter(({ fault }) => fault?.id === id && fault.side === side)
  const skipped = own.filter(({ state }) => state === 'skipped')
  if (skipped.length > 0) return { ...outcomeOf(own), state: 'failed', why: `not run: ${namesOf(skipped)}` }
  return outcomeOf(own)
}

/** What no list speaks of and must not be lost: tests that failed, and suites of venues that are not listed. */
export function strays(tests: readonly FoundTest[], rows: readonly SuiteRow[]): string[] {
  const listed = new Set(rows.map(({ suite }) => suite))
  const suites = new Set(tests.flatMap((test) => test.suites.filter((name) => SUITE.test(name))))
  const isListed = ({ suites: around, fault }: FoundTest): boolean =>
    fault !== undefined || around.some((name) => listed.has(name))
  return [
    ...Array.from(suites, (name) => (listed.has(name) ? [] : [`${name} is run and not listed`])).flat(),
    ...tests.filter((test) => test.state === 'failed' && !isListed(test)).map((test) => `${nameOf(test)} failed`),
  ]
}

function outcomeOf(tests: readonly FoundTest[]): Outcome {
  const failed = tests.filter(({ state }) => state === 'failed')
  const passed = tests.filter(({ state }) => state === 'passed').length
  if (failed.length > 0) return { state: 'failed', passed, why: namesOf(failed) }
  return passed === 0 ? { state: 'failed', passed, why: 'no test of it ran' } : { state: 'passed', passed, why: '' }
}

function namesOf(tests: readonly FoundTest[]): string {
  return tests.map(nameOf).join('; ')
}

function nameOf({ suites, name }: FoundTest): string {
  return [...suites, name].join(' > ')
}
