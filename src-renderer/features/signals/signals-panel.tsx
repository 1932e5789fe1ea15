import { useState } from 'react'
import { z } from 'zod'
import type { SignalView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, usePanel } from '../../panels/index.ts'
import { Button, ColumnMenu, DataTable, EmptyState, ErrorState } from '../../ui/index.ts'
import {
  ExportButton,
  exportTable,
  InstrumentFilter,
  ofInstrument,
  TableParams,
  useTableParams,
  useTableScope,
} from '../tables/index.ts'
import { FilterMenu } from './filter-menu.tsx'
import { useSignalColumns } from './signal-columns.tsx'
import { filterSignals, OUTCOMES } from './signal-filter.ts'
import { SignalStory } from './signal-story.tsx'
import './signals.css'
import { SignalsFooter } from './signals-footer.tsx'
import { useSignals } from './use-signals.ts'

const SignalsParams = TableParams.extend({
  strategyId: z.string().nullable().catch(null),
  outcome: z.enum(OUTCOMES).nullable().catch(null),
})

const signalRowId = ({ signalId }: SignalView): string => signalId

/** Every decision of the strategies, why, and what became of it. */
export function SignalsPanel() {
  return usePanel().visible ? <ShownSignals /> : null
}

function ShownSignals() {
  const t = useWords('signals')
  const { list, loaded, refusal } = useSignals()
  const { params, change, view, onViewChange } = useTableParams(SignalsParams)
  const scope = useTableScope(params)
  const [told, setTold] = useState<SignalView>()
  const columns = useSignalColumns(setTold)
  const rows = filterSignals(ofInstrument(list, scope.only), params)
  if (refusal !== undefined) {
    return (
      <ErrorState title={t('refused')} code={refusal.code}>
        {refusal.message}
      </ErrorState>
    )
  }
  return (
    <>
      <HeadActions>
        <FilterMenu filter={params} onChange={change} />
        <InstrumentFilter on={params.onlyInstrument} onChange={(onlyInstrument) => change({ onlyInstrument })} />
        <ColumnMenu columns={columns} view={view} onViewChange={onViewChange} />
        <ExportButton name="signals" disabled={rows.length === 0} table={() => exportTable(rows, columns, view)} />
      </HeadActions>
      <DataTable
        label={t('title')}
        className={scope.className}
        columns={columns}
        rows={loaded ? rows : undefined}
        rowId={signalRowId}
        view={view}
        onViewChange={onViewChange}
        selectedId={told?.signalId}
        onSelect={({ instrumentId }) => scope.select(instrumentId)}
        onOpen={setTold}
        empty={
          list.length > 0 ? (
            <NoMatch onReset={() => change({ onlyInstrument: false, strategyId: null, outcome: null })} />
          ) : (
            <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
          )
        }
        footer={<SignalsFooter signals={rows} />}
      />
      <SignalStory signal={told} onClose={() => setTold(undefined)} />
    </>
  )
}

function NoMatch({ onReset }: { readonly onReset: () => void }) {
  const t = useWords('signals')
  return (
    <EmptyState title={t('noMatch.title')} actions={<Button onClick={onReset}>{t('noMatch.reset')}</Button>}>
      {t('noMatch.text')}
    </EmptyState>
  )
}
