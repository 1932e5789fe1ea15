import { describe, expect, it } from 'vitest'
import { ICT_KINDS } from '../../../src-contract/index.ts'
import { higherTimeframes, ICT_LAYERS, IctSettings, LAYER_KINDS, shownLayers } from './ict-layers.ts'

const settings = (over: object) => IctSettings.parse(over)

describe('the ICT layers', () => {
  it('hold every kind of object, each in one of them', () => {
    const kinds = ICT_LAYERS.flatMap((layer) => LAYER_KINDS[layer])
    expect(kinds.toSorted()).toEqual([...ICT_KINDS].toSorted())
  })

  it('are all off until somebody has chosen', () => {
    expect(shownLayers(settings({}), '1m')).toEqual([])
    expect(Object.keys(settings({}))).toEqual([...ICT_LAYERS])
  })

  it('have the timeframe of the chart, or a higher one', () => {
    const chosen = settings({
      swings: { visible: true, timeframe: null },
      orderBlocks: { visible: true, timeframe: '1h' },
      ote: { visible: false, timeframe: '4h' },
    })
    expect(shownLayers(chosen, '5m')).toEqual([
      { layer: 'swings', timeframe: '5m', higher: false },
      { layer: 'orderBlocks', timeframe: '1h', higher: true },
    ])
  })

  it('fall back to that of the chart where theirs is not above it', () => {
    const chosen = settings({ orderBlocks: { visible: true, timeframe: '1h' } })
    expect(shownLayers(chosen, '4h')).toEqual([{ layer: 'orderBlocks', timeframe: '4h', higher: false }])
    expect(shownLayers(chosen, '1h')).toEqual([{ layer: 'orderBlocks', timeframe: '1h', higher: false }])
  })

  it('can be of every timeframe above that of the chart', () => {
    expect([higherTimeframes('1h'), higherTimeframes('1d')]).toEqual([['4h', '1d'], []])
  })
})
