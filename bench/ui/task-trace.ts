import type { Page } from '@playwright/test'
import { ensureDefined } from '../../src-main/base/index.ts'

/** A task of the page's main thread. */
export interface Task {
  /** By the clock, waiting for a processor included. */
  readonly tookMs: number
  /** Processor time of the thread. */
  readonly workedMs: number
}

/** What browsers call a long task: somebody who clicks notices. */
export const LONG_TASK_MS = 50

/** Of a trace, what is read here; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

const TASKS = { category: 'toplevel', event: 'ThreadControllerImpl::RunTask' } as const
const MAIN_THREAD = 'CrRendererMain'

/** Notes tasks from now on. @returns what ends that, and gives the long ones of the page's main thread. */
export async function traceTasks(page: Page): Promise<() => Promise<readonly Task[]>> {
  const browser = ensureDefined(page.context().browser() ?? undefined, 'browser of the page')
  await browser.startTracing(page, { categories: [TASKS.category] })
  return async () => longTasksOf((await browser.stopTracing()).toString())
}

/** @throws Error where the trace has no tasks of a page, or none that tells its processor time. */
export function longTasksOf(trace: string): readonly Task[] {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] }
  const mainThreads = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD).map(threadOf),
  )
  const tasks = traceEvents.filter(
    (event) => event.name === TASKS.event && event.ph === 'X' && mainThreads.has(threadOf(event)),
  )
  if (!tasks.some(({ tdur = 0 }) => tdur > 0)) throw new Error(`no processor time of ${tasks.length} tasks is known`)
  return tasks
    .map(({ dur = 0, tdur = 0 }) => ({ tookMs: dur / 1_000, workedMs: tdur / 1_000 }))
    .filter(({ tookMs }) => tookMs > LONG_TASK_MS)
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`
