import { describe, expect, it } from 'vitest'
import { longTasksOf } from './task-trace.ts'

const MAIN = { pid: 7, tid: 1 }
const COMPOSITOR = { pid: 7, tid: 2 }
const ANOTHER_PROCESS = { pid: 8, tid: 1 }

const named = (thread: typeof MAIN, name: string) => ({ ...thread, name: 'thread_name', ph: 'M', args: { name } })
const task = (thread: typeof MAIN, dur: number, tdur?: number) => ({
  ...thread,
  name: 'ThreadControllerImpl::RunTask',
  ph: 'X',
  dur,
  ...(tdur !== undefined && { tdur }),
})
const trace = (...traceEvents: readonly object[]): string => JSON.stringify({ traceEvents })

describe('tasks of a trace', () => {
  it('are those of the main thread of the page that took longer, with what they worked', () => {
    const tasks = longTasksOf(
      trace(
        task(MAIN, 58_500, 9_400),
        task(MAIN, 50_000, 50_000),
        task(COMPOSITOR, 90_000, 90_000),
        task(ANOTHER_PROCESS, 90_000, 90_000),
        { ...task(MAIN, 70_000, 70_000), name: 'Receive mojo message' },
        named(MAIN, 'CrRendererMain'),
        named(COMPOSITOR, 'Compositor'),
        named(ANOTHER_PROCESS, 'CrBrowserMain'),
      ),
    )
    expect(tasks).toEqual([{ tookMs: 58.5, workedMs: 9.4 }])
  })

  it('are not taken from a trace that knows no processor time, or no page', () => {
    expect(() => longTasksOf(trace(task(MAIN, 90_000), named(MAIN, 'CrRendererMain')))).toThrow('of 1 tasks')
    expect(() => longTasksOf(trace(task(MAIN, 90_000, 5_000)))).toThrow('of 0 tasks')
  })
})
