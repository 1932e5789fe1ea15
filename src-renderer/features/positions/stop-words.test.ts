import { describe, expect, it } from 'vitest'
import { isUnprotected, stopWord } from './stop-words.ts'

describe('who holds a stop', () => {
  it('is said by the engine', () => {
    expect(stopWord({ stopPrice: '63200' }, 'venue')).toBe('venue')
    expect(stopWord({ stopPrice: '63200' }, 'engine')).toBe('engine')
  })

  it('is nobody without a stop, even before the engine was asked', () => {
    expect(stopWord({ stopPrice: null }, undefined)).toBe('none')
    expect(stopWord({ stopPrice: null }, 'none')).toBe('none')
  })

  it('is not confirmed where a stop is wanted that does not cover the position', () => {
    expect(stopWord({ stopPrice: '63200' }, 'none')).toBe('unconfirmed')
  })

  it('is not known before the engine was asked, and that is no alarm', () => {
    expect(stopWord({ stopPrice: '63200' }, undefined)).toBeUndefined()
    expect(isUnprotected(undefined)).toBe(false)
    expect((['venue', 'engine', 'none', 'unconfirmed'] as const).filter(isUnprotected)).toEqual(['none', 'unconfirmed'])
  })
})
