import { describe, expect, it } from 'vitest'
import type { EngineClient } from '../../client/index.ts'
import { CandleWindow } from '../bars/candle-window.ts'
import { type IctLayer, shownLayers, IctSettings } from './ict-layers.ts'
import { IctSet } from './ict-set.ts'

function setUp() {
  const running: string[] = []
  const client = {
    subscribe: (_topic: string, { timeframe }: { timeframe: string }) => {
      running.push(timeframe)
      return () => void running.splice(running.indexOf(timeframe), 1)
    },
  } as unknown as EngineClient
  const set = new IctSet({
    client,
    instrumentId: 'simulated:BTC-PERP',
    window: new CandleWindow(),
    onDirty: () => undefined,
    onFault: () => undefined,
  })
  const show = (layers: Partial<Record<IctLayer, string | null>>): void => {
    const on = Object.entries(layers).map(([layer, timeframe]) => [layer, { visible: true, timeframe }])
    set.show(shownLayers(IctSettings.parse(Object.fromEntries(on)), '5m'))
  }
  return { set, running, show }
}

describe('the ICT layers of a chart', () => {
  it('share one stream for each timeframe', () => {
    const { set, running, show } = setUp()
    show({ swings: null, structure: null, orderBlocks: '1h', fairValueGaps: '1h' })
    expect(running).toEqual(['5m', '1h'])
    expect(set.sources.map(({ layer, suffix }) => layer + suffix)).toEqual([
      'swings',
      'structure',
      'fairValueGaps 1h',
      'orderBlocks 1h',
    ])
    expect(set.sources[2]?.records).toBe(set.sources[3]?.records)
  })

  it('end a stream with the last layer that needs it', () => {
    const { running, show } = setUp()
    show({ swings: null, orderBlocks: '1h', fairValueGaps: '1h' })
    show({ orderBlocks: '1h' })
    expect(running).toEqual(['1h'])
    show({})
    expect(running).toEqual([])
  })

  it('are not streamed while the chart is covered, also where one is switched on meanwhile', () => {
    const { set, running, show } = setUp()
    show({ swings: null })
    set.pause()
    show({ swings: null, ote: '4h' })
    expect(running).toEqual([])
    set.resume()
    expect(running).toEqual(['5m', '4h'])
    set.dispose()
    expect(running).toEqual([])
  })
})
