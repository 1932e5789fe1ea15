import { describe, expect, it } from 'vitest'
import type { IndicatorView } from '../../../src-contract/index.ts'
import type { ChartIndicator } from '../chart-settings.ts'
import { indicatorName, shownIndicators } from './shown-indicators.ts'
import { testColumn } from './testing/test-column.ts'

const macd: IndicatorView = {
  indicatorId: 'macd',
  title: 'MACD',
  description: '',
  placement: 'pane',
  parametersSchema: {
    type: 'object',
    properties: { fast: { type: 'integer', default: 12 }, slow: { type: 'integer', default: 26 } },
  },
  warmUpBars: 26,
  columns: [testColumn('line'), testColumn('signal')],
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
    expect(shown(chosen())[0]).toMatchObject({ columns: [{ id: 'line' }, { id: 'signal' }], placement: 'pane' })
  })

  it('drop parameters that the engine does not know any more, and kinds that it does not have', () => {
    expect(shown(chosen({ parameters: { signal: 9 } }))[0]?.parameters).toEqual({ fast: 12, slow: 26 })
    expect(shown(chosen({ indicatorId: 'gone' }))).toEqual([])
  })

  it('look ahead by the parameter that says so, whatever it is', () => {
    const fractal: IndicatorView = {
      ...macd,
      indicatorId: 'fractal',
      parametersSchema: { type: 'object', properties: { wing: { type: 'integer', default: 2 } } },
      columns: [testColumn('top', { lookAheadBars: 2, lookAheadParameter: 'wing' }), testColumn('other')],
    }
    const ahead = (parameters: ChartIndicator['parameters']) =>
      shownIndicators(
        [chosen({ indicatorId: 'fractal', parameters })],
        new Map([['fractal', fractal]]),
      )[0]?.columns.map(({ lookAheadBars }) => lookAheadBars)
    expect([ahead({}), ahead({ wing: 4 })]).toEqual([
      [2, 0],
      [4, 0],
    ])
  })

  it('are abbreviations or words', () => {
    expect(['vwap', 'bollinger', 'williamsR', 'stochRsi', 'aroon'].map((id) => indicatorName(id, {}))).toEqual([
      'VWAP',
      'Bollinger',
      'Williams R',
      'Stoch RSI',
      'Aroon',
    ])
  })
})
