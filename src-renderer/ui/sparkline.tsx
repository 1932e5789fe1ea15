import { classNames } from './class-names.ts'
import { type PathBox, sparklinePath, sparklineRange, sparklineY, thin } from './sparkline-path.ts'
import './sparkline.css'

export interface SparklineProps extends PathBox {
  readonly values: readonly number[]
  /** Takes the sign of the change when not given. */
  readonly tone?: 'up' | 'down' | 'quiet' | 'neutral' | 'warn'
  /** Fills the space under the line. */
  readonly area?: boolean
  /** Most that is allowed: drawn as a line of its own where the values come near it. */
  readonly limit?: number | undefined
  /** Said to a screen reader; without it the line is decoration beside its numbers. */
  readonly label?: string
  /** As wide as its place; the line is stretched, its stroke is not. */
  readonly stretch?: boolean
}

const signOf = (values: readonly number[]): 'up' | 'down' | 'quiet' => {
  const change = (values.at(-1) ?? 0) - (values[0] ?? 0)
  if (change === 0) return 'quiet'
  return change > 0 ? 'up' : 'down'
}

/** A small line of a course, without axes. */
export function Sparkline({ values, width, height, tone, area, limit, label, stretch }: SparklineProps) {
  const points = thin(values, width)
  const range = sparklineRange(points, limit)
  const path = sparklinePath(points, { width, height }, range)
  const showsLimit = limit !== undefined && path !== '' && limit >= range.lowest && limit <= range.highest
  return (
    <svg
      className={classNames('sparkline', `sparkline-${tone ?? signOf(values)}`, stretch && 'sparkline-stretch')}
      viewBox={`0 0 ${width} ${height}`}
      width={stretch ? undefined : width}
      height={height}
      preserveAspectRatio="none"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {area && path !== '' && <path className="sparkline-area" d={`${path}L${width} ${height}L0 ${height}Z`} />}
      {showsLimit && (
        <path className="sparkline-limit" d={`M0 ${sparklineY(limit, range, height).toFixed(1)}H${width}`} />
      )}
      <path d={path} />
    </svg>
  )
}
