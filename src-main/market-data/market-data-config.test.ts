import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MarketDataConfig } from './market-data-config.ts'

describe('MarketDataConfig', () => {
  it('has a default for every key', () => {
    expect(MarketDataConfig.parse({})).toEqual({
      historyBars: 2_000,
      maxCatchUpBars: 50_000,
      staleAfterMs: 10_000,
      gapFillTimeoutMs: 5_000,
    })
  })

  it('describes every key', () => {
    const { properties } = z.toJSONSchema(MarketDataConfig, { io: 'input' })
    for (const property of Object.values(properties ?? {})) {
      expect(property).toMatchObject({
        title: expect.any(String),
        description: expect.stringMatching(/\.$/),
        default: expect.any(Number),
      })
    }
  })

  it.each([{ historyBars: -1 }, { staleAfterMs: 0 }, { gapFillTimeoutMs: 1.5 }, { historybars: 5 }])(
    'refuses %o',
    (value) => {
      expect(MarketDataConfig.safeParse(value).success).toBe(false)
    },
  )
})
