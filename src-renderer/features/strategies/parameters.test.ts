import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readFields } from '../../schema-form/index.ts'
import { placeFaults } from './parameter-faults.ts'
import { parseParameters } from './parameter-values.ts'

const fields = readFields(
  z.toJSONSchema(
    z.strictObject({
      fastPeriod: z.int().min(2).max(200).default(9),
      stopAtr: z.number().gt(0).max(10).default(2),
      trail: z.boolean().default(false),
    }),
  ),
)

describe('parameter values', () => {
  it('are what was edited over what is in force, keys without a field included', () => {
    const inForce = { fastPeriod: 9, stopAtr: 2, trail: false, unknown: 'kept' }
    expect(parseParameters(fields, inForce, { stopAtr: '1.5', trail: 'true' })).toEqual({
      values: { ...inForce, stopAtr: 1.5, trail: true },
      faults: {},
    })
  })

  it('name each field that is wrong', () => {
    const { faults } = parseParameters(fields, {}, { fastPeriod: '1', stopAtr: '-1', trail: 'true' })
    expect(Object.keys(faults)).toEqual(['fastPeriod', 'stopAtr'])
  })
})

describe('faults of the engine', () => {
  const fault = (data: unknown) =>
    ({ code: 'CONFIG_INVALID', message: 'It has faults.', action: 'tellUser', data }) as const

  it('go to the field that their path ends in', () => {
    const placed = placeFaults(
      fault({
        faults: [
          { path: 'strategies.ema-cross.parameters.fastPeriod', message: 'too fast' },
          { path: 'other', message: 'wrong' },
        ],
      }),
      ['fastPeriod'],
    )
    expect(placed).toEqual({ byKey: { fastPeriod: 'too fast' }, general: 'other: wrong' })
  })

  it('are said as a whole when they have no details', () => {
    expect(placeFaults(fault(undefined), ['fastPeriod'])).toEqual({ byKey: {}, general: 'It has faults.' })
  })
})
