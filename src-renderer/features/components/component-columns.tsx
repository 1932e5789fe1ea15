import { RotateCw } from 'lucide-react'
import type { ComponentView } from '../../../src-contract/index.ts'
import { type DataColumn, formatAge, IconButton, NOT_APPLICABLE, StateShape, useNowMs } from '../../ui/index.ts'
import { type ComponentRow, isPhase, rowState } from './component-rows.ts'
import { type ComponentWords, phaseName, stateTone } from './component-words.ts'
import { shapeOfState } from './phases.ts'

export interface ColumnOptions {
  readonly t: ComponentWords
  /** False without a connection: what is shown is old. */
  readonly connected: boolean
  readonly isUnderWay: (name: string) => boolean
  readonly onRestart: (name: string) => void
}

/** Columns of the tree; what a narrow panel has no room for stands in the details. */
export function componentColumns(options: ColumnOptions): readonly DataColumn<ComponentRow>[] {
  const { t } = options
  return [
    {
      id: 'name',
      label: t('columns.name'),
      widthPx: 120,
      grow: true,
      rowHead: true,
      cell: (row) => <Name row={row} {...options} />,
    },
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 88,
      cell: (row) => t(`states.${rowState(row)}`),
      tone: (row) => (options.connected ? stateTone(rowState(row)) : ''),
    },
    {
      id: 'since',
      label: t('columns.since'),
      help: t('columns.sinceHelp'),
      widthPx: 66,
      number: true,
      tone: () => 'component-age',
      cell: (row) => (isPhase(row) ? <Share row={row} t={t} /> : <Age sinceMs={row.sinceMs} />),
    },
    ...factColumns(t),
    {
      id: 'actions',
      label: t('columns.actions'),
      widthPx: 32,
      actions: true,
      cell: (row) => (isPhase(row) ? null : <RestartButton component={row} {...options} />),
    },
  ]
}

function factColumns(t: ComponentWords): readonly DataColumn<ComponentRow>[] {
  return [
    {
      id: 'restarts',
      label: t('columns.restarts'),
      widthPx: 104,
      number: true,
      dropRank: 1,
      cell: (row) => (isPhase(row) ? null : row.restarts),
    },
    {
      id: 'needs',
      label: t('columns.needs'),
      widthPx: 170,
      dropRank: 3,
      tone: () => 'quiet',
      cell: (row) => (isPhase(row) ? null : row.dependsOn.join(', ') || NOT_APPLICABLE),
    },
    {
      id: 'reason',
      label: t('columns.reason'),
      widthPx: 220,
      dropRank: 2,
      cell: (row) =>
        isPhase(row) ? null : <span title={row.reason ?? undefined}>{row.reason ?? NOT_APPLICABLE}</span>,
    },
  ]
}

function Name({ row, t, connected }: ColumnOptions & { readonly row: ComponentRow }) {
  const shape = connected ? shapeOfState(rowState(row)) : 'unknown'
  const name = isPhase(row) ? phaseName(t, row.phase) : row.name
  return (
    <span className="component-name" title={name}>
      <StateShape shape={shape} />
      <span>{name}</span>
      {!isPhase(row) && row.critical && <span className="component-critical">{t('critical')}</span>}
    </span>
  )
}

function Share({ row, t }: { readonly row: ComponentRow; readonly t: ComponentWords }) {
  return isPhase(row) ? t('share', { count: row.inWorst, all: row.components.length }) : null
}

const AGE_TICK_MS = 1_000

function Age({ sinceMs }: { readonly sinceMs: number }) {
  return formatAge(useNowMs(AGE_TICK_MS) - sinceMs)
}

interface RestartButtonProps extends ColumnOptions {
  readonly component: ComponentView
}

function RestartButton({ component, t, connected, isUnderWay, onRestart }: RestartButtonProps) {
  const { name, state } = component
  const isBusy = isUnderWay(name) || state === 'starting' || state === 'stopping'
  return (
    <IconButton
      label={isBusy ? t('restarting', { name }) : t('restart', { name })}
      className="component-restart"
      disabled={!connected || isBusy}
      onClick={() => onRestart(name)}
    >
      <RotateCw size={12} aria-hidden="true" />
    </IconButton>
  )
}
