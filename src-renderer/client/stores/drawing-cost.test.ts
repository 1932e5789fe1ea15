import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { measureDrawing } from './drawing-cost.ts'

/** A window whose time, frames and tasks move by hand. */
function standIn(hidden: boolean) {
  const frames: (() => void)[] = []
  const tasks: (() => void)[] = []
  const clock = { nowMs: 1_000 }
  vi.spyOn(performance, 'now').mockImplementation(() => clock.nowMs)
  vi.stubGlobal('document', { hidden })
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback))
  vi.stubGlobal('setTimeout', (callback: () => void) => tasks.push(callback))
  return { frames, tasks, clock }
}

describe('the cost of drawing', () => {
  const costs: number[] = []
  beforeEach(() => costs.splice(0))
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('is what components and their frame take, without the wait for the frame', async () => {
    const { frames, tasks, clock } = standIn(false)
    measureDrawing(
      () => queueMicrotask(() => (clock.nowMs += 7)),
      (costMs) => costs.push(costMs),
    )
    await Promise.resolve()
    await Promise.resolve()
    clock.nowMs += 100
    for (const frame of frames) frame()
    clock.nowMs += 20
    for (const task of tasks) task()
    expect(costs).toEqual([27])
  })

  it('is not measured in a hidden window, which still draws', async () => {
    const { frames } = standIn(true)
    let drawn = 0
    measureDrawing(
      () => (drawn += 1),
      (costMs) => costs.push(costMs),
    )
    await Promise.resolve()
    expect([drawn, frames, costs]).toEqual([1, [], []])
  })
})
