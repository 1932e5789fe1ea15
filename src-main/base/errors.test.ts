import { describe, expect, it } from 'vitest'
import { EngineError, ensureDefined, errorText, FatalError, invariant, InvariantError } from './errors.ts'

describe('errors', () => {
  it('carry code, data and cause', () => {
    const cause = new Error('socket')
    const error = new EngineError('NOT_READY', 'wait', { data: { known: ['a'] }, cause })
    expect(error).toMatchObject({ code: 'NOT_READY', data: { known: ['a'] }, cause, name: 'EngineError' })
    expect(new FatalError('stop', { exitCode: 2 })).toMatchObject({ exitCode: 2, name: 'FatalError' })
    expect(new FatalError('stop').exitCode).toBe(1)
  })

  it('ensureDefined lets falsy values through and names what is missing', () => {
    expect([ensureDefined(0, 'n'), ensureDefined('', 's'), ensureDefined(false, 'b')]).toEqual([0, '', false])
    expect(() => ensureDefined(undefined, 'the price')).toThrow(InvariantError)
    expect(() => ensureDefined(null, 'the price')).toThrow('the price is missing')
  })

  it('invariant throws where the condition does not hold', () => {
    expect(() => invariant('something', 'order')).not.toThrow()
    expect(() => invariant(0, 'order')).toThrow(InvariantError)
  })

  it('errorText makes text of anything that was thrown', () => {
    expect(errorText(new Error('a'))).toBe('a')
    expect(errorText('b')).toBe('b')
    expect(errorText(undefined)).toBe('undefined')
  })
})
