import { beforeEach, describe, expect, it } from 'vitest'
import { TradingStateMachine, type TradingStatus } from '../risk/index.ts'
import { AccountHold } from './account-hold.ts'

const MISSING = 'the venue has 900 USDT less than the ledger'

let machine: TradingStateMachine
let heard: TradingStatus[]
let hold: AccountHold

beforeEach(() => {
  machine = new TradingStateMachine({
    onError: (error) => {
      throw error
    },
  })
  heard = []
  machine.onHold((status) => heard.push(status))
  hold = new AccountHold(machine)
})

describe('AccountHold', () => {
  it('keeps entries back for as long as somebody says why, and resuming by hand does not end it', () => {
    hold.set(MISSING)
    machine.resume()
    expect([machine.state, machine.reason]).toEqual(['reducing', MISSING])
    hold.set(undefined)
    expect([machine.state, machine.reason]).toEqual(['active', undefined])
  })

  it('tells another reason, and is still one hold', () => {
    hold.set(MISSING)
    hold.set('the venue has 950 USDT less')
    expect(machine.reason).toBe('the venue has 950 USDT less')
    hold.set(undefined)
    expect(machine.state).toBe('active')
  })

  it('does not announce what every comparison repeats', () => {
    hold.set(undefined)
    hold.set(MISSING)
    hold.set(MISSING)
    hold.set(undefined)
    hold.set(undefined)
    expect(heard.map(({ state }) => state)).toEqual(['reducing', 'active'])
  })

  it('comes back when the cause does', () => {
    hold.set(MISSING)
    hold.set(undefined)
    hold.set(MISSING)
    expect(machine.reason).toBe(MISSING)
  })

  it('loosens nothing that was decided meanwhile', () => {
    hold.set(MISSING)
    machine.halt('a venue failed')
    hold.set(undefined)
    expect([machine.state, machine.reason]).toEqual(['halted', 'a venue failed'])
  })
})
