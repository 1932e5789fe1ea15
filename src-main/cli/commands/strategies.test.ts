import { describe, expect, it } from 'vitest'
import { FatalError } from '../../base/index.ts'
import { parsePairs } from './strategies.ts'

describe('parsePairs', () => {
  it('reads numbers, truth values and lists as such, and everything else as text', () => {
    expect(parsePairs(['fast=12', 'share=0.5', 'short=false', 'list=[1,2]', 'name=plain words', 'empty='])).toEqual({
      fast: 12,
      share: 0.5,
      short: false,
      list: [1, 2],
      name: 'plain words',
      empty: '',
    })
  })

  it('splits at the first equals sign', () => {
    expect(parsePairs(['expression=a=b'])).toEqual({ expression: 'a=b' })
  })

  it.each(['fast', '=12', ''])('refuses "%s", as a fault of the caller', (pair) => {
    const fault = new FatalError(`"${pair}" is not of the form parameter=value.`, { exitCode: 2 })
    expect(() => parsePairs([pair])).toThrow(fault)
  })
})
