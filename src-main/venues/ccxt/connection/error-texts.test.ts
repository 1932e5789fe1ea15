import { describe, expect, it } from 'vitest'
import { ERROR_TEXTS, type ErrorFacts } from './error-texts.ts'
import type { VenueErrorKind } from './venue-error.ts'

const NOTHING: ErrorFacts = {
  label: 'The venue',
  environment: 'testnet',
  said: undefined,
  status: undefined,
  code: undefined,
  proxy: undefined,
  clock: undefined,
  retryAtMs: undefined,
  isUnclearCommand: false,
}
const ALL: ErrorFacts = {
  ...NOTHING,
  said: 'No, code -1',
  status: 400,
  code: 'ECONNREFUSED',
  proxy: 'http://proxy:8080',
  clock: { offsetMs: -3_600_000, roundTripMs: 20, measuredAtMs: 0 as never },
  retryAtMs: Date.UTC(2026, 0, 5, 12),
  isUnclearCommand: true,
}

describe('the text of a failure', () => {
  it.each(Object.keys(ERROR_TEXTS) as VenueErrorKind[])(
    'of kind %s says why and what to do, whatever is known',
    (kind) => {
      for (const facts of [NOTHING, ALL]) {
        const { why, advice } = ERROR_TEXTS[kind](facts)
        expect(why).toContain('The venue')
        expect(why).not.toMatch(/undefined|null|NaN| {2}|\.$|\(\)/)
        expect(advice).toMatch(/^[A-Z].*\.$/)
        expect(advice).not.toMatch(/undefined|null|NaN| {2}/)
      }
    },
  )

  it('says by how much the clock is off and in which direction', () => {
    expect(ERROR_TEXTS.clockOff(ALL).why).toContain('the clock of this machine is 3600.0 s ahead of that of the venue')
    const behind = { ...ALL, clock: { offsetMs: 1_500, roundTripMs: 20, measuredAtMs: 0 as never } }
    expect(ERROR_TEXTS.clockOff(behind).why).toContain('1.5 s behind that of the venue')
  })

  it('says until when nothing can be asked', () => {
    expect(ERROR_TEXTS.banned(ALL).why).toContain('until 2026-01-05 12:00:00 UTC')
    expect(ERROR_TEXTS.banned(NOTHING).why).toContain('for now')
  })
})
