import { describe, expect, it } from 'vitest'
import type { IndicatorView } from '../../../src-contract/index.ts'
import { readFields } from '../../schema-form/index.ts'
import { parameterTexts, readParameters } from './indicator-form.ts'

const kind: IndicatorView = {
  indicatorId: 'bands',
  title: 'Bands',
  description: '',
  placement: 'overlay',
  parametersSchema: {
    type: 'object',
    required: ['period', 'width'],
    properties: {
      period: { type: 'integer', minimum: 2, maximum: 200, default: 20 },
      width: { type: 'number', exclusiveMinimum: 0, default: 2 },
    },
  },
  columns: ['upper', 'lower'],
}
const fields = readFields(kind.parametersSchema)

describe('the form of an indicator', () => {
  it('begins with what was chosen, and the defaults for the rest', () => {
    expect(parameterTexts(kind, { period: 50 })).toEqual({ period: '50', width: '2' })
  })

  it('gives the parameters back as numbers', () => {
    expect(readParameters(fields, { period: '14', width: '2.5' })).toEqual({
      valid: true,
      parameters: { period: 14, width: 2.5 },
    })
  })

  it('names every fault at its parameter', () => {
    const reading = readParameters(fields, { period: '1', width: 'wide' })
    expect(reading.valid ? [] : Object.keys(reading.faults)).toEqual(['period', 'width'])
  })
})
