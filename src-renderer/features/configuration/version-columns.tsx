import type { ConfigVersionView } from '../../../src-contract/index.ts'
import type { useWords } from '../../i18n/index.ts'
import { Button, type DataColumn, formatAge, formatDayAndClock, useNowMs, zoneName } from '../../ui/index.ts'

export interface VersionColumnOptions {
  readonly t: ReturnType<typeof useWords<'configuration'>>
  /** The version in force. */
  readonly current: number
  readonly connected: boolean
  readonly onRevert: (version: ConfigVersionView) => void
}

export function versionColumns(options: VersionColumnOptions): readonly DataColumn<ConfigVersionView>[] {
  const { t } = options
  return [
    {
      id: 'version',
      label: t('history.version'),
      head: t('history.versionShort'),
      widthPx: 56,
      rowHead: true,
      cell: ({ version }) => <span className="mono">v{version}</span>,
    },
    {
      id: 'keys',
      label: t('history.keys'),
      widthPx: 120,
      grow: true,
      cell: (version) => <Keys version={version} t={t} />,
    },
    {
      id: 'source',
      label: t('history.by'),
      widthPx: 84,
      dropRank: 1,
      tone: () => 'quiet',
      cell: ({ source }) => t(`sources.${source}`),
    },
    {
      id: 'when',
      label: t('history.when'),
      widthPx: 84,
      number: true,
      tone: () => 'quiet config-when',
      cell: ({ timeMs }) => <When timeMs={timeMs} />,
    },
    {
      id: 'revert',
      label: t('history.actions'),
      widthPx: 76,
      actions: true,
      cell: (version) => <Revert version={version} {...options} />,
    },
  ]
}

function Keys({
  version: { differences },
  t,
}: { readonly version: ConfigVersionView } & Pick<VersionColumnOptions, 't'>) {
  const paths = differences.map(({ path }) => path)
  const [first] = paths
  if (first === undefined) return <span className="quiet">{t('history.first')}</span>
  return (
    <span title={paths.join('\n')}>
      {first}
      {paths.length > 1 && <span className="quiet"> {t('history.more', { count: paths.length - 1 })}</span>}
    </span>
  )
}

const AGE_TICK_MS = 1_000

function When({ timeMs }: { readonly timeMs: number }) {
  const nowMs = useNowMs(AGE_TICK_MS)
  return <span title={`${formatDayAndClock(timeMs)} ${zoneName()}`}>{formatAge(nowMs - timeMs)}</span>
}

function Revert({
  version,
  t,
  current,
  connected,
  onRevert,
}: VersionColumnOptions & { readonly version: ConfigVersionView }) {
  if (version.version === current) return <span className="config-current">{t('history.inForce')}</span>
  return (
    <Button
      size="row"
      aria-label={t('history.revertTo', { version: version.version })}
      disabled={!connected}
      onClick={() => onRevert(version)}
    >
      {t('history.revert')}
    </Button>
  )
}
