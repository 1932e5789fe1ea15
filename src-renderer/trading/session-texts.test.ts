import { afterEach, describe, expect, it, vi } from 'vitest'
import { sessionTexts } from './session-texts.ts'

afterEach(() => vi.unstubAllGlobals())

describe('texts kept with the tab', () => {
  it('are read back', () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => kept.set(name, text),
    })
    sessionTexts().write('a', 'x')
    expect([sessionTexts().read('a'), sessionTexts().read('b')]).toEqual(['x', undefined])
  })

  it('are simply not there where the browser keeps nothing', () => {
    const refuse = (): never => {
      throw new Error('denied')
    }
    vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse })
    sessionTexts().write('a', 'x')
    expect(sessionTexts().read('a')).toBeUndefined()
  })
})
