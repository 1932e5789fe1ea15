import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeDecision, exposureOf, NO_EXPOSURE } from './exposure.ts'
import { accountOf } from './testing/fake-engine-link.ts'

const EXPOSED = exposureOf(accountOf({ openPositions: 1, workingOrders: 0 }))

describe('exposureOf', () => {
  it.each([
    [0, 0, false],
    [1, 0, true],
    [0, 1, true],
  ])('finds %i positions and %i orders exposed: %s', (openPositions, workingOrders, isExposed) => {
    expect(exposureOf(accountOf({ openPositions, workingOrders }))).toEqual({
      openPositions,
      workingOrders,
      isExposed,
    })
  })
})

describe('closeDecision', () => {
  it.each([
    ['whileExposed', EXPOSED, 'hide'],
    ['whileExposed', NO_EXPOSURE, 'quit'],
    ['always', NO_EXPOSURE, 'hide'],
    ['never', EXPOSED, 'quit'],
  ] as const)('with %s and %o is to %s', (closeToTray, exposure, decision) => {
    expect(closeDecision({ closeToTray, exposure, isTrayAvailable: true })).toBe(decision)
  })

  it('never hides a window that could not be brought back', () => {
    const anyCloseToTray = fc.constantFrom('whileExposed', 'always', 'never' as const)
    fc.assert(
      fc.property(anyCloseToTray, fc.constantFrom(EXPOSED, NO_EXPOSURE), (closeToTray, exposure) => {
        expect(closeDecision({ closeToTray, exposure, isTrayAvailable: false })).toBe('quit')
      }),
    )
  })
})
