import { describe, expect, it } from 'vitest'
import { comeUpHalted } from './compose-halt.ts'
import { type StoredTradingState, TradingStateMachine } from './risk/index.ts'

function machine(stored?: StoredTradingState): { machine: TradingStateMachine; changes: string[] } {
  const changes: string[] = []
  const machine = new TradingStateMachine({
    onError: (error) => {
      throw error
    },
  })
  if (stored) machine.restore(stored)
  machine.onChange(({ state }) => changes.push(state))
  return { machine, changes }
}

describe('coming up halted', () => {
  it.each([undefined, { state: 'reducing', reason: 'paused by hand' }] as const)('halts after %j', (stored) => {
    const { machine: tradingState, changes } = machine(stored)
    expect(comeUpHalted(tradingState, 'the engine failed 3 times')).toBe(true)
    expect(tradingState.status).toEqual({ state: 'halted', reason: 'the engine failed 3 times' })
    expect(changes).toEqual(['halted'])
  })

  it('keeps the reason of a halt from before', () => {
    const { machine: tradingState, changes } = machine({ state: 'halted', reason: 'the books differ' })
    expect(comeUpHalted(tradingState, 'the engine failed 3 times')).toBe(false)
    expect(tradingState.reason).toBe('the books differ')
    expect(changes).toEqual([])
  })

  it('leaves a kill switch at work: it still has positions to close', () => {
    const { machine: tradingState } = machine({ state: 'reducing', reason: 'kill switch', killing: true })
    expect(comeUpHalted(tradingState, 'the engine failed 3 times')).toBe(false)
    expect(tradingState.killing).toBe(true)
    tradingState.handleFlat()
    expect(tradingState.status).toEqual({ state: 'halted', reason: 'kill switch' })
  })
})
