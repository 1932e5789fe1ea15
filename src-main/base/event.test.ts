import { describe, expect, it } from 'vitest'
import { Emitter } from './event.ts'

function rethrow(error: unknown): void {
  throw error
}

describe('Emitter', () => {
  it('reaches every listener in the order of subscription until the subscription ends', () => {
    const emitter = new Emitter<number>(rethrow)
    const heard: string[] = []
    const first = emitter.event((value) => heard.push(`a${value}`))
    emitter.event((value) => heard.push(`b${value}`))
    emitter.fire(1)
    first.dispose()
    emitter.fire(2)
    expect(heard).toEqual(['a1', 'b1', 'b2'])
    expect(emitter.listenerCount).toBe(1)
  })

  it('reports a listener that throws and reaches the others', () => {
    const errors: unknown[] = []
    const emitter = new Emitter<number>((error) => errors.push(error))
    const failure = new Error('no')
    let heard = 0
    emitter.event(() => {
      throw failure
    })
    emitter.event((value) => (heard = value))
    emitter.fire(3)
    expect(heard).toBe(3)
    expect(errors).toEqual([failure])
  })

  it('ends one subscription of a function that is subscribed twice', () => {
    const emitter = new Emitter<number>(rethrow)
    let heard = 0
    const listener = (): void => void heard++
    const first = emitter.event(listener)
    emitter.event(listener)
    first.dispose()
    first.dispose()
    emitter.fire(1)
    expect(heard).toBe(1)
  })

  it('lets who subscribes while it fires hear from the next time on', () => {
    const emitter = new Emitter<number>(rethrow)
    const heard: number[] = []
    const first = emitter.event(() => {
      first.dispose()
      emitter.event((value) => heard.push(value))
    })
    emitter.fire(1)
    emitter.fire(2)
    expect(heard).toEqual([2])
  })
})
