import { describe, expect, it } from 'vitest'
import { bracketView } from './bracket-view.ts'

const buy = { side: 'buy', entry: 64_336, quantity: 0.21, stop: 64_040, target: 64_780 } as const

describe('bracket view', () => {
  it('says distance, money and R of stop and target', () => {
    const { stop, target } = bracketView(buy)
    expect(stop.distance).toBe(-296)
    expect(stop.money).toBeCloseTo(-62.16)
    expect(stop.multipleOfRisk).toBe(-1)
    expect(target.distance).toBe(444)
    expect(target.money).toBeCloseTo(93.24)
    expect(target.multipleOfRisk).toBe(1.5)
  })

  it('turns money round for a sale', () => {
    const { stop, target } = bracketView({ ...buy, side: 'sell', stop: 64_436, target: 64_136 })
    expect(stop.money).toBeCloseTo(-21)
    expect(target.money).toBeCloseTo(42)
    expect(target.multipleOfRisk).toBe(2)
  })

  it('leaves out what it cannot know', () => {
    expect(bracketView({ ...buy, quantity: undefined }).stop).toEqual({
      distance: -296,
      money: undefined,
      multipleOfRisk: -1,
    })
    expect(bracketView({ ...buy, entry: undefined }).target).toEqual({
      distance: undefined,
      money: undefined,
      multipleOfRisk: undefined,
    })
  })

  it('counts no R against a stop on the wrong side', () => {
    expect(bracketView({ ...buy, stop: 64_400 }).target.multipleOfRisk).toBeUndefined()
  })
})
