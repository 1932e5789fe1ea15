import { describe, expect, it } from 'vitest'
import type { IndicatorView } from '../../../src-contract/index.ts'
import type { ChartIndicator } from '../chart-settings.ts'
import { shownIndicators } from './shown-indicators.ts'

const macd: IndicatorView = {
  indicatorId: 'macd',
  title: 'MACD',
  description: '',
  placement: 'pane',
  parametersSchema: {
    type: 'object',
    properties: { fast: { type: 'integer', default: 12 }, slow: { type: 'integer', default: 26 } },
  },
  columns: ['line', 'signal'],
}
const chosen = (over: Partial<ChartIndicator> = {}): ChartIndicator => ({
  key: 'macd-1',
  indicatorId: 'macd',
  parameters: {},
  colour: 'series-1',
  visible: true,
  ...over,
})
const shown = (...list: ChartIndicator[]) => shownIndicators(list, new Map([['macd', macd]]))

describe('the indicators that are shown', () => {
  it('are named with their parameters, the defaults where none was chosen', () => {
    expect(shown(chosen(), chosen({ parameters: { slow: 50 } })).map(({ name }) => name)).toEqual([
      'MACD 12 26',
      'MACD 12 50',
    ])
  })

  it('have their columns and their place from the engine', () => {
    expect(shown(chosen())[0]).toMatchObject({ columns: ['line', 'signal'], placement: 'pane' })
  })

  it('drop parameters that the engine does not know any more, and kinds that it does not have', () => {
    expect(shown(chosen({ parameters: { signal: 9 } }))[0]?.parameters).toEqual({ fast: 12, slow: 26 })
    expect(shown(chosen({ indicatorId: 'gone' }))).toEqual([])
  })
})
