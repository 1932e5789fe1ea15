import { describe, expect, it } from 'vitest'
import { exchangeSettings } from './exchange-settings.ts'
import { OKX_SPOT } from './okx.ts'
import { VENUE_PROFILES } from './profiles.ts'

describe('what ccxt is made with', () => {
  it('is the options of the profile where there is money', () => {
    for (const profile of VENUE_PROFILES) {
      const { options, headers } = exchangeSettings(profile, 'live')
      expect(options).toEqual(profile.options)
      expect(headers).toEqual({})
    }
  })

  it('has the header and the option of play money beside them on the testnet of OKX', () => {
    const { options, headers } = exchangeSettings(OKX_SPOT, 'testnet')
    expect(options).toEqual({ ...OKX_SPOT.options, sandboxMode: true })
    expect(headers).toEqual({ 'x-simulated-trading': '1' })
  })

  it('switches off the calls that nobody uses', () => {
    expect(exchangeSettings(OKX_SPOT, 'live').has).toEqual({ fetchCurrencies: false })
  })
})
