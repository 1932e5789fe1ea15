import { describe, expect, it } from 'vitest'
import { keyVariable, takeKeyVariables } from './key-variables.ts'

describe('keys in the environment', () => {
  it('are the same for all markets of an exchange', () => {
    expect(keyVariable('binance', 'api-key')).toBe('BINANCE_API_KEY')
    expect(keyVariable('binance-usdm', 'secret')).toBe('BINANCE_SECRET_KEY')
    expect(keyVariable('okx', 'passphrase')).toBe('OKX_PASSPHRASE')
  })

  it('are taken out of it, and nothing else is', () => {
    const environment: NodeJS.ProcessEnv = {
      BINANCE_API_KEY: 'key',
      BINANCE_SECRET_KEY: 'secret',
      KRAKEN_API_KEY: 'of a venue that is not asked about',
      PATH: '/bin',
    }
    expect(takeKeyVariables(environment, ['binance', 'binance-usdm'])).toEqual({
      BINANCE_API_KEY: 'key',
      BINANCE_SECRET_KEY: 'secret',
    })
    expect(environment).toEqual({ KRAKEN_API_KEY: 'of a venue that is not asked about', PATH: '/bin' })
  })

  it('count as absent where they are empty', () => {
    expect(takeKeyVariables({ BINANCE_API_KEY: '' }, ['binance'])).toEqual({})
  })
})
