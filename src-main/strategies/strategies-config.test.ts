import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findStrategy, STRATEGIES } from './registry.ts'
import { StrategiesConfig } from './strategies-config.ts'

function faults(value: unknown): string[] {
  const parsed = StrategiesConfig.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

describe('StrategiesConfig', () => {
  it('runs the EMA cross on every instrument when nothing is said', () => {
    expect(StrategiesConfig.parse({})).toEqual({
      'ema-cross': {
        enabled: true,
        account: '',
        instruments: [],
        timeframe: '1m',
        parameters: {
          fastPeriod: 9,
          slowPeriod: 21,
          atrPeriod: 14,
          stopAtrMultiple: 2,
          takeProfitAtrMultiple: 4,
          allowShort: true,
          riskFraction: 0.005,
          entryWindowBars: 3,
          trendTimeframe: 'off',
          trendPeriod: 50,
        },
      },
    })
  })

  it('keeps what is set and fills in the rest', () => {
    const config = StrategiesConfig.parse({ 'ema-cross': { enabled: false, parameters: { slowPeriod: 50 } } })
    expect(config['ema-cross']).toMatchObject({
      enabled: false,
      timeframe: '1m',
      parameters: { fastPeriod: 9, slowPeriod: 50 },
    })
  })

  it('refuses a strategy it does not know', () => {
    expect(faults({ 'ema-crss': {} })).toEqual([': Unrecognized key: "ema-crss"'])
  })

  it('finds a wrong parameter at its exact path', () => {
    expect(faults({ 'ema-cross': { parameters: { fastPeriod: 0 } } })).toEqual([
      expect.stringMatching(/^ema-cross\.parameters\.fastPeriod: .*>=1/),
    ])
  })

  it('says both values when the slow average is not above the fast one', () => {
    expect(faults({ 'ema-cross': { parameters: { fastPeriod: 9, slowPeriod: 5 } } })).toEqual([
      'ema-cross.parameters.slowPeriod: must be above fastPeriod (9), got 5',
    ])
  })

  it('reports every fault at once', () => {
    expect(
      faults({ 'ema-cross': { timeframe: '2m', instruments: ['BTC PERP'], parameters: { riskFraction: 2 } } }),
    ).toHaveLength(3)
  })

  it('gives a form title, description and default for every key', () => {
    const schema = z.toJSONSchema(StrategiesConfig, { io: 'input' })
    const settings = schema.properties?.['ema-cross'] as z.core.JSONSchema.ObjectSchema
    const parameters = settings.properties?.['parameters'] as z.core.JSONSchema.ObjectSchema
    for (const property of [settings, parameters].flatMap((object) => Object.values(object.properties ?? {}))) {
      expect(property).toMatchObject({ title: expect.any(String), description: expect.any(String) })
      expect(property).toHaveProperty('default')
    }
  })
})

describe('the library', () => {
  it('finds a strategy by id', () => {
    expect(findStrategy('ema-cross')?.name).toBe('EMA cross')
    expect(findStrategy('none')).toBeUndefined()
  })

  it('has every id once, and defaults that its own schema accepts', () => {
    expect(new Set(STRATEGIES.map(({ id }) => id)).size).toBe(STRATEGIES.length)
    for (const definition of STRATEGIES) {
      const parameters = definition.parameters.parse({})
      expect(definition.warmUpBars(parameters)).toBeGreaterThan(0)
    }
  })
})
