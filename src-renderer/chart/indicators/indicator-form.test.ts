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
  warmUpBars: 20,
  columns: [
    { id: 'upper', scale: 'price', plot: 'line', lookAheadBars: 0, sparse: false },
    { id: 'lower', scale: 'price', plot: 'line', lookAheadBars: 0, sparse: false },
  ],
}
const fields = readFields(kind.parametersSchema)

describe('the form of an indicator', () => {
  it('takes a word as well as a number where a parameter may be either', () => {
    const anchor = readFields({
      properties: {
        anchor: { anyOf: [{ type: 'string', enum: ['start', 'day'] }, { type: 'integer' }], default: 'start' },
      },
    })
    const read = (text: string) => readParameters(anchor, { anchor: text })
    expect([read('day'), read('1700000000000'), read('noon').valid]).toEqual([
      { valid: true, parameters: { anchor: 'day' } },
      { valid: true, parameters: { anchor: 1_700_000_000_000 } },
      false,
    ])
  })

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
