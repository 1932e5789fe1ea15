import { describe, expect, it } from 'vitest'
import { InvariantError } from '../base/index.ts'
import { EngineGates } from './engine-gates.ts'
import { FakeEngine } from './testing/fake-engine.ts'

const main = new FakeEngine()
const spare = new FakeEngine()

function opened(): EngineGates {
  const gates = new EngineGates()
  gates.declare({ first: 'main', others: ['spare'] })
  gates.open(main)
  gates.open(spare, 'spare')
  return gates
}

const codeOf = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('EngineGates', () => {
  it('lead to the first account by its name and without one, and to the others by theirs', () => {
    const gates = opened()
    expect(gates.of(undefined).engine()).toBe(main)
    expect(gates.of('main').engine()).toBe(main)
    expect(gates.of('spare').engine()).toBe(spare)
  })

  it('say which accounts there are where another is named', () => {
    expect(() => opened().of('margin')).toThrow(
      expect.objectContaining({
        code: 'ACCOUNT_NOT_TRADED',
        message: 'The engine does not trade on the account "margin". It trades on main, spare.',
        data: { account: 'margin', known: ['main', 'spare'] },
      }),
    )
  })

  it('do not say that an account is unknown before anybody knows them', () => {
    const gates = new EngineGates()
    expect(codeOf(() => gates.of('main'))).toBe('NOT_READY')
    gates.close()
    expect(codeOf(() => gates.of('main'))).toBe('STOPPING')
  })

  it('answer NOT_READY for a declared account until it is open', () => {
    const gates = new EngineGates()
    gates.declare({ first: 'main', others: ['spare'] })
    gates.open(main)
    expect(codeOf(() => gates.of('spare').engine())).toBe('NOT_READY')
    expect(gates.of('main').engine()).toBe(main)
  })

  it('hold the account that is named, and the first one under both its names', () => {
    const gates = opened()
    gates.hold('spare')
    expect(codeOf(() => gates.of('spare').engine().system.status())).toBe('NOT_READY')
    expect(gates.of('main').engine()).toBe(main)
    gates.open(spare, 'spare')
    gates.hold()
    expect(codeOf(() => gates.of('main').engine().system.status())).toBe('NOT_READY')
    expect(codeOf(() => gates.of(undefined).engine().system.status())).toBe('NOT_READY')
    expect(gates.of('spare').engine()).toBe(spare)
  })

  it('tell callers of the account what is waited for, until it has an engine', () => {
    const gates = new EngineGates()
    gates.declare({ first: 'main', others: ['spare'] })
    gates.explain('The exchange does not answer.')
    const waiting = expect.objectContaining({ code: 'NOT_READY', message: 'The exchange does not answer.' })
    for (const name of [undefined, 'main']) expect(() => gates.of(name).engine()).toThrow(waiting)
    expect(() => gates.of('spare').engine()).not.toThrow(waiting)
    gates.open(main)
    gates.hold()
    expect(() => gates.of('main').engine().system.status()).toThrow('The engine is still starting')
    gates.explain('The exchange does not answer.', 'main')
    expect(() => gates.of(undefined).engine().system.status()).toThrow(waiting)
  })

  it('take the name of the first account for the first account where its engine is opened', () => {
    const gates = opened()
    const anew = new FakeEngine()
    gates.open(anew, 'main')
    expect(gates.of(undefined).engine()).toBe(anew)
  })

  it('never lead a caller who named an account to the one that took its place', () => {
    const gates = opened()
    const named = gates.of('main')
    const changes: string[] = []
    named.onChange(() => changes.push('main'))
    gates.declare({ first: 'spare', others: [] })
    gates.open(spare)
    expect(changes).toEqual(['main'])
    expect(codeOf(() => named.engine())).toBe('ACCOUNT_NOT_TRADED')
    expect(codeOf(() => gates.of('main'))).toBe('ACCOUNT_NOT_TRADED')
    expect(gates.of(undefined).engine()).toBe(spare)
  })

  it('keep the gates of accounts that stay', () => {
    const gates = opened()
    const { candleTexts } = gates.of('spare')
    gates.declare({ first: 'main', others: ['spare', 'margin'] })
    expect(gates.of('spare').engine()).toBe(spare)
    expect(gates.of('spare').candleTexts).toBe(candleTexts)
    expect(gates.of('main').candleTexts).not.toBe(candleTexts)
  })

  it('close all of them for good, also those that are declared later', () => {
    const gates = opened()
    gates.close()
    gates.declare({ first: 'main', others: ['spare', 'margin'] })
    gates.open(spare, 'margin')
    for (const name of [undefined, 'main', 'spare', 'margin']) {
      expect(codeOf(() => gates.of(name).engine())).toBe('STOPPING')
    }
  })

  it('give a caller of an unknown account a gate that says so, and no other ever', () => {
    const gate = opened().ofOrRefusing('margin')
    gate.open(main)
    expect(codeOf(() => gate.engine())).toBe('ACCOUNT_NOT_TRADED')
  })

  it('open no account that was not declared, and none twice', () => {
    const gates = opened()
    expect(() => gates.open(main, 'margin')).toThrow(InvariantError)
    expect(() => gates.declare({ first: 'main', others: ['main'] })).toThrow(InvariantError)
  })
})
