import type { MetricPoint, MetricRange } from '../../../src-contract/index.ts'
import { classNames } from '../../ui/index.ts'
import { RANGE_MS } from './metric-course.ts'
import { sparkPaths } from './spark-path.ts'

export interface MetricSparkProps {
  readonly points: readonly MetricPoint[]
  readonly range: MetricRange
  readonly stepMs: number
  readonly limit: number | null
  readonly over: boolean
  /** As wide as its place if there is none. */
  readonly widthPx?: number
  readonly heightPx: number
}

/** Coordinates across; the picture is stretched to its place. */
const WIDTH = 160

/** The course beside its numbers, as long as the range: what was not measured stays empty. */
export function MetricSpark({ points, range, stepMs, limit, over, widthPx, heightPx }: MetricSparkProps) {
  const toMs = points.at(-1)?.timeMs ?? 0
  const size = { width: WIDTH, height: heightPx }
  const { line, area, limitY } = sparkPaths(points, { fromMs: toMs - RANGE_MS[range], toMs, stepMs, limit, ...size })
  return (
    <svg
      className={classNames('sparkline', over ? 'sparkline-warn' : 'sparkline-neutral', 'metric-spark')}
      viewBox={`0 0 ${WIDTH} ${heightPx}`}
      width={widthPx}
      height={heightPx}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="sparkline-area" d={area} />
      {limitY !== undefined && <path className="sparkline-limit" d={`M0 ${limitY}H${WIDTH}`} />}
      <path d={line} />
    </svg>
  )
}
