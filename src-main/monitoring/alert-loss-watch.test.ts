import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LossWatch } from './alert-loss-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const LIMIT = 0.05

function rig() {
  const { book, standing, standingKeys } = bookRig()
  const watch = new LossWatch(book)
  const lose = (measured: number): void => watch.handleLoss({ measured, limit: LIMIT, passed: measured < LIMIT })
  return { watch, lose, standing, standingKeys, book }
}

describe('LossWatch', () => {
  it('warns from four fifths of the limit on, with the numbers', () => {
    const { lose, standing } = rig()
    lose(0.0399)
    expect(standing()).toEqual([])
    lose(0.0401)
    expect(standing()).toMatchObject([{ code: 'DAILY_LOSS_NEAR', severity: 'warning' }])
    expect(standing()[0]?.detail).toMatch(/^4\.01% of the day's starting equity is lost, the limit is 5\.00%\./)
  })

  it('says only that the limit is reached once it is, and goes back to the warning after it', () => {
    const { lose, standing, standingKeys } = rig()
    lose(0.045)
    lose(0.05)
    expect(standing()).toMatchObject([{ code: 'DAILY_LOSS_REACHED', severity: 'critical' }])
    lose(0.049)
    expect(standingKeys()).toEqual(['DAILY_LOSS_NEAR'])
  })

  it('keeps the warning until the loss is well below, so that it does not flicker', () => {
    const { lose, standingKeys, book } = rig()
    for (const measured of [0.041, 0.039, 0.041, 0.0351]) lose(measured)
    expect(standingKeys()).toEqual(['DAILY_LOSS_NEAR'])
    expect(book.all()).toMatchObject([{ count: 1 }])
    lose(0.0349)
    expect(standingKeys()).toEqual([])
  })

  it('takes everything back on a day that began with nothing', () => {
    const { watch, lose, standingKeys } = rig()
    lose(0.06)
    watch.handleLoss(undefined)
    expect(standingKeys()).toEqual([])
  })

  it('never says both, and always says that the limit is reached while entries are denied', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), { maxLength: 30 }), (losses) => {
        const { lose, standingKeys } = rig()
        for (const measured of losses) {
          lose(measured)
          const keys = standingKeys()
          expect(keys.length).toBeLessThanOrEqual(1)
          expect(keys.includes('DAILY_LOSS_REACHED')).toBe(measured >= LIMIT)
          expect(keys.length > 0 || measured < 0.801 * LIMIT).toBe(true)
        }
      }),
    )
  })
})
