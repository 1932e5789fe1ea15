import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TradingHold, TradingStateMachine, type TradingStatus } from './trading-state.ts'

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

  const heldTable: readonly [TradingStatus, TradingStatus][] = [
    [ACTIVE, { state: 'reducing', reason: 'asleep', killing: false }],
    [PAUSED, { state: 'reducing', reason: 'pause; asleep', killing: false }],
    [KILLING, { state: 'reducing', reason: 'kill; asleep', killing: true }],
    [HALTED, { state: 'halted', reason: 'halt; asleep' }],
  ]

  it.each(heldTable)('held while it is %j is %j, and afterwards what it was', (from, held) => {
    const { machine, heard } = machineAt(from)
    const told: TradingStatus[] = []
    machine.onHold((status) => told.push(status))
    const hold = machine.hold('asleep')
    expect(machine.status).toEqual(held)
    expect([machine.state, machine.reason]).toEqual([held.state, 'reason' in held ? held.reason : undefined])
    expect(machine.decided).toEqual(from)
    hold.dispose()
    hold.dispose()
    expect(machine.status).toEqual(from)
    expect(told).toEqual([held, from])
    expect(heard, 'a hold is not stored').toEqual([])
  })

  it.each(table)('decides from %j on %s to %j under a hold as well', (from, step, to) => {
    const { machine, heard } = machineAt(from)
    machine.hold('asleep')
    take(machine, step)
    expect(machine.decided).toEqual(to)
    expect(machine.state).not.toBe('active')
    expect(heard).toEqual(JSON.stringify(from) === JSON.stringify(to) ? [] : [to])
  })

  it('says what a hold still allows when trading is resumed under it', () => {
    const { machine } = machineAt(PAUSED)
    const hold = machine.hold('asleep')
    expect(machine.resume()).toBe('reducing')
    expect(machine.reason).toBe('asleep')
    hold.explain('waking up')
    expect(machine.reason).toBe('waking up')
    hold.dispose()
    expect(machine.state).toBe('active')
  })

  it('does not come back to a hold that has ended', () => {
    const { machine } = machineAt()
    const hold = machine.hold('asleep')
    hold.dispose()
    hold.explain('waking up')
    expect(machine.status).toEqual(ACTIVE)
  })

  it('is the stricter of what was decided and what is held, and decides the same with holds and without', () => {
    const steps = fc.array(
      fc.constantFrom<Step | 'hold' | 'release'>('pause', 'resume', 'kill', 'halt', 'flat', 'hold', 'release'),
    )
    fc.assert(
      fc.property(fc.constantFrom(ACTIVE, PAUSED, KILLING, HALTED), steps, (start, sequence) => {
        const { machine } = machineAt(start)
        const { machine: free } = machineAt(start)
        const holds: TradingHold[] = []
        for (const step of sequence) {
          if (step === 'hold') holds.push(machine.hold(`hold ${holds.length}`))
          else if (step === 'release') holds.shift()?.dispose()
          else if (step !== 'resume' || !free.killing) for (const each of [machine, free]) take(each, step)
          expect(machine.decided).toEqual(free.status)
          expect(machine.state).toBe(holds.length > 0 && free.state === 'active' ? 'reducing' : free.state)
          expect(machine.status.state).toBe(machine.state)
          expect(machine.killing).toBe(free.killing)
        }
        for (const hold of holds) hold.dispose()
        expect(machine.status).toEqual(free.status)
      }),
    )
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
