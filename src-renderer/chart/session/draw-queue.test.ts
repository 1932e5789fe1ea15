import { expect, it } from 'vitest'
import { DrawQueue } from './draw-queue.ts'

function setUp() {
  const waiting: (() => void)[] = []
  let drawn = 0
  const queue = new DrawQueue(
    () => {
      drawn += 1
    },
    (callback) => waiting.push(callback),
  )
  const finishTask = (): number => {
    for (const callback of waiting.splice(0)) callback()
    return drawn
  }
  return { queue, finishTask }
}

it('draws once a task, however often it was asked, and again for the next', () => {
  const { queue, finishTask } = setUp()
  queue.request()
  queue.request()
  expect(finishTask()).toBe(1)
  queue.request()
  expect(finishTask()).toBe(2)
  expect(finishTask()).toBe(2)
})

it('draws nothing once the chart is gone', () => {
  const { queue, finishTask } = setUp()
  queue.request()
  queue.dispose()
  expect(finishTask()).toBe(0)
})
