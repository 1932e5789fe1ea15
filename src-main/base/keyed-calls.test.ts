import { describe, expect, it } from 'vitest'
import { KeyedCalls } from './keyed-calls.ts'

/** A call whose end the test decides. */
class HeldCall {
  begun = 0
  #end: (answer: string) => void = () => undefined
  #fail: (error: Error) => void = () => undefined

  readonly act = (): Promise<string> => {
    this.begun += 1
    return new Promise((resolve, reject) => {
      this.#end = resolve
      this.#fail = reject
    })
  }

  end(answer: string): void {
    this.#end(answer)
  }

  fail(): void {
    this.#fail(new Error('the disk is full'))
  }
}

const answering = (text: string) => async (): Promise<string> => text

describe('KeyedCalls', () => {
  it('gives the first answer again, also where the second call would answer otherwise', async () => {
    const calls = new KeyedCalls()
    expect(await calls.once('key', { amount: 1 }, answering('first'))).toBe('first')
    expect(await calls.once('key', { amount: 1 }, answering('second'))).toBe('first')
    expect(await calls.once('other', { amount: 1 }, answering('second'))).toBe('second')
  })

  it('acts once where two calls come at the same time, and answers both', async () => {
    const calls = new KeyedCalls()
    const held = new HeldCall()
    const both = [calls.once('key', 'draft', held.act), calls.once('key', 'draft', held.act)]
    held.end('done')
    expect(await Promise.all(both)).toEqual(['done', 'done'])
    expect(held.begun).toBe(1)
  })

  it('refuses a key that stands for another draft, while the first is under way and afterwards', async () => {
    const calls = new KeyedCalls()
    const held = new HeldCall()
    const first = calls.once('key', { amount: 1 }, held.act)
    const mismatch = { code: 'IDEMPOTENCY_MISMATCH', message: expect.stringContaining('key key was used for another') }
    await expect(calls.once('key', { amount: 2 }, answering('no'))).rejects.toMatchObject(mismatch)
    held.end('done')
    expect(await first).toBe('done')
    await expect(calls.once('key', { amount: 2 }, answering('no'))).rejects.toMatchObject(mismatch)
  })

  it('lets a call that failed be made again under its key, and whoever waited with it fails with it', async () => {
    const calls = new KeyedCalls()
    const held = new HeldCall()
    const both = [calls.once('key', 'draft', held.act), calls.once('key', 'draft', held.act)]
    held.fail()
    for (const each of both) await expect(each).rejects.toThrow('the disk is full')
    expect(await calls.once('key', 'draft', answering('at last'))).toBe('at last')
  })

  it('lets a call that failed at once, or before it began to wait, be made again', async () => {
    const calls = new KeyedCalls()
    const throwing = (): Promise<string> => {
      throw new Error('refused')
    }
    await expect(calls.once('key', 'draft', throwing)).rejects.toThrow('refused')
    expect(await calls.once('key', 'other draft', answering('done'))).toBe('done')
  })

  it('forgets the oldest of more than a thousand calls, and keeps the newest', async () => {
    const calls = new KeyedCalls()
    for (let index = 0; index <= 1_000; index += 1) await calls.once(`key-${index}`, 'draft', answering('first'))
    expect(await calls.once('key-1', 'draft', answering('second'))).toBe('first')
    expect(await calls.once('key-0', 'draft', answering('second'))).toBe('second')
  })

  it('never forgets a call that is under way, however many come meanwhile', async () => {
    const calls = new KeyedCalls()
    const held = new HeldCall()
    const first = calls.once('slow', 'draft', held.act)
    for (let index = 0; index < 1_500; index += 1) await calls.once(`key-${index}`, 'draft', answering('first'))
    const again = calls.once('slow', 'draft', held.act)
    held.end('done')
    expect(await Promise.all([first, again])).toEqual(['done', 'done'])
    expect(held.begun).toBe(1)
    expect(await calls.once('key-0', 'draft', answering('second'))).toBe('second')
  })
})
