import { describe, expect, it } from 'vitest'
import { previewFacts } from './preview-facts.ts'

const LABELS = { position: 'Position', average: 'Average', cash: 'Cash', stays: 'stays' }
const INSTRUMENT = { lotSize: '0.001', tickSize: '0.5' }

describe('what stands after a resolution', () => {
  it('is written by lot and tick', () => {
    const preview = { steps: [], positionAfter: '0.5', averagePriceAfter: '64000', cashAfter: null }
    expect(previewFacts(preview, INSTRUMENT, LABELS)).toEqual([
      { label: 'Position', value: '0.500' },
      { label: 'Average', value: '64,000.0' },
    ])
  })

  it('says that a position stays, and the cash that changes', () => {
    const preview = { steps: [], positionAfter: null, averagePriceAfter: null, cashAfter: '-12.5' }
    expect(previewFacts(preview, undefined, LABELS)).toEqual([
      { label: 'Position', value: 'stays' },
      { label: 'Cash', value: '\u221212.50' },
    ])
  })
})
