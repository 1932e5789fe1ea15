import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MarketConfig, PaperConfig } from './venues-config.ts'

describe('MarketConfig', () => {
  it('simulates a market unless told otherwise', () => {
    expect(MarketConfig.parse({})).toMatchObject({
      venue: 'simulated',
      simulated: { seed: 7, speed: 20, funding: true },
    })
  })

  it('asks for a candle file only when it replays', () => {
    const result = MarketConfig.safeParse({ venue: 'replay' })
    expect(result.error?.issues).toMatchObject([{ path: ['replay', 'file'] }])
    expect(MarketConfig.safeParse({ venue: 'replay', replay: { file: 'a.csv' } }).success).toBe(true)
  })

  it.each([
    ['a speed out of range', { simulated: { speed: 1_001 } }],
    ['a tick size of zero', { replay: { tickSize: '0' } }],
    ['an unknown key', { simulated: { sead: 7 } }],
    ['an unknown venue', { venue: 'mtgox' }],
  ])('refuses %s', (_, value) => {
    expect(MarketConfig.safeParse(value).success).toBe(false)
  })
})

describe('PaperConfig', () => {
  it('has a default for every key', () => {
    expect(PaperConfig.parse({})).toEqual({
      startingCash: '100000',
      makerFeeBps: 2,
      takerFeeBps: 5,
      slippageBps: 1,
      maxBookShare: 0.5,
      maxVolumeShare: 0.1,
      leverage: 5,
      liquidationFeeBps: 50,
    })
  })
})

describe('Configuration of venues', () => {
  it('names and describes every key in its JSON Schema', () => {
    const undescribed: string[] = []
    const visit = (schema: z.core.JSONSchema.BaseSchema, path: string) => {
      for (const [key, value] of Object.entries(schema.properties ?? {})) {
        if (typeof value === 'boolean') continue
        if (!value.title || !value.description) undescribed.push(`${path}.${key}`)
        visit(value, `${path}.${key}`)
      }
    }
    visit(z.toJSONSchema(MarketConfig, { io: 'input' }), 'market')
    visit(z.toJSONSchema(PaperConfig, { io: 'input' }), 'paper')
    expect(undescribed).toEqual([])
  })
})
