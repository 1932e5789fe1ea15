import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RiskConfig, riskLimits } from './risk-config.ts'

describe('RiskConfig', () => {
  it('fills in every default', () => {
    expect(RiskConfig.parse({ dayStart: { hour: 17 } })).toEqual({
      maxOrderNotional: '50000',
      maxPositionNotional: '100000',
      maxOpenPositions: 8,
      maxDailyLossFraction: 0.05,
      maxRiskPerTradeFraction: 0.02,
      priceCollarFraction: 0.05,
      maxLeverage: 3,
      oversizedSignals: 'shrink',
      dayStart: { zone: 'UTC', hour: 17 },
    })
  })

  it('refuses what is out of range, an unknown zone and unknown keys, all at once', () => {
    const result = RiskConfig.safeParse({
      maxOrderNotional: '-1',
      maxLeverage: 0,
      dayStart: { zone: 'Mars/Olympus', hour: 24 },
      maxOrders: 3,
    })
    expect(result.error?.issues.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
      'maxOrderNotional custom',
      'maxLeverage too_small',
      'dayStart.zone custom',
      'dayStart.hour too_big',
      ' unrecognized_keys',
    ])
  })

  it('gives every key a title, a description and a default for the form', () => {
    const schema = z.toJSONSchema(RiskConfig, { io: 'input' })
    for (const property of Object.values(schema.properties ?? {})) {
      expect(property).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
        default: expect.anything(),
      })
    }
  })

  it('is parsed once into the types that are compared', () => {
    const limits = riskLimits(RiskConfig.parse({ maxOrderNotional: '1234.5', maxLeverage: 2 }))
    expect(limits.maxOrderNotional.toFixed()).toBe('1234.5')
    expect(limits.maxLeverage.toNumber()).toBe(2)
    expect(limits.maxOpenPositions).toBe(8)
  })
})
