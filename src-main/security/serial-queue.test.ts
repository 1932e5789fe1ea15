import { describe, expect, it } from 'vitest'
import { SerialQueue } from './serial-queue.ts'

describe('SerialQueue', () => {
  it('begins a task when the one before has ended', async () => {
    const queue = new SerialQueue()
    const steps: string[] = []
    const first = Promise.withResolvers<void>()
    const one = queue.run(async () => {
      steps.push('one begins')
      await first.promise
      steps.push('one ends')
      return 1
    })
    const two = queue.run(async () => steps.push('two'))
    await Promise.resolve()
    first.resolve()
    expect(await one).toBe(1)
    await two
    expect(steps).toEqual(['one begins', 'one ends', 'two'])
  })

  it('tells a failure to whoever asked, and goes on', async () => {
    const queue = new SerialQueue()
    const failed = queue.run(() => Promise.reject(new Error('no')))
    const next = queue.run(async () => 'yes')
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
