import type { MetricDefinition, MetricRange, MetricsSample } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { classNames, NOT_APPLICABLE } from '../../ui/index.ts'
import { metricCourse, newestValue } from './metric-course.ts'
import { isOver } from './metric-groups.ts'
import { MetricSpark } from './metric-spark.tsx'
import { metricLine, metricText } from './metric-text.ts'
import { useOpenMetric } from './open-metric.ts'
import type { KeptSeries } from './use-series.ts'

export interface MetricTileProps {
  readonly definition: MetricDefinition
  readonly range: MetricRange
  /** What the engine has kept of it; undefined while that is asked for. */
  readonly kept: KeptSeries | undefined
  readonly samples: readonly MetricsSample[]
}

const TILE_HEIGHT = 36

/** A metric in short: its name, its limit, its value now and its course. */
export function MetricTile({ definition, range, kept, samples }: MetricTileProps) {
  const t = useWords('metrics')
  const open = useOpenMetric((metric) => metric.open)
  const { metricId, label, unit, limit, description } = definition
  const value = newestValue(samples, metricId)
  const over = isOver(value, limit)
  const course = metricCourse({ metricId, range, kept: kept?.points, samples })
  const limitText = limit === null ? undefined : t('limit', { limit: metricLine(limit, unit) })
  return (
    <button
      type="button"
      className={classNames('metric-tile', over && 'metric-over')}
      title={description}
      onClick={() => open(metricId)}
    >
      <span className="metric-label">{label}</span>
      <MetricValue definition={definition} value={value} />
      {limitText !== undefined && <span className="metric-limit">{limitText}</span>}
      {over && <span className="visually-hidden">{t('over')}</span>}
      <MetricSpark
        points={course}
        range={range}
        stepMs={kept?.stepMs ?? 1_000}
        limit={limit}
        over={over}
        heightPx={TILE_HEIGHT}
      />
    </button>
  )
}

export interface MetricValueProps {
  readonly definition: MetricDefinition
  readonly value: number | undefined
}

export function MetricValue({ definition, value }: MetricValueProps) {
  if (value === undefined) return <span className="metric-value">{NOT_APPLICABLE}</span>
  const text = metricText(value, definition.unit)
  return (
    <span className="metric-value">
      {text.value}
      <span className="metric-unit">{text.unit}</span>
    </span>
  )
}

const SKELETON_TILES = 8

/** Stands in the places of the tiles before they are known. */
export function SkeletonTiles() {
  return (
    <div className="metric-grid" aria-hidden="true">
      {Array.from({ length: SKELETON_TILES }, (_, index) => (
        <div key={index} className="metric-tile">
          <span className="skeleton-bar metric-skeleton" />
        </div>
      ))}
    </div>
  )
}
