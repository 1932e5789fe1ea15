import { describe, expect, it } from 'vitest'
import { IndicatorView } from '../../src-contract/index.ts'
import { indicatorCatalogue } from './catalogue.ts'
import { INDICATORS } from './registry.ts'

describe('the catalogue of indicators', () => {
  it('lists every indicator as the contract says, in the order of the registry', () => {
    const catalogue = indicatorCatalogue()
    expect(catalogue.map(({ indicatorId }) => indicatorId)).toEqual(INDICATORS.map(({ id }) => id))
    for (const view of catalogue) expect(IndicatorView.parse(view)).toEqual(view)
  })

  it('says of every parameter what a form needs to ask for it', () => {
    expect(indicatorCatalogue().find(({ indicatorId }) => indicatorId === 'ema')).toMatchObject({
      columns: [{ id: 'ema', scale: 'price', plot: 'line', lookAheadBars: 0, sparse: false }],
      warmUpBars: 20,
      placement: 'overlay',
      parametersSchema: {
        type: 'object',
        properties: {
          period: { type: 'integer', title: 'Period', minimum: 1, maximum: 1000, default: 20 },
        },
      },
    })
  })

  it('can be turned into JSON and back', () => {
    expect(JSON.parse(JSON.stringify(indicatorCatalogue()))).toEqual(indicatorCatalogue())
  })
})
