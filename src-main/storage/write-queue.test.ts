import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WriteQueue } from './write-queue.ts'

function noErrors(error: Error): void {
  throw error
}

describe('WriteQueue', () => {
  it('acknowledges every write once and in order, however batches and reports are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (sizes, step) => {
          const queue = new WriteQueue(noErrors)
          const heard: number[] = []
          let next = 0
          for (const size of sizes) {
            const batch = Array.from({ length: size }, () => next++)
            for (const _ of batch) queue.countWrite()
            queue.addBatch(batch.map((write) => () => heard.push(write)))
          }
          for (let settled = 0; settled < sizes.length; settled += step) queue.settle(step)
          expect(heard).toEqual(Array.from({ length: next }, (_, write) => write))
          expect(queue.pending).toBe(0)
        },
      ),
    )
  })

  it('runs the callbacks after one that throws, and reports it', () => {
    const errors: string[] = []
    const queue = new WriteQueue((error) => errors.push(error.message))
    let ran = false
    queue.countWrite()
    queue.countWrite()
    queue.addBatch([
      () => {
        throw new Error('venue gone')
      },
      () => {
        ran = true
      },
    ])
    queue.settle(1)
    expect({ errors, ran }).toEqual({ errors: ['venue gone'], ran: true })
  })

  it('is drained when what had been handed over is settled, not what came later', async () => {
    const queue = new WriteQueue(noErrors)
    queue.countWrite()
    queue.addBatch([undefined])
    const drained = queue.drained()
    queue.countWrite()
    queue.settle(1)
    await drained
    expect(queue.pending).toBe(1)
  })

  it('tells those who wait that the writes failed, and never acknowledges them', async () => {
    const queue = new WriteQueue(noErrors)
    queue.countWrite()
    queue.addBatch([() => expect.unreachable('a write that failed was acknowledged')])
    const drained = queue.drained()
    queue.fail(new Error('disk full'))
    queue.settle(1)
    await expect(drained).rejects.toThrow('disk full')
    expect(queue.pending).toBe(1)
  })
})
