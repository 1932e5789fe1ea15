import { describe, expect, it } from 'vitest'
import type { IndicatorView } from '../../../src-contract/index.ts'
import { indicatorGroups } from './indicator-groups.ts'
import { testColumn } from './testing/test-column.ts'

const kind = (indicatorId: string, placement: IndicatorView['placement'], title: string): IndicatorView => ({
  indicatorId,
  title,
  description: 'By Wilder.',
  placement,
  parametersSchema: {},
  warmUpBars: 1,
  columns: [testColumn(indicatorId)],
})
const list = [
  kind('rsi', 'pane', 'Relative strength index'),
  kind('ema', 'overlay', 'Exponential moving average'),
  kind('williamsR', 'pane', 'Williams percent range'),
]
const found = (query: string) => indicatorGroups(list, query).map(({ placement, kinds }) => [placement, ids(kinds)])
const ids = (kinds: readonly IndicatorView[]) => kinds.map(({ indicatorId }) => indicatorId)

describe('the indicators that are offered', () => {
  it('stand by the place where they are drawn, over the prices first', () => {
    expect(found('')).toEqual([
      ['overlay', ['ema']],
      ['pane', ['rsi', 'williamsR']],
    ])
  })

  it('are found by words of name, title or description, in any order', () => {
    expect(found('index relative')).toEqual([['pane', ['rsi']]])
    expect(found('williams r')).toEqual([['pane', ['williamsR']]])
    expect(found('wilder exponential')).toEqual([['overlay', ['ema']]])
    expect(found('nothing like it')).toEqual([])
  })
})
