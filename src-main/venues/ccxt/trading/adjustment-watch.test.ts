import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger, timeMs } from '../../../base/index.ts'
import { money, price, quantity, type VenueAdjustment } from '../../../domain/index.ts'
import { nextTurn } from '../../next-turn.ts'
import { AdjustmentWatch } from './adjustment-watch.ts'

function transfer(id: string): VenueAdjustment {
  return {
    adjustmentId: id,
    kind: 'transfer',
    instrumentId: undefined,
    quantity: quantity(0),
    price: price(0),
    cash: money(1),
    reason: 'deposit',
    timeMs: timeMs(5_000),
  }
}

function openWatch() {
  const clock = new ManualClock(100_000)
  const told: string[] = []
  const asked: number[] = []
  const list: VenueAdjustment[] = []
  const watch = new AdjustmentWatch({
    clock,
    logger: silentLogger,
    nowMs: () => clock.nowMs(),
    async fetch(sinceMs) {
      asked.push(sinceMs)
      return [...list]
    },
  })
  watch.onAdjustment(({ adjustmentId }) => told.push(adjustmentId))
  const pass = async (ms: number): Promise<void> => {
    clock.advanceBy(ms)
    await nextTurn()
  }
  return { watch, told, asked, list, pass }
}

describe('What the venue does by itself', () => {
  it('is told with its own id once the list has it, which may be later than the stream says', async () => {
    const { watch, told, list, asked, pass } = openWatch()
    watch.handleMoved()
    await pass(0)
    expect([told, asked.length]).toEqual([[], 1])
    list.push(transfer('a'), transfer('b'))
    await pass(1_000)
    expect(told).toEqual(['a', 'b'])
    await pass(600_000)
    expect(asked).toHaveLength(2)
  })

  it('is told once, whoever heard of it first', async () => {
    const { watch, told, list, pass } = openWatch()
    list.push(transfer('a'), transfer('b'))
    watch.noteAnswered([transfer('a')])
    watch.tell(transfer('b'))
    watch.handleMoved()
    await pass(0)
    expect(told).toEqual(['b'])
  })

  it('is asked for once more where money moves while it is asked for', async () => {
    const { watch, told, list, asked, pass } = openWatch()
    watch.handleMoved()
    watch.handleMoved()
    list.push(transfer('a'))
    await pass(0)
    expect([told, asked.length]).toEqual([['a'], 2])
  })

  it('is looked for some times and then left to the comparison', async () => {
    const { watch, asked, pass } = openWatch()
    watch.handleMoved()
    for (let round = 0; round < 20; round++) await pass(60_000)
    expect(asked).toHaveLength(5)
    watch.dispose()
    watch.handleMoved()
    await pass(60_000)
    expect(asked).toHaveLength(5)
  })
})
