import type { MetricDefinition, MetricRange, MetricsSample } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Modal } from '../../ui/index.ts'
import { CoursePlot } from './course-plot.tsx'
import { courseFacts, metricCourse, newestValue } from './metric-course.ts'
import { isOver } from './metric-groups.ts'
import { metricLine } from './metric-text.ts'
import { useOpenMetric } from './open-metric.ts'
import { RangeChoice } from './range-choice.tsx'
import { useSeries } from './use-series.ts'

export interface MetricDetailProps {
  readonly definitions: readonly MetricDefinition[]
  readonly samples: readonly MetricsSample[]
  readonly range: MetricRange
  readonly onRangeChange: (range: MetricRange) => void
}

/** One metric large: what it measures, its course with axes, and the values at the cursor. */
export function MetricDetail({ definitions, ...course }: MetricDetailProps) {
  const { metricId, open } = useOpenMetric()
  const definition = definitions.find((each) => each.metricId === metricId)
  return (
    <Modal
      open={definition !== undefined}
      onOpenChange={(next) => !next && open(undefined)}
      title={definition?.label ?? ''}
      subtitle={definition?.description}
      className="metric-dialog"
    >
      {definition !== undefined && <Course key={definition.metricId} definition={definition} {...course} />}
    </Modal>
  )
}

interface CourseProps extends Omit<MetricDetailProps, 'definitions'> {
  readonly definition: MetricDefinition
}

function Course({ definition, samples, range, onRangeChange }: CourseProps) {
  const t = useWords('metrics')
  const { metricId, unit, limit } = definition
  const { seriesOf, fault } = useSeries(metricId, range)
  const series = seriesOf(metricId)
  const value = newestValue(samples, metricId)
  const points = metricCourse({ metricId, range, kept: series?.points, samples })
  const facts = courseFacts(points)
  const said = (number: number | undefined): string => (number === undefined ? t('noValue') : metricLine(number, unit))
  return (
    <div className="metric-detail">
      <RangeChoice range={range} onRangeChange={onRangeChange} />
      {fault !== undefined && <p className="warn">{fault}</p>}
      <CoursePlot points={points} unit={unit} limit={limit} range={range} stepMs={series?.stepMs ?? 1_000} />
      <dl className="metric-facts">
        <div>
          <dt>{t('facts.now')}</dt>
          <dd className={isOver(value, limit) ? 'warn' : ''}>{said(value)}</dd>
        </div>
        <div>
          <dt>{t('facts.low')}</dt>
          <dd>{said(facts?.low)}</dd>
        </div>
        <div>
          <dt>{t('facts.mean')}</dt>
          <dd>{said(facts?.mean)}</dd>
        </div>
        <div>
          <dt>{t('facts.high')}</dt>
          <dd className={isOver(facts?.high, limit) ? 'warn' : ''}>{said(facts?.high)}</dd>
        </div>
        <div>
          <dt>{t('facts.limit')}</dt>
          <dd>{limit === null ? t('noLimit') : metricLine(limit, unit)}</dd>
        </div>
      </dl>
    </div>
  )
}
