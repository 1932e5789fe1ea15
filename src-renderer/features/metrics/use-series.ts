import { useCallback } from 'react'
import type { MetricPoint, MetricRange } from '../../../src-contract/index.ts'
import { type EngineCalls, type Polled, usePolled } from '../../client/index.ts'

const MINUTE_MS = 60_000

/** The shortest range goes on by itself with the samples; the others get a new stretch now and then. */
const REFRESH_MS: Readonly<Record<MetricRange, number>> = {
  '15m': 5 * MINUTE_MS,
  '1h': MINUTE_MS,
  '24h': 5 * MINUTE_MS,
  '7d': 10 * MINUTE_MS,
}

/** Length of one stretch in milliseconds, and the stretches. */
export interface KeptSeries {
  readonly stepMs: number
  readonly points: readonly MetricPoint[]
}

interface Series {
  readonly range: MetricRange
  readonly byId: ReadonlyMap<string, KeptSeries>
}

export interface SeriesState {
  /** Undefined while it is asked for, and for a metric that is gone. */
  readonly seriesOf: (metricId: string) => KeptSeries | undefined
  readonly fault: string | undefined
}

/** What the engine has kept of some metrics over a range. @param metricIds Joined with spaces. */
export function useSeries(metricIds: string, range: MetricRange): SeriesState {
  const ask = useCallback((calls: EngineCalls) => askSeries(calls, metricIds, range), [metricIds, range])
  const { value, fault }: Polled<Series> = usePolled(REFRESH_MS[range], ask)
  return { seriesOf: (metricId) => (value?.range === range ? value.byId.get(metricId) : undefined), fault }
}

/** A metric that is gone costs only its own course; the first fault counts where none came. */
async function askSeries(calls: EngineCalls, metricIds: string, range: MetricRange): Promise<Series> {
  const ids = metricIds.split(' ').filter(Boolean)
  const answers = await Promise.allSettled(ids.map((metricId) => calls.metrics.series({ metricId, range })))
  const views = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const failed = answers.find((answer) => answer.status === 'rejected')
  if (views.length === 0 && failed !== undefined) throw failed.reason
  return { range, byId: new Map(views.map(({ metricId, stepMs, points }) => [metricId, { stepMs, points }])) }
}
