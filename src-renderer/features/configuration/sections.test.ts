import { describe, expect, it } from 'vitest'
import { fieldsOf, readSchema } from '../../schema-form/index.ts'
import { holderOf } from './held-key.ts'
import { searchSection, sectionsOf } from './sections.ts'
import { refusalOf, actsWhen } from './use-save.ts'
import { shownValue } from './value-text.ts'

const root = readSchema({
  properties: {
    count: { type: 'integer' },
    risk: {
      title: 'Risk',
      properties: {
        maxLeverage: { type: 'number', title: 'Leverage', description: 'In multiples of equity.' },
        dayStart: { title: 'Start of the day', properties: { hour: { type: 'integer', title: 'Hour' } } },
      },
    },
    gateway: { properties: { port: { type: 'integer', title: 'Port', description: 'Of the interface.' } } },
  },
})
const sections = sectionsOf(root)
const found = (query: string) =>
  sections.flatMap((section) => {
    const kept = searchSection(section, query)
    return kept === undefined ? [] : fieldsOf(kept).map(({ id }) => id)
  })

describe('the sections', () => {
  it('are the objects of the configuration; keys that stand alone come first', () => {
    expect(sections.map(({ label }) => label)).toEqual(['General', 'Risk', 'Gateway'])
    expect(sections.flatMap(fieldsOf).map(({ id }) => id)).toEqual([
      'count',
      'risk.maxLeverage',
      'risk.dayStart.hour',
      'gateway.port',
    ])
  })
})

describe('the search', () => {
  it.each([
    ['leverage', ['risk.maxLeverage']],
    ['MULTIPLES equity', ['risk.maxLeverage']],
    ['gateway.port', ['gateway.port']],
    ['start hour', ['risk.dayStart.hour']],
    ['risk', ['risk.maxLeverage', 'risk.dayStart.hour']],
    ['leverage port', []],
    ['  ', ['count', 'risk.maxLeverage', 'risk.dayStart.hour', 'gateway.port']],
  ])('finds by title, description and key: %j', (query, ids) => {
    expect(found(query)).toEqual(ids)
  })
})

describe('a key that an environment variable holds', () => {
  it.each([
    ['risk.maxLeverage', 'WHEELHOUSE_RISK_MAX_LEVERAGE'],
    ['gateway', 'WHEELHOUSE_GATEWAY'],
    ['gateway.port', 'WHEELHOUSE_GATEWAY'],
    ['strategies.ema-cross', 'WHEELHOUSE_STRATEGIES_EMA_CROSS_ENABLED'],
    ['risk.maxLeverageDay', undefined],
    ['risks', undefined],
  ])('%s: %s', (id, variable) => {
    expect(holderOf(id.split('.'), ['risk.maxLeverage', 'gateway', 'strategies.ema-cross.enabled'])).toBe(variable)
  })
})

describe('a save', () => {
  it('that is refused says so with the faults of the keys, where there are any', () => {
    const fault = { message: 'not saved', action: 'tellUser' } as const
    const faults = [{ path: 'risk.maxLeverage', message: 'must be above 0' }]
    expect(refusalOf({ ...fault, code: 'CONFIG_INVALID', data: { faults } }, 4)).toEqual({ kind: 'faults', faults })
    expect(refusalOf({ ...fault, code: 'FORBIDDEN', data: { need: 'admin', have: 'viewer' } }, 4)).toEqual({
      kind: 'other',
      message: 'not saved',
    })
    expect(refusalOf({ ...fault, code: 'CONFIG_CONFLICT', data: undefined }, 4)).toEqual({
      kind: 'conflict',
      message: 'not saved',
      version: 4,
    })
  })

  it.each([
    [[], 'In force now.'],
    [['a', 'b'], 'After a restart: a, b.'],
    [['a'], 'After a restart: a. The rest is in force now.'],
  ])('says when it acts: %j', (restartNeeded, text) => {
    expect(actsWhen({ version: 2, changed: ['a', 'b'], restartNeeded })).toBe(text)
  })
})

describe('a value in a sentence', () => {
  it.each([
    [null, 'none'],
    ['max', 'max'],
    ['', '""'],
    [0.05, '0.05'],
    [false, 'false'],
    [['a'], '["a"]'],
  ])('%j is %s', (value, text) => {
    expect(shownValue(value)).toBe(text)
  })

  it('is cut where it is long', () => {
    expect(shownValue('x'.repeat(100))).toBe(`${'x'.repeat(59)}…`)
  })
})
