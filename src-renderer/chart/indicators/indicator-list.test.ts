import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChartIndicator } from '../chart-settings.ts'
import { changedIndicator, MAX_INDICATORS, withIndicator, withoutIndicator } from './indicator-list.ts'

const none: readonly ChartIndicator[] = []

describe('the indicators of a chart', () => {
  it('may be several of one kind, each with a key and a colour of its own', () => {
    const list = withIndicator(withIndicator(none, 'ema'), 'ema')
    expect(list.map(({ key, colour }) => [key, colour])).toEqual([
      ['ema-1', 'series-1'],
      ['ema-2', 'series-2'],
    ])
  })

  it('use a key and a colour again once they are free', () => {
    const list = withIndicator(withIndicator(none, 'ema'), 'rsi')
    expect(withIndicator(withoutIndicator(list, 'ema-1'), 'ema').at(-1)).toMatchObject({
      key: 'ema-1',
      colour: 'series-1',
    })
  })

  it('change one by one', () => {
    const list = withIndicator(withIndicator(none, 'ema'), 'ema')
    const changed = changedIndicator(list, 'ema-2', { parameters: { period: 50 }, visible: false })
    expect(changed.map(({ parameters, visible }) => [parameters, visible])).toEqual([
      [{}, true],
      [{ period: 50 }, false],
    ])
  })

  it('never share a key, and never are more than a chart can show', () => {
    const step = fc.oneof(fc.constantFrom('ema', 'rsi'), fc.nat(MAX_INDICATORS))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let list = none
        for (const one of steps) {
          list = typeof one === 'string' ? withIndicator(list, one) : withoutIndicator(list, list[one]?.key ?? '')
        }
        expect(new Set(list.map(({ key }) => key)).size).toBe(list.length)
        expect(list.length).toBeLessThanOrEqual(MAX_INDICATORS)
      }),
    )
  })
})
