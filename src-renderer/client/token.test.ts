import { describe, expect, it } from 'vitest'
import { takeToken, type TokenPorts } from './token.ts'

function page(hash: string, stored: string | null = null) {
  const replaced: unknown[] = []
  let kept = stored
  const ports: TokenPorts = {
    location: { hash, pathname: '/', search: '?a=1' },
    history: { replaceState: (_state, _unused, url) => replaced.push(url) },
    storage: {
      getItem: () => kept,
      setItem: (_key, value) => {
        kept = value
      },
    },
  }
  return { ports, replaced, kept: () => kept }
}

describe('takeToken', () => {
  it('keeps the token of the address and takes it out of the address', () => {
    const { ports, replaced, kept } = page('#token=abc%2B1')
    expect(takeToken(ports)).toBe('abc+1')
    expect(kept()).toBe('abc+1')
    expect(replaced).toEqual(['/?a=1'])
  })

  it('uses the kept token when the address has none', () => {
    const { ports, replaced } = page('', 'kept')
    expect(takeToken(ports)).toBe('kept')
    expect(replaced).toEqual([])
  })

  it('has no token when there is none or an empty one', () => {
    expect(takeToken(page('').ports)).toBeUndefined()
    expect(takeToken(page('#token=').ports)).toBeUndefined()
  })

  it('leaves another hash alone', () => {
    const { ports, replaced } = page('#elsewhere', 'kept')
    expect(takeToken(ports)).toBe('kept')
    expect(replaced).toEqual([])
  })
})
