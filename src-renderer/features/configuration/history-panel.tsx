import { useMemo, useState } from 'react'
import type { ConfigVersionView, ConfigView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, DataTable, EmptyState, ErrorState, INITIAL_TABLE_VIEW, Note, type TableView } from '../../ui/index.ts'
import { valueOfVersion } from './config-versions.ts'
import { RevertDialog } from './revert-dialog.tsx'
import { useHistory } from './use-history.ts'
import { versionColumns } from './version-columns.tsx'
import { VersionDetail } from './version-detail.tsx'

export interface HistoryPanelProps {
  readonly view: ConfigView
  /** Keys that act only after a restart. */
  readonly restartKeys: readonly string[]
  readonly refresh: () => void
}

/** Versions of the configuration: when, by whom, what; and the way back to one of them. */
export function HistoryPanel({ view, restartKeys, refresh }: HistoryPanelProps) {
  const t = useWords('configuration')
  const { versions, complete, fault, loadOlder } = useHistory(view.version)
  const connected = useConnection().kind === 'connected'
  const [tableView, setTableView] = useState<TableView>(INITIAL_TABLE_VIEW)
  const [chosen, setChosen] = useState<number>()
  const [asked, setAsked] = useState<ConfigVersionView>()
  const columns = useMemo(
    () => versionColumns({ t, current: view.version, connected, onRevert: setAsked }),
    [t, view.version, connected],
  )
  if (versions === undefined && fault !== undefined) {
    return <ErrorState title={t('history.notLoaded')}>{fault}</ErrorState>
  }
  const valueOf = (version: number) => valueOfVersion(view.value, versions ?? [], version)
  return (
    <div className="config-history">
      {fault !== undefined && (
        <Note kind="warn" title={t('history.notLoaded')}>
          {fault}
        </Note>
      )}
      <DataTable<ConfigVersionView>
        label={t('history.title')}
        columns={columns}
        rows={versions}
        rowId={({ version }) => String(version)}
        view={tableView}
        onViewChange={setTableView}
        selectedId={chosen === undefined ? undefined : String(chosen)}
        onSelect={({ version }) => setChosen(version === chosen ? undefined : version)}
        detailOf={detailsOf({ chosen, current: view, valueOf })}
        empty={<EmptyState title={t('history.none')}>{t('history.noneText')}</EmptyState>}
        footer={
          complete ? (
            t('history.all')
          ) : (
            <Button size="row" disabled={!connected} onClick={loadOlder}>
              {t('history.older')}
            </Button>
          )
        }
      />
      <RevertDialog
        version={asked}
        former={asked === undefined ? undefined : valueOf(asked.version)}
        view={view}
        restartKeys={restartKeys}
        onClose={() => setAsked(undefined)}
        onReverted={refresh}
      />
    </div>
  )
}

interface DetailOptions {
  readonly chosen: number | undefined
  readonly current: ConfigView
  readonly valueOf: (version: number) => ConfigView['value'] | undefined
}

/** Only the chosen version shows its details. */
function detailsOf({ chosen, current, valueOf }: DetailOptions) {
  return (version: ConfigVersionView) =>
    version.version === chosen ? (
      <VersionDetail version={version} current={current} former={valueOf(version.version)} />
    ) : undefined
}
