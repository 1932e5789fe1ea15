import { describe, expect, it } from 'vitest'
import { faultLine, placeFaults } from './place-faults.ts'

const IDS = ['risk.maxLeverage', 'risk.maxLeverageDay', 'strategies.ema.instruments']

describe('faults of the engine', () => {
  it('go to the field of their path', () => {
    const fault = { path: 'risk.maxLeverage', message: 'must be above 0' }
    expect(placeFaults([fault], IDS)).toEqual({ byId: { 'risk.maxLeverage': 'must be above 0' }, general: [] })
  })

  it('go to the field whose value their path leads into, with the place in it', () => {
    const fault = { path: 'strategies.ema.instruments.0', message: 'must look like "BTC-PERP"' }
    expect(placeFaults([fault], IDS).byId).toEqual({
      'strategies.ema.instruments': '0: must look like "BTC-PERP"',
    })
  })

  it('stand beside each other at one field', () => {
    const faults = ['one', 'two'].map((message) => ({ path: 'risk.maxLeverageDay', message }))
    expect(placeFaults(faults, IDS).byId).toEqual({ 'risk.maxLeverageDay': 'one. two' })
  })

  it('are kept where there is no field for them', () => {
    const faults = [
      { path: 'risk.maxLeverag', message: 'is not a known key' },
      { path: '', message: 'is not JSON' },
    ]
    const { byId, general } = placeFaults(faults, IDS)
    expect({ byId, lines: general.map(faultLine) }).toEqual({
      byId: {},
      lines: ['risk.maxLeverag: is not a known key', 'is not JSON'],
    })
  })
})
