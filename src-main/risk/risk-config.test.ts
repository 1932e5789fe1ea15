import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GuardsConfig } from './guards/guard-config.ts'
import { RiskConfig, riskLimits } from './risk-config.ts'

describe('RiskConfig', () => {
  it('fills in every default', () => {
    expect(RiskConfig.parse({ dayStart: { hour: 17 } })).toEqual({
      maxOrderNotional: '50000',
      maxPositionNotional: '100000',
      maxOwnerNotional: '500000',
      maxExposure: '1000000',
      maxOpenPositions: 8,
      maxDailyLossFraction: 0.05,
      maxRiskPerTradeFraction: 0.02,
      priceCollarFraction: 0.05,
      triggerCollarFraction: 0.5,
      maxSpreadFraction: 0.02,
      maxEntriesPerMinute: 120,
      maxLeverage: 3,
      groups: {},
      correlation: { threshold: 0.8, timeframe: '1h', windowBars: 500, maxNotional: '300000' },
      valueAtRisk: { method: 'both', confidence: 0.95, horizonDays: 1, timeframe: '1h', windowBars: 1000 },
      minTradesForKelly: 50,
      oversizedSignals: 'shrink',
      dayStart: { zone: 'UTC', hour: 17 },
      guards: GuardsConfig.parse({}),
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

  it('has a moderate set of guards on by default, and lets others be added beside them', () => {
    const { guards } = RiskConfig.parse({
      guards: { drawdown: { enabled: false }, scalper: { kind: 'cooldown', rearmMinutes: 15 } },
    })
    expect(Object.entries(guards).map(([id, guard]) => [id, guard.kind, guard.enabled])).toEqual([
      ['dailyLoss', 'dailyLoss', true],
      ['weeklyLoss', 'weeklyLoss', true],
      ['drawdown', 'drawdown', false],
      ['losingStreak', 'losingStreak', true],
      ['stopLosses', 'stopLosses', true],
      ['volatility', 'volatility', true],
      ['spread', 'spread', true],
      ['staleData', 'staleData', true],
      ['scalper', 'cooldown', true],
    ])
  })

  it('refuses a guard without a kind, of an unknown kind, with a wrong key or a wrong bound', () => {
    const faultsOf = (guards: object): string[] =>
      (RiskConfig.safeParse({ guards }).error?.issues ?? []).map(({ path, code }) => `${path.join('.')} ${code}`)
    expect(faultsOf({ mine: {} })).toEqual(['guards.mine.kind invalid_union'])
    expect(faultsOf({ mine: { kind: 'horoscope' } })).toEqual(['guards.mine.kind invalid_union'])
    expect(faultsOf({ dailyLoss: { limit: 0.1 } })).toEqual(['guards.dailyLoss unrecognized_keys'])
    expect(faultsOf({ dailyLoss: { limitFraction: 1.5, rearm: 'never' } })).toEqual([
      'guards.dailyLoss.rearm invalid_value',
      'guards.dailyLoss.limitFraction too_big',
    ])
    expect(faultsOf({ dailyLoss: { kind: 'drawdown' } })).toEqual(['guards.dailyLoss.kind invalid_value'])
  })

  it('gives every key of every guard a title, a description and a default', () => {
    const schema = z.toJSONSchema(GuardsConfig, { io: 'input' })
    const guards = Object.values(schema.properties ?? {}).map((guard) => guard as { properties: object })
    expect(guards).toHaveLength(8)
    for (const { properties } of guards) {
      for (const property of Object.values(properties)) {
        expect(property).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
          default: expect.anything(),
        })
      }
    }
  })

  it('is parsed once into the types that are compared', () => {
    const limits = riskLimits(RiskConfig.parse({ maxOrderNotional: '1234.5', maxLeverage: 2 }))
    expect(limits.maxOrderNotional.toFixed()).toBe('1234.5')
    expect(limits.maxLeverage.toNumber()).toBe(2)
    expect(limits.maxOpenPositions).toBe(8)
  })
})
