import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { usePanel } from '../../panels/index.ts'
import { EmptyState, ErrorState, formatNumber, zoneName } from '../../ui/index.ts'
import { LogActions } from './log-actions.tsx'
import { LogList } from './log-list.tsx'
import { LogTools } from './log-tools.tsx'
import './log.css'
import { type LogView, useLogView } from './use-log-view.ts'

/** What the engine writes down, as it does. */
export function LogPanel() {
  return usePanel().visible ? <Log /> : null
}

function Log() {
  const view = useLogView()
  return (
    <div className="log">
      <LogTools view={view} />
      <LogBody view={view} />
      <LogFoot view={view} />
      <LogActions items={view.shown.items} />
    </div>
  )
}

function LogBody({ view }: { readonly view: LogView }) {
  const t = useWords('log')
  const { state, shown, params } = view
  if (state.refusal !== undefined) return <ErrorState title={t('refused')}>{state.refusal}</ErrorState>
  const isLoaded = state.loaded && state.level === params.level
  if (isLoaded && shown.items.length === 0) {
    const isEmpty = shown.all === 0
    return <EmptyState title={t(isEmpty ? 'empty' : 'nothing')}>{t(isEmpty ? 'emptyText' : 'nothingText')}</EmptyState>
  }
  return <LogList view={view} />
}

function LogFoot({ view: { shown, older } }: { readonly view: LogView }) {
  const t = useWords('log')
  const connected = useConnection().kind === 'connected'
  const lines = shown.items.filter(({ kind }) => kind === 'line').length
  const count = (value: number): string => formatNumber(value, { decimals: 0 })
  return (
    <div className="table-footer log-foot">
      <span>{t('shown', { lines: count(lines), all: count(shown.all) })}</span>
      <span>{t('zone', { zone: zoneName() })}</span>
      {!connected && <span className="warn">{t('disconnected')}</span>}
      {older.fault !== undefined && <span className="warn">{t('noOlder', { reason: older.fault })}</span>}
    </div>
  )
}
