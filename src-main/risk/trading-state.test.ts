import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TradingStateMachine, type TradingStatus } from './trading-state.ts'

function machineAt(status?: TradingStatus): { machine: TradingStateMachine; heard: TradingStatus[] } {
  const machine = new TradingStateMachine({
    onError: (error) => {
      throw error
    },
  })
  if (status) machine.restore({ reason: 'none', ...status })
  const heard: TradingStatus[] = []
  machine.onChange((change) => heard.push(change))
  return { machine, heard }
}

const ACTIVE: TradingStatus = { state: 'active' }
const PAUSED: TradingStatus = { state: 'reducing', reason: 'pause', killing: false }
const KILLING: TradingStatus = { state: 'reducing', reason: 'kill', killing: true }
const HALTED: TradingStatus = { state: 'halted', reason: 'halt' }

type Step = 'pause' | 'resume' | 'kill' | 'halt' | 'flat'

function take(machine: TradingStateMachine, step: Step): void {
  if (step === 'resume') machine.resume()
  else if (step === 'flat') machine.handleFlat()
  else machine[step](step)
}

describe('TradingStateMachine', () => {
  const table: readonly [TradingStatus, Step, TradingStatus][] = [
    [ACTIVE, 'pause', PAUSED],
    [ACTIVE, 'resume', ACTIVE],
    [ACTIVE, 'kill', KILLING],
    [ACTIVE, 'halt', HALTED],
    [ACTIVE, 'flat', ACTIVE],
    [PAUSED, 'pause', PAUSED],
    [PAUSED, 'resume', ACTIVE],
    [PAUSED, 'kill', KILLING],
    [PAUSED, 'halt', HALTED],
    [PAUSED, 'flat', PAUSED],
    [KILLING, 'pause', KILLING],
    [KILLING, 'kill', KILLING],
    [KILLING, 'halt', HALTED],
    [KILLING, 'flat', { state: 'halted', reason: 'kill' }],
    [HALTED, 'pause', HALTED],
    [HALTED, 'resume', ACTIVE],
    [HALTED, 'kill', KILLING],
    [HALTED, 'halt', HALTED],
    [HALTED, 'flat', HALTED],
  ]

  it.each(table)('from %j on %s to %j', (from, step, to) => {
    const { machine, heard } = machineAt(from)
    take(machine, step)
    expect(machine.status).toEqual(to)
    expect(heard).toEqual(JSON.stringify(from) === JSON.stringify(to) ? [] : [to])
  })

  it('refuses to resume while the kill switch closes positions', () => {
    const { machine, heard } = machineAt(KILLING)
    expect(() => machine.resume()).toThrow('still closing positions')
    expect([machine.status, heard]).toEqual([KILLING, []])
  })

  it('tells state, reason and whether the kill switch is at work', () => {
    const { machine } = machineAt()
    expect([machine.state, machine.reason, machine.killing]).toEqual(['active', undefined, false])
    machine.kill('fire drill')
    expect([machine.state, machine.reason, machine.killing]).toEqual(['reducing', 'fire drill', true])
  })

  it('announces nothing when it is restored', () => {
    const { machine, heard } = machineAt()
    machine.restore({ state: 'halted', reason: 'halt', killing: true })
    expect([machine.status, heard]).toEqual([HALTED, []])
    machine.restore({ state: 'reducing', reason: 'pause' })
    expect(machine.status).toEqual(PAUSED)
    machine.restore({ state: 'active', reason: 'resumed by hand' })
    expect(machine.status).toEqual(ACTIVE)
  })

  it('becomes active again only through resume, whatever happens', () => {
    const steps = fc.array(fc.constantFrom<Step>('pause', 'kill', 'halt', 'flat'), { minLength: 1 })
    fc.assert(
      fc.property(fc.constantFrom(PAUSED, KILLING, HALTED), steps, (start, sequence) => {
        const { machine } = machineAt(start)
        for (const step of sequence) take(machine, step)
        expect(machine.state).not.toBe('active')
      }),
    )
  })
})
