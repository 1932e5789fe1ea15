import { describe, expect, it } from 'vitest'
import { ManualTimers } from '../testing/manual-timers.ts'
import { CalmTelling } from './calm-telling.ts'

function calm() {
  const timers = new ManualTimers()
  const telling = new CalmTelling(timers)
  const told: string[] = []
  const tellers = { a: () => told.push(`a ${timers.nowMs()}`), b: () => told.push(`b ${timers.nowMs()}`) }
  const change = (name: 'a' | 'b'): void => telling.handleChange(tellers[name])
  return { telling, timers, told, tellers, change }
}

describe('calm telling', () => {
  it('tells of a first change at once', () => {
    const { change, told } = calm()
    change('a')
    expect(told).toEqual(['a 0'])
  })

  it('tells of many changes every 250 ms, and of the last', () => {
    const { change, timers, told } = calm()
    for (let count = 0; count < 55; count += 1) {
      change('a')
      timers.advance(10)
    }
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'a 250', 'a 500', 'a 750'])
  })

  it('says nothing twice', () => {
    const { change, timers, told } = calm()
    change('a')
    timers.advance(1_000)
    expect(told).toEqual(['a 0'])
    change('a')
    expect(told).toEqual(['a 0', 'a 1000'])
  })

  it('tells all who share it together', () => {
    const { change, timers, told } = calm()
    change('a')
    timers.advance(20)
    change('b')
    timers.advance(20)
    change('a')
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'b 250', 'a 250'])
  })

  it('tells at once where that is wanted, and not again of what waited', () => {
    const { telling, tellers, change, timers, told } = calm()
    change('a')
    timers.advance(20)
    change('a')
    telling.tellNow(tellers.a)
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'a 20'])
  })
})
