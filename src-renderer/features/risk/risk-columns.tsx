import { useSessionClock } from '../../client/index.ts'
import type { useWords } from '../../i18n/index.ts'
import {
  Badge,
  type BadgeTone,
  Button,
  type DataColumn,
  ensureNever,
  formatAge,
  Meter,
  NOT_APPLICABLE,
  useNowMs,
} from '../../ui/index.ts'
import { armsAgain, type RiskRow, type RiskState } from './risk-rows.ts'

export type RiskWords = ReturnType<typeof useWords<'risk'>>

export interface RiskColumnOptions {
  readonly t: RiskWords
  readonly connected: boolean
  /** What a row watches, in words. */
  readonly targetOf: (row: RiskRow) => string
  readonly onRearm: (row: RiskRow) => void
}

/** The columns of guards and limits; narrow panels keep the rule, its value, its bound and its state. */
export function riskColumns(options: RiskColumnOptions): readonly DataColumn<RiskRow>[] {
  const { t, targetOf } = options
  return [
    {
      id: 'rule',
      label: t('columns.rule'),
      widthPx: 110,
      grow: true,
      rowHead: true,
      cell: ({ label, code }) => <span title={code}>{label}</span>,
      sortValue: ({ label }) => label,
    },
    {
      id: 'target',
      label: t('columns.target'),
      widthPx: 84,
      dropRank: 3,
      cell: (row) => <span title={row.target ?? undefined}>{targetOf(row)}</span>,
      sortValue: targetOf,
    },
    ...valueColumns(t),
    {
      id: 'state',
      label: t('columns.state'),
      widthPx: 84,
      cell: ({ state, message }) => (
        <span title={message === '' ? undefined : message}>
          <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        </span>
      ),
      sortValue: ({ state }) => state,
    },
    ...endColumns(options),
  ]
}

const TONES: Readonly<Record<RiskState, BadgeTone>> = {
  tripped: 'danger',
  reached: 'danger',
  near: 'warn',
  armed: 'neutral',
  within: 'neutral',
}

/** The meter itself draws 100 % as broken; what holds although it is reached is not. */
const JUST_BELOW = 0.999

function valueColumns(t: RiskWords): readonly DataColumn<RiskRow>[] {
  return [
    {
      id: 'used',
      label: t('columns.used'),
      widthPx: 56,
      cell: ({ used, tone }) => <Meter fraction={meterFraction(used, tone)} />,
      sortValue: ({ used }) => used,
    },
    {
      id: 'now',
      label: t('columns.now'),
      widthPx: 68,
      number: true,
      cell: ({ now }) => now,
      tone: ({ tone }) => (tone === 'calm' ? '' : tone),
    },
    { id: 'limit', label: t('columns.limit'), widthPx: 96, number: true, cell: ({ limit }) => limit },
  ]
}

function meterFraction(used: number, tone: RiskRow['tone']): number {
  if (tone === 'danger') return Math.max(1, used)
  return tone === 'warn' ? Math.min(used, JUST_BELOW) : used
}

function endColumns({ t, connected, targetOf, onRearm }: RiskColumnOptions): readonly DataColumn<RiskRow>[] {
  return [
    {
      id: 'action',
      label: t('columns.action'),
      widthPx: 106,
      dropRank: 2,
      cell: ({ action }) => <span title={t(`actionsLong.${action}`)}>{t(`actions.${action}`)}</span>,
    },
    {
      id: 'until',
      label: t('columns.until'),
      widthPx: 104,
      dropRank: 4,
      cell: (row) => <Until row={row} t={t} />,
    },
    {
      id: 'rearm',
      label: t('columns.rearm'),
      widthPx: 92,
      actions: true,
      cell: (row) =>
        row.guard?.rearmable === true && (
          <Button
            size="row"
            disabled={!connected}
            aria-label={t('rearm.name', { rule: row.label, target: targetOf(row) })}
            onClick={() => onRearm(row)}
          >
            {t('rearm.button')}…
          </Button>
        ),
    },
  ]
}

const TICK_MS = 1_000

function Until({ row, t }: { readonly row: RiskRow; readonly t: RiskWords }) {
  useNowMs(TICK_MS)
  const clock = useSessionClock()
  if (row.guard === undefined) return NOT_APPLICABLE
  const again = armsAgain(row.guard, clock.nowMs())
  switch (again.kind) {
    case 'notApplicable':
      return NOT_APPLICABLE
    case 'inTime':
      return t('until.inTime', { time: formatAge(again.leftMs) })
    case 'byHand':
    case 'byCause':
    case 'due':
      return t(`until.${again.kind}`)
    default:
      return ensureNever(again, 'way to arm a guard again')
  }
}
