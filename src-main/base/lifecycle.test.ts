import { describe, expect, it } from 'vitest'
import { DisposableStore, toDisposable } from './lifecycle.ts'

describe('toDisposable', () => {
  it('releases once, however often it is disposed of', () => {
    let released = 0
    const item = toDisposable(() => released++)
    item.dispose()
    item.dispose()
    expect(released).toBe(1)
  })

  it('does not release again when the release itself disposes', () => {
    let released = 0
    const item = toDisposable(() => {
      released++
      item.dispose()
    })
    item.dispose()
    expect(released).toBe(1)
  })
})

describe('DisposableStore', () => {
  it('releases the newest first, once', () => {
    const store = new DisposableStore()
    const released: string[] = []
    for (const name of ['a', 'b', 'c']) store.add(toDisposable(() => released.push(name)))
    expect(store.isDisposed).toBe(false)
    store.dispose()
    store.dispose()
    expect(store.isDisposed).toBe(true)
    expect(released).toEqual(['c', 'b', 'a'])
  })

  it('releases at once what comes after it was disposed of', () => {
    const store = new DisposableStore()
    store.dispose()
    let released = false
    store.add(toDisposable(() => (released = true)))
    expect(released).toBe(true)
  })

  it('gives back what was added', () => {
    const item = toDisposable(() => undefined)
    expect(new DisposableStore().add(item)).toBe(item)
  })
})
