import { useMemo } from 'react'
import { z } from 'zod'
import type { ComponentView } from '../../../src-contract/index.ts'
import { useComponents, useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { HeadActions, HeadTools, usePanel, usePanelParams } from '../../panels/index.ts'
import { ColumnMenu, DataTable, EmptyState, TableView } from '../../ui/index.ts'
import { useChosenComponent } from './chosen-component.ts'
import { componentColumns } from './component-columns.tsx'
import { ComponentDetail } from './component-detail.tsx'
import { type ComponentRow, isPhase, rowId } from './component-rows.ts'
import './components.css'
import { ComponentsFooter } from './components-footer.tsx'
import { groupByPhase } from './phases.ts'
import { RestartDialog } from './restart-dialog.tsx'
import { SystemHealth } from './system-health.tsx'
import { useRestart } from './use-restart.ts'

/** The parts of the engine, in the order in which they start. */
export function ComponentsTable() {
  return usePanel().visible ? <Components /> : null
}

const Params = z.object({ table: TableView })

function Components() {
  const t = useWords('components')
  const { loaded, list } = useComponents()
  const connected = useConnection().kind === 'connected'
  const [{ table }, setParams] = usePanelParams(Params)
  const { name: chosen, choose } = useChosenComponent()
  const restart = useRestart()
  const { ask, isUnderWay } = restart
  const columns = useMemo(
    () => componentColumns({ t, connected, isUnderWay, onRestart: ask }),
    [t, connected, isUnderWay, ask],
  )
  const groups = useMemo(() => groupByPhase(list), [list])
  const setView = (view: TableView): void => setParams({ table: view })
  const handleSelect = (row: ComponentRow): void => {
    if (isPhase(row)) setView({ ...table, collapsed: toggled(table.collapsed, rowId(row)) })
    else choose(row.name === chosen ? undefined : row.name)
  }
  return (
    <>
      <DataTable<ComponentRow>
        label={t('title')}
        className="components"
        columns={columns}
        rows={loaded ? groups : undefined}
        rowId={rowId}
        childrenOf={(row) => (isPhase(row) ? row.components : NONE)}
        view={table}
        onViewChange={setView}
        selectedId={chosen}
        onSelect={handleSelect}
        rowClass={(row) => (isPhase(row) ? 'component-phase' : connected ? undefined : 'row-stale')}
        detailOf={detailsOf(list, chosen)}
        empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
        footer={<ComponentsFooter components={list} />}
      />
      <RestartDialog restart={restart} components={list} />
      <HeadTools>
        <SystemHealth />
      </HeadTools>
      <HeadActions>
        <ColumnMenu columns={columns} view={table} onViewChange={setView} />
      </HeadActions>
    </>
  )
}

/** Only the chosen component shows its details. */
function detailsOf(list: readonly ComponentView[], chosen: string | undefined) {
  return (row: ComponentRow) =>
    !isPhase(row) && row.name === chosen ? <ComponentDetail component={row} components={list} /> : undefined
}

const NONE: readonly ComponentRow[] = []

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]
