import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../base/index.ts'
import { TokenBucket } from './request-budget.ts'

function bench(capacity: number, refillPerSecond: number) {
  const systemClock = new ManualClock(0)
  const bucket = new TokenBucket({ systemClock, capacity, refillPerSecond })
  const gone: string[] = []
  const ask = (name: string, cost = 1): void => void bucket.take(cost).then(() => gone.push(name))
  return { systemClock, bucket, gone, ask }
}

const turn = (): Promise<void> => Promise.resolve()

describe('a budget of requests', () => {
  it('lets as many go at once as it holds, and the others in their order as it fills', async () => {
    const { systemClock, gone, ask } = bench(2, 1)
    for (const name of ['a', 'b', 'c', 'd']) ask(name)
    await turn()
    expect(gone).toEqual(['a', 'b'])
    systemClock.advanceBy(1_000)
    await turn()
    expect(gone).toEqual(['a', 'b', 'c'])
    systemClock.advanceBy(1_000)
    await turn()
    expect(gone).toEqual(['a', 'b', 'c', 'd'])
  })

  it('never holds more than its capacity', async () => {
    const { systemClock, gone, ask } = bench(2, 10)
    systemClock.advanceBy(60_000)
    for (const name of ['a', 'b', 'c']) ask(name)
    await turn()
    expect(gone).toEqual(['a', 'b'])
  })

  it('lets a question that costs more than it holds go when it is full, and no cheaper one before it', async () => {
    const { systemClock, gone, ask } = bench(2, 1)
    ask('small')
    ask('huge', 50)
    ask('after')
    await turn()
    expect(gone).toEqual(['small'])
    systemClock.advanceBy(1_000)
    await turn()
    expect(gone).toEqual(['small', 'huge'])
  })

  it('gains nothing from a clock that was set back, and lets all go when it is given up', async () => {
    const { bucket, gone, ask } = bench(1, 1)
    ask('a')
    ask('b')
    bucket.dispose()
    await turn()
    expect(gone).toEqual(['a', 'b'])
  })
})
