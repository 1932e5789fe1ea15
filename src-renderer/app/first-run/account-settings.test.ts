import { describe, expect, it } from 'vitest'
import { accountFaults, accountPatch, type AccountSettings, readAccountSettings } from './account-settings.ts'
import { PRESETS, presetOf } from './risk-presets.ts'

const configuration = {
  paper: { startingCash: '100000', makerFeeBps: 2, takerFeeBps: 5, leverage: 5 },
  risk: { ...PRESETS.standard, maxOrderNotional: '50000' },
}
const settings: AccountSettings = {
  startingCash: '100000',
  makerFeeBps: '2',
  takerFeeBps: '5',
  limits: PRESETS.standard,
}

describe('the paper account of the guide', () => {
  it('is read from the configuration', () => {
    expect(readAccountSettings(configuration)).toEqual(settings)
    expect(readAccountSettings({ paper: {} })).toBeUndefined()
  })

  it('changes only what differs', () => {
    expect(accountPatch(settings, { ...settings, makerFeeBps: '2.0' })).toBeUndefined()
    expect(accountPatch(settings, { ...settings, startingCash: '5000', limits: PRESETS.careful })).toEqual({
      paper: { startingCash: '5000' },
      risk: PRESETS.careful,
    })
  })

  it('names the fields that cannot be saved', () => {
    expect([...accountFaults(settings)]).toEqual([])
    expect([...accountFaults({ ...settings, startingCash: '0', makerFeeBps: '', takerFeeBps: '101' })]).toEqual([
      'startingCash',
      'makerFeeBps',
      'takerFeeBps',
    ])
  })
})

describe('a preset', () => {
  it('is known by its limits', () => {
    expect(presetOf(PRESETS.wide)).toBe('wide')
    expect(presetOf({ ...PRESETS.wide, maxLeverage: 2 })).toBeUndefined()
  })
})
