import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { HistoryLoader } from './history-loader.ts'

const bar = (openTimeMs: number): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap: false,
})

/** A loader over a store of bars at 1…9, of which 8 and 9 are loaded, pages of three, timers fired by hand. */
function setUp() {
  let oldestMs: number | undefined = 8
  let failNext = false
  const asked: number[] = []
  const faults: unknown[] = []
  const timers = new Set<() => void>()
  const loader = new HistoryLoader({
    load: async (beforeMs) => {
      asked.push(beforeMs)
      if (failNext) throw new Error('no answer')
      return [1, 2, 3, 4, 5, 6, 7, 8, 9]
        .filter((time) => time < beforeMs)
        .slice(-3)
        .map(bar)
    },
    take: (bars) => {
      oldestMs = bars[0]?.openTimeMs
      return bars.length
    },
    oldestMs: () => oldestMs,
    onFault: (error) => faults.push(error),
    after: (_delayMs, callback) => {
      timers.add(callback)
      return () => timers.delete(callback)
    },
  })
  const scrollTo = async (leftIndex: number): Promise<void> => {
    loader.handleVisible(leftIndex)
    await rest()
  }
  const rest = async (): Promise<void> => {
    const due = Array.from(timers)
    timers.clear()
    for (const timer of due) timer()
    await new Promise((resolve) => setTimeout(resolve))
  }
  const setFailing = (failing: boolean): void => {
    failNext = failing
  }
  const setFull = (): void => {
    oldestMs = undefined
  }
  return { loader, scrollTo, rest, asked, faults, setFailing, setFull }
}

describe('history loader', () => {
  it('fetches the page before the oldest bar when the left edge is near', async () => {
    const { scrollTo, asked } = setUp()
    await scrollTo(200)
    expect(asked).toEqual([])
    await scrollTo(60)
    await scrollTo(-4)
    expect(asked).toEqual([8, 5])
  })

  it('waits until scrolling rests', async () => {
    const { loader, rest, asked } = setUp()
    for (const left of [50, 40, 30]) loader.handleVisible(left)
    await rest()
    expect(asked).toEqual([8])
  })

  it('stops when there is no older bar', async () => {
    const { scrollTo, asked } = setUp()
    for (let page = 0; page < 6; page += 1) await scrollTo(0)
    expect(asked).toEqual([8, 5, 2, 1])
  })

  it('stops when the window is full', async () => {
    const { scrollTo, asked, setFull } = setUp()
    setFull()
    await scrollTo(0)
    expect(asked).toEqual([])
  })

  it('reports a failed page and tries again at the next scroll', async () => {
    const { scrollTo, asked, faults, setFailing } = setUp()
    setFailing(true)
    await scrollTo(0)
    setFailing(false)
    await scrollTo(0)
    expect(faults).toHaveLength(1)
    expect(asked).toEqual([8, 8])
  })

  it('fetches nothing after it was disposed', async () => {
    const { loader, rest, asked } = setUp()
    loader.handleVisible(0)
    loader.dispose()
    await rest()
    expect(asked).toEqual([])
  })
})
