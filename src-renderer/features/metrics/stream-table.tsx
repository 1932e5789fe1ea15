import { useMemo, useState } from 'react'
import type { InstrumentView, MetricDefinition, MetricPoint, MetricsSample } from '../../../src-contract/index.ts'
import { type KeyedState, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { type DataColumn, DataTable, INITIAL_TABLE_VIEW, NOT_APPLICABLE, type TableView } from '../../ui/index.ts'
import { metricCourse, newestValue } from './metric-course.ts'
import { isOver, type StreamMetric, streamMetrics } from './metric-groups.ts'
import { MetricSpark } from './metric-spark.tsx'
import { metricLine } from './metric-text.ts'
import { useOpenMetric } from './open-metric.ts'

/** A stream of prices as it is now. */
interface StreamRow extends StreamMetric {
  readonly symbol: string
  readonly ageMs: number | undefined
  readonly course: readonly MetricPoint[]
}

export interface StreamTableProps {
  readonly definitions: readonly MetricDefinition[]
  readonly samples: readonly MetricsSample[]
}

/** How old the newest price of each instrument is. */
export function StreamTable({ definitions, samples }: StreamTableProps) {
  const t = useWords('metrics')
  const { byId } = useInstruments()
  const open = useOpenMetric((metric) => metric.open)
  const [view, setView] = useState<TableView>(INITIAL_TABLE_VIEW)
  const columns = useMemo(() => columnsOf(t), [t])
  const streams = streamMetrics(definitions)
  if (streams.length === 0) return null
  return (
    <section className="metric-section" aria-label={t('streams.title')}>
      <h2 className="metric-heading">{t('streams.title')}</h2>
      <DataTable<StreamRow>
        label={t('streams.title')}
        className="metric-streams"
        columns={columns}
        rows={streams.map((stream) => rowOf(stream, samples, byId))}
        rowId={({ instrumentId }) => instrumentId}
        view={view}
        onViewChange={setView}
        onOpen={({ definition }) => open(definition.metricId)}
        empty={null}
      />
    </section>
  )
}

function rowOf(
  stream: StreamMetric,
  samples: readonly MetricsSample[],
  byId: KeyedState<InstrumentView>['byId'],
): StreamRow {
  const { definition, instrumentId } = stream
  const { metricId } = definition
  const course = metricCourse({ metricId, range: '15m', kept: undefined, samples })
  return {
    ...stream,
    symbol: byId.get(instrumentId)?.symbol ?? instrumentId,
    ageMs: newestValue(samples, metricId),
    course,
  }
}

const SPARK_WIDTH = 90

function columnsOf(t: ReturnType<typeof useWords<'metrics'>>): readonly DataColumn<StreamRow>[] {
  return [
    {
      id: 'symbol',
      label: t('streams.instrument'),
      widthPx: 110,
      grow: true,
      rowHead: true,
      sortValue: ({ symbol }) => symbol,
      cell: ({ symbol, definition }) => <StreamName symbol={symbol} metricId={definition.metricId} />,
    },
    {
      id: 'age',
      label: t('streams.age'),
      widthPx: 72,
      number: true,
      tone: ({ ageMs, definition }) => (isOver(ageMs, definition.limit) ? 'warn' : ''),
      cell: ({ ageMs, definition }) => (ageMs === undefined ? NOT_APPLICABLE : metricLine(ageMs, definition.unit)),
    },
    {
      id: 'limit',
      label: t('streams.limit'),
      widthPx: 72,
      number: true,
      dropRank: 2,
      tone: () => 'quiet',
      cell: ({ definition: { limit, unit } }) => (limit === null ? NOT_APPLICABLE : metricLine(limit, unit)),
    },
    {
      id: 'course',
      label: t('streams.course'),
      widthPx: SPARK_WIDTH + 16,
      dropRank: 1,
      cell: ({ course, ageMs, definition }) => (
        <MetricSpark
          points={course}
          range="15m"
          stepMs={1_000}
          limit={definition.limit}
          over={isOver(ageMs, definition.limit)}
          widthPx={SPARK_WIDTH}
          heightPx={14}
        />
      ),
    },
  ]
}

function StreamName({ symbol, metricId }: { readonly symbol: string; readonly metricId: string }) {
  const open = useOpenMetric((metric) => metric.open)
  return (
    <button type="button" className="metric-stream" onClick={() => open(metricId)}>
      {symbol}
    </button>
  )
}
