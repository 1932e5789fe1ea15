import { describe, expect, it } from 'vitest'
import { ManualTimers } from '../testing/manual-timers.ts'
import { CalmTelling } from './calm-telling.ts'
import type { MeasureDrawing } from './drawing-cost.ts'

/** @param costMs What each telling costs the window to draw; undefined where that is not measured. */
function calm(costMs?: () => number) {
  const timers = new ManualTimers()
  const measure: MeasureDrawing = (draw, done) => {
    draw()
    const cost = costMs?.()
    if (cost !== undefined) timers.after(cost, () => done(cost))
  }
  const telling = new CalmTelling(timers, measure)
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

  it('tells less often the more it costs to draw, though at least once a second', () => {
    let costMs = 15
    const { change, timers, told } = calm(() => costMs)
    const changeFor = (durationMs: number): void => {
      for (let passed = 0; passed < durationMs; passed += 10) {
        change('a')
        timers.advance(10)
      }
    }
    changeFor(950)
    expect(told).toEqual(['a 0', 'a 480'])
    costMs = 200
    changeFor(1_040)
    expect(told.slice(2)).toEqual(['a 960', 'a 1960'])
    costMs = 3
    changeFor(1_510)
    expect(told.slice(4)).toEqual(['a 2960', 'a 3210', 'a 3460'])
  })

  it('says nothing twice', () => {
    const { change, timers, told } = calm()
    change('a')
    timers.advance(1_000)
    expect(told).toEqual(['a 0'])
    change('a')
    expect(told).toEqual(['a 0', 'a 1000'])
  })

  it('tells those who share it one after another, each in a frame of its own', () => {
    const { change, timers, told } = calm()
    change('a')
    timers.advance(20)
    change('b')
    timers.advance(20)
    change('a')
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'b 250', 'a 282'])
  })

  it('tells of what changes while others are told at the end of the interval', () => {
    const { change, timers, told } = calm()
    for (const name of ['a', 'b', 'a'] as const) change(name)
    timers.advance(260)
    change('b')
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'b 250', 'a 282', 'b 500'])
  })

  it('ends a round before the next one begins, however many share it', () => {
    const { telling, timers } = calm()
    const toldAtMs: number[] = []
    const tellers = Array.from({ length: 12 }, () => () => toldAtMs.push(timers.nowMs()))
    for (let passedMs = 0; passedMs < 1_500; passedMs += 5) {
      for (const tell of tellers) telling.handleChange(tell)
      timers.advance(5)
    }
    const gapsMs = toldAtMs.slice(1).map((atMs, index) => atMs - (toldAtMs[index] ?? 0))
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(32)
  })

  it('counts what the tellings of a round cost together', () => {
    const { change, timers, told } = calm(() => 7)
    for (const name of ['a', 'b', 'a'] as const) change(name)
    timers.advance(300)
    change('a')
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'b 250', 'a 282', `a ${250 + 2 * 7 * 32}`])
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

  it('does not tell again of what was told at once while its round was under way', () => {
    const { telling, tellers, change, timers, told } = calm()
    for (const name of ['a', 'b', 'a'] as const) change(name)
    timers.advance(260)
    telling.tellNow(tellers.a)
    timers.advance(1_000)
    expect(told).toEqual(['a 0', 'b 250', 'a 260'])
  })
})
