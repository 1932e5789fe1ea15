import { ChartLine, Table2 } from 'lucide-react'
import { useMemo } from 'react'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, HeadTools, usePanel, usePanelParams } from '../../panels/index.ts'
import { EmptyState, ErrorState, IconButton, Note, Segmented, useFormatSettings } from '../../ui/index.ts'
import { type CourseSummary, type CoursePoint, EQUITY_RANGES, inRange, summaryOf } from './equity-course.ts'
import { EquityCurve } from './equity-curve.tsx'
import { EquitySettings } from './equity-settings.ts'
import { EquityTable } from './equity-table.tsx'
import './equity.css'
import { useEquity } from './use-equity.ts'

/** Equity over time and how far it was below its highest; as a curve, or as a table. */
export function EquityPanel() {
  const { visible } = usePanel()
  return <div className="equity">{visible && <EquityBody />}</div>
}

function EquityBody() {
  const t = useWords('equity')
  useFormatSettings()
  const [settings, change] = usePanelParams(EquitySettings)
  const { course, fault } = useEquity()
  const shown = useMemo(() => inRange(course ?? [], settings.range), [course, settings.range])
  const summary = summaryOf(shown)
  return (
    <>
      <HeadTools>
        <Segmented
          small
          label={t('range')}
          value={settings.range}
          options={EQUITY_RANGES.map((range) => ({
            value: range,
            label: t(`ranges.${range}`),
            title: t(`rangeNames.${range}`),
          }))}
          onValueChange={(range) => change({ range })}
        />
      </HeadTools>
      <HeadActions>
        <FormButton asTable={settings.asTable} onChange={(asTable) => change({ asTable })} />
      </HeadActions>
      {fault !== undefined && course !== undefined && <Note kind="warn" title={t('notNew', { fault })} />}
      <EquityContent {...{ course, shown, summary, fault, settings, change }} />
    </>
  )
}

interface EquityContentProps {
  readonly course: readonly CoursePoint[] | undefined
  readonly shown: readonly CoursePoint[]
  readonly summary: CourseSummary | undefined
  readonly fault: string | undefined
  readonly settings: EquitySettings
  readonly change: (patch: Partial<EquitySettings>) => void
}

function EquityContent({ course, shown, summary, fault, settings, change }: EquityContentProps) {
  const t = useWords('equity')
  if (course === undefined) {
    if (fault === undefined) return <div className="equity-plot" aria-busy="true" />
    return <ErrorState title={t('failed')}>{fault}</ErrorState>
  }
  if (summary === undefined) {
    const state = course.length < 2 ? 'empty' : 'emptyRange'
    return <EmptyState title={t(`${state}.title`)}>{t(`${state}.text`)}</EmptyState>
  }
  if (settings.asTable) {
    return <EquityTable course={shown} view={settings.table} onViewChange={(table) => change({ table })} />
  }
  return <EquityCurve course={shown} summary={summary} />
}

interface FormButtonProps {
  readonly asTable: boolean
  readonly onChange: (asTable: boolean) => void
}

function FormButton({ asTable, onChange }: FormButtonProps) {
  const t = useWords('equity')
  const Icon = asTable ? ChartLine : Table2
  return (
    <IconButton label={asTable ? t('asCurve') : t('asTable')} onClick={() => onChange(!asTable)}>
      <Icon size={14} aria-hidden="true" />
    </IconButton>
  )
}
