import { z } from 'zod'
import { MetricRange, type MetricsSample } from '../../../src-contract/index.ts'
import { useConnection, useMetrics } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel, usePanelParams } from '../../panels/index.ts'
import { Note } from '../../ui/index.ts'
import { MetricDetail } from './metric-detail.tsx'
import { metricSections, type MetricSection } from './metric-groups.ts'
import { MetricTile, SkeletonTiles } from './metric-tile.tsx'
import './metrics.css'
import { RangeChoice } from './range-choice.tsx'
import { StreamTable } from './stream-table.tsx'
import { type SeriesState, useSeries } from './use-series.ts'

/** What the engine measures of itself: values, limits and their course. */
export function MetricsPanel() {
  return usePanel().visible ? <Metrics /> : null
}

const Params = z.object({ range: MetricRange.catch('15m') })

function Metrics() {
  const t = useWords('metrics')
  const { loaded, definitions, samples } = useMetrics()
  const connected = useConnection().kind === 'connected'
  const [{ range }, setParams] = usePanelParams(Params)
  const sections = metricSections(definitions)
  const ids = sections.flatMap((section) => section.definitions.map(({ metricId }) => metricId))
  const series = useSeries(ids.join(' '), range)
  return (
    <div className="metrics" data-stale={!connected}>
      {series.fault !== undefined && connected && (
        <Note kind="warn" title={t('noCourse')}>
          {series.fault}
        </Note>
      )}
      {!loaded && <SkeletonTiles />}
      {sections.map((section) => (
        <Section key={section.group} section={section} range={range} series={series} samples={samples} />
      ))}
      <StreamTable definitions={definitions} samples={samples} />
      <MetricDetail
        definitions={definitions}
        samples={samples}
        range={range}
        onRangeChange={(next) => setParams({ range: next })}
      />
      <HeadActions>
        <RangeChoice range={range} onRangeChange={(next) => setParams({ range: next })} />
      </HeadActions>
    </div>
  )
}

interface SectionProps {
  readonly section: MetricSection
  readonly range: MetricRange
  readonly series: SeriesState
  readonly samples: readonly MetricsSample[]
}

function Section({ section: { group, definitions }, range, series, samples }: SectionProps) {
  const t = useWords('metrics')
  return (
    <section className="metric-section" aria-label={t(`groups.${group}`)}>
      <h2 className="metric-heading">{t(`groups.${group}`)}</h2>
      <div className="metric-grid">
        {definitions.map((definition) => (
          <MetricTile
            key={definition.metricId}
            definition={definition}
            range={range}
            samples={samples}
            kept={series.seriesOf(definition.metricId)}
          />
        ))}
      </div>
    </section>
  )
}
