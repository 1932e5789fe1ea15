import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Decimal } from '../base/index.ts'
import { checkConfig } from './config-check.ts'
import { readOverrides, variableOf } from './environment-overrides.ts'
import { SchemaTree } from './schema-tree.ts'

const Schema = z.strictObject({
  gateway: z
    .strictObject({
      port: z.number().int().min(1).max(65_535).default(4000).meta({ restart: true }),
      host: z.string().min(1).default('127.0.0.1'),
    })
    .prefault({}),
  risk: z
    .strictObject({
      maxOrderValue: z
        .string()
        .regex(/^\d+$/, 'must be a whole amount such as "100"')
        .transform((text) => new Decimal(text))
        .prefault('1000'),
      mode: z.enum(['soft', 'hard']).default('hard'),
      ratio: z.number().gt(0).lt(1).multipleOf(0.25).default(0.5),
    })
    .refine((risk) => risk.mode === 'hard' || risk.ratio > 0.25, {
      path: ['ratio'],
      error: 'must be above 0.25 in soft mode',
    })
    .prefault({}),
  strategies: z.record(z.string(), z.strictObject({ enabled: z.boolean().default(false) })).default({}),
  hosts: z
    .array(z.strictObject({ url: z.string() }))
    .max(2)
    .default([]),
  venue: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('paper'), cash: z.number().default(1) }),
      z.strictObject({ kind: z.literal('live') }),
    ])
    .default({ kind: 'live' }),
})
const tree = new SchemaTree(Schema)

function check(raw: Record<string, unknown>, environment: Record<string, string> = {}) {
  const { overrides, faults } = readOverrides(tree, environment, ['WHEELHOUSE_HOME'])
  expect(faults).toEqual([])
  return checkConfig(raw, { schema: Schema, tree, overrides })
}

function configOf(raw: Record<string, unknown>, environment: Record<string, string> = {}) {
  const result = check(raw, environment)
  if (!result.valid) throw new Error(JSON.stringify(result.faults))
  return result.config
}

function faultsOf(raw: Record<string, unknown>, environment: Record<string, string> = {}): string[] {
  const result = check(raw, environment)
  return result.valid ? [] : result.faults.map(({ path, message }) => `${path}: ${message}`)
}

describe('checkConfig', () => {
  it('fills in defaults, freezes, and says it as a file would', () => {
    const config = configOf({ gateway: { port: 1 }, strategies: { ema: {} } })
    expect(config.value.risk.maxOrderValue).toEqual(new Decimal(1000))
    expect(Object.isFrozen(config.value.gateway)).toBe(true)
    expect(config.plain).toEqual({
      gateway: { port: 1, host: '127.0.0.1' },
      risk: { maxOrderValue: '1000', mode: 'hard', ratio: 0.5 },
      strategies: { ema: { enabled: false } },
      hosts: [],
      venue: { kind: 'live' },
    })
  })

  it.each([
    [{ gateway: { port: 0 } }, 'gateway.port: must be at least 1, got 0'],
    [{ gateway: { port: 70_000 } }, 'gateway.port: must be at most 65535, got 70000'],
    [{ gateway: { port: 1.5 } }, 'gateway.port: must be a whole number, got 1.5'],
    [{ gateway: { port: '80' } }, 'gateway.port: must be a number, got "80"'],
    [{ gateway: { host: '' } }, 'gateway.host: must be at least 1 characters long, got ""'],
    [{ gateway: 1 }, 'gateway: must be an object of keys, got 1'],
    [{ risk: { maxOrderValue: '1.5' } }, 'risk.maxOrderValue: must be a whole amount such as "100", got "1.5"'],
    [{ risk: { mode: 'off' } }, 'risk.mode: must be one of "soft", "hard", got "off"'],
    [{ risk: { ratio: 1 } }, 'risk.ratio: must be below 1, got 1'],
    [{ risk: { ratio: 0.3 } }, 'risk.ratio: must be a multiple of 0.25, got 0.3'],
    [{ risk: { mode: 'soft', ratio: 0.25 } }, 'risk.ratio: must be above 0.25 in soft mode, got 0.25'],
    [{ strategies: { ema: { enabled: 'yes' } } }, 'strategies.ema.enabled: must be true or false, got "yes"'],
    [{ strategies: { ema: { enable: true } } }, 'strategies.ema.enable: is not a known key; did you mean "enabled"?'],
    [{ hosts: [{}] }, 'hosts.0.url: is missing; it must be text'],
    [{ hosts: [{ url: 'a', usr: 'b' }] }, 'hosts.0.usr: is not a known key; did you mean "url"?'],
    [{ telemetry: 1 }, 'telemetry: is not a known key; known keys: gateway, risk, strategies, hosts, venue'],
    [{ venue: { kind: 'paper', csh: 1 } }, 'venue.csh: is not a known key; did you mean "cash"?'],
  ])('says of %j what is allowed', (raw, fault) => {
    expect(faultsOf(raw)).toEqual([fault])
  })

  it('refuses a key of another member of a union', () => {
    expect(check({ venue: { kind: 'live', cash: 1 } }).valid).toBe(false)
  })

  it('finds all faults at once', () => {
    expect(faultsOf({ gatway: {}, gateway: { port: 0 }, risk: { mode: 1 } })).toHaveLength(3)
  })
})

describe('environment variables', () => {
  it('are named after the path', () => {
    expect(variableOf(['gateway', 'port'])).toBe('WHEELHOUSE_GATEWAY_PORT')
    expect(variableOf(['risk', 'maxOrderValue'])).toBe('WHEELHOUSE_RISK_MAX_ORDER_VALUE')
    expect(variableOf(['strategies', 'ema-cross'])).toBe('WHEELHOUSE_STRATEGIES_EMA_CROSS')
  })

  it('win over the file; digits stay text where text is wanted', () => {
    const config = configOf(
      { gateway: { port: 1, host: 'file' } },
      {
        WHEELHOUSE_GATEWAY_PORT: '8080',
        WHEELHOUSE_RISK_MAX_ORDER_VALUE: '250',
        WHEELHOUSE_STRATEGIES: '{"ema":{"enabled":true}}',
        WHEELHOUSE_HOME: '/data',
        PATH: '/bin',
      },
    )
    expect(config.plain).toMatchObject({
      gateway: { port: 8080, host: 'file' },
      risk: { maxOrderValue: '250' },
      strategies: { ema: { enabled: true } },
    })
  })

  it('for one key win over one for the whole section, in whatever order they come', () => {
    const config = configOf({}, { WHEELHOUSE_GATEWAY_PORT: '2', WHEELHOUSE_GATEWAY: '{"port":1,"host":"h"}' })
    expect(config.plain['gateway']).toEqual({ port: 2, host: 'h' })
  })

  it('are named in the faults they cause', () => {
    expect(faultsOf({}, { WHEELHOUSE_GATEWAY_PORT: 'http' })).toEqual([
      'gateway.port: must be a number, got "http" (set by WHEELHOUSE_GATEWAY_PORT)',
    ])
  })

  it('that name no key are a fault, with the one that was meant', () => {
    expect(readOverrides(tree, { WHEELHOUSE_GATWAY_PORT: '1' }, []).faults).toEqual([
      {
        path: 'WHEELHOUSE_GATWAY_PORT',
        message: 'this environment variable names no key of the configuration; did you mean WHEELHOUSE_GATEWAY_PORT?',
      },
    ])
  })
})

describe('SchemaTree', () => {
  it('knows which keys act only after a restart, also below a marked section', () => {
    const marked = new SchemaTree(
      z.strictObject({
        a: z
          .strictObject({ b: z.number().default(1) })
          .prefault({})
          .meta({ restart: true }),
        c: z.number().default(1),
      }),
    )
    expect(marked.needsRestart(['a', 'b'])).toBe(true)
    expect(marked.needsRestart(['c'])).toBe(false)
    expect(tree.needsRestart(['gateway', 'port'])).toBe(true)
    expect(tree.needsRestart(['gateway', 'host'])).toBe(false)
  })

  it('refuses two keys that would share a variable', () => {
    const twins = new SchemaTree(z.object({ aB: z.number(), a: z.object({ b: z.number() }) }))
    expect(() => readOverrides(twins, {}, [])).toThrow('aB and a.b share the variable WHEELHOUSE_A_B')
  })
})
