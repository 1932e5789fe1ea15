import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { z } from 'zod'
import type { ProtectionMeterView } from '../../../src-contract/index.ts'
import { useConnection, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, openPanel, useLinkedInstrument, usePanel, usePanelParams } from '../../panels/index.ts'
import { Button, DataTable, EmptyState, ErrorState, Note, TableView } from '../../ui/index.ts'
import { coverOf } from './cover.ts'
import { protectionColumns } from './protection-columns.tsx'
import './protection.css'
import { useProtectionMeters } from './use-protection.ts'

/** For each net position: what covers it, how long it has been exposed, and when that becomes an alarm. */
export function ProtectionPanel() {
  const t = useWords('protection')
  const { visible } = usePanel()
  const { value: meters, fault } = useProtectionMeters(visible)
  if (!visible) return null
  if (fault !== undefined && meters === undefined) {
    return (
      <ErrorState title={t('refused')} code={fault.code}>
        {fault.message}
      </ErrorState>
    )
  }
  return <Meters meters={meters} />
}

const Params = z.object({ table: TableView })

function Meters({ meters }: { readonly meters: readonly ProtectionMeterView[] | undefined }) {
  const t = useWords('protection')
  const instruments = useInstruments().byId
  const connected = useConnection().kind === 'connected'
  const { select } = useLinkedInstrument()
  const [{ table }, setParams] = usePanelParams(Params)
  const columns = useMemo(() => protectionColumns(t, instruments), [t, instruments])
  return (
    <div className="protection">
      <HeadActions>{meters !== undefined && meters.length > 0 && <Summary meters={meters} />}</HeadActions>
      {meters !== undefined && <Alarm meters={meters} />}
      <DataTable<ProtectionMeterView>
        label={t('title')}
        className={connected ? '' : 'table-old'}
        columns={columns}
        rows={meters}
        rowId={({ instrumentId }) => instrumentId}
        view={table}
        onViewChange={(next) => setParams({ table: next })}
        onSelect={({ instrumentId }) => select(instrumentId)}
        empty={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
        footer={<Legend />}
      />
    </div>
  )
}

const isOverdue = (meter: ProtectionMeterView): boolean => coverOf(meter).state === 'overdue'

function Alarm({ meters }: { readonly meters: readonly ProtectionMeterView[] }) {
  const t = useWords('protection')
  const count = meters.filter(isOverdue).length
  if (count === 0) return null
  return (
    <Note
      kind="danger"
      title={t('alarm', { count })}
      action={
        <Button size="small" onClick={() => openPanel('positions')}>
          {t('showPositions')}
        </Button>
      }
    >
      {t('alarmText')}
    </Note>
  )
}

/** How many are not covered at the venue though they should be. */
function Summary({ meters }: { readonly meters: readonly ProtectionMeterView[] }) {
  const t = useWords('protection')
  const count = meters.filter((meter) => !['covered', 'intended'].includes(coverOf(meter).state)).length
  const wanted = meters.filter((meter) => coverOf(meter).state === 'intended').length
  if (count === 0) {
    return <span className="protection-summary">{wanted === 0 ? t('allCovered') : t('wanted', { count: wanted })}</span>
  }
  return (
    <span className={`protection-summary ${meters.some(isOverdue) ? 'danger' : 'warn'}`} title={t('count', { count })}>
      <TriangleAlert size={12} role="img" aria-label={t('count', { count })} />
      <span aria-hidden="true">{count}</span>
    </span>
  )
}

function Legend() {
  const t = useWords('protection')
  return (
    <ul className="cover-legend" aria-label={t('legend.label')}>
      {(['venue', 'engine', 'bare'] as const).map((part) => (
        <li key={part}>
          <span className={`cover-swatch cover-${part}`} aria-hidden="true" />
          {t(`legend.${part}`)}
        </li>
      ))}
    </ul>
  )
}
