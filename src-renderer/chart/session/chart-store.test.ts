import { describe, expect, it } from 'vitest'
import { createChartStore, setIndicatorFault, setReady } from './chart-store.ts'

/** A store that counts how often it tells. */
function setUp() {
  const store = createChartStore()
  let told = 0
  store.subscribe(() => {
    told += 1
  })
  return { store, told: () => told }
}

describe('what a chart tells the panel around it', () => {
  it('is told once that bars have come, however many do', () => {
    const { store, told } = setUp()
    for (let bars = 0; bars < 3; bars += 1) setReady(store, 'ready')
    expect([store.getState().status.kind, told()]).toEqual(['ready', 1])
  })

  it('keeps the fault of each indicator until that is taken back', () => {
    const { store, told } = setUp()
    setIndicatorFault(store, 'ema-1', 'no such period')
    setIndicatorFault(store, 'rsi-1', 'refused')
    setIndicatorFault(store, 'ema-1', undefined)
    setIndicatorFault(store, 'ema-1', undefined)
    expect([...store.getState().indicatorFaults]).toEqual([['rsi-1', 'refused']])
    expect(told()).toBe(3)
  })
})
