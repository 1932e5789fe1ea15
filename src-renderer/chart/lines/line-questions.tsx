import type { PositionView } from '../../../src-contract/index.ts'
import { readable, useAccount, usePositionMarks, usePositions } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { profitAt } from '../../trading/index.ts'
import {
  ConfirmDialog,
  type DialogFact,
  EnvironmentBadge,
  formatPercentWhole,
  formatQuantity,
  formatSignedMoney,
} from '../../ui/index.ts'
import { workingPriceOf } from './exit-drafts.ts'
import type { ExitLeg } from './exit-price.ts'
import type { ChartLines } from './use-chart-lines.ts'
import { usePositionName } from './use-position-name.ts'

/** What is asked before it is done. */
export type LineQuestion =
  | { readonly kind: 'close'; readonly position: PositionView; readonly fraction: number }
  | { readonly kind: 'remove'; readonly position: PositionView; readonly leg: ExitLeg }

export interface LineQuestionsProps {
  readonly question: LineQuestion | undefined
  readonly lines: ChartLines
  readonly onDone: () => void
}

/** Asks before a position is closed, or loses its stop or target, from the chart. */
export function LineQuestions({ question, lines, onDone }: LineQuestionsProps) {
  if (question === undefined) return null
  return question.kind === 'close' ? (
    <CloseQuestion question={question} lines={lines} onDone={onDone} />
  ) : (
    <RemoveQuestion question={question} lines={lines} onDone={onDone} />
  )
}

type Asked<Kind> = Omit<LineQuestionsProps, 'question'> & {
  readonly question: Extract<LineQuestion, { readonly kind: Kind }>
}

function CloseQuestion({ question: { position: asked, fraction }, lines, onDone }: Asked<'close'>) {
  const t = useWords('chart')
  const { position, frame } = useQuestion(asked, onDone)
  const name = usePositionName(position, lines.instrument)
  const profit = usePositionMarks().get(position.positionId)?.unrealisedPnl ?? position.unrealisedPnl
  const percent = formatPercentWhole(fraction)
  const { lotSize, base } = lines.instrument
  const held = Number(position.quantity)
  const closed = fraction === 1 ? held : wholeLots(held * fraction, lotSize)
  const quantity = `${formatQuantity(closed, lotSize)} ${base}`
  return (
    <ConfirmDialog
      {...frame}
      title={fraction === 1 ? t('askCloseAll', { position: name }) : t('askClose', { percent, position: name })}
      facts={[{ label: t('quantity'), value: quantity }, moneyFact(t('openPnl'), profit * fraction, lines)]}
      confirmLabel={t('doClose', { quantity })}
      onConfirm={async () => readable(lines.commands.close(position, fraction))}
    >
      {fraction === 1 ? t('askCloseAllText') : t('askCloseText')}
    </ConfirmDialog>
  )
}

function RemoveQuestion({ question: { position: asked, leg }, lines, onDone }: Asked<'remove'>) {
  const t = useWords('chart')
  const { position, frame } = useQuestion(asked, onDone)
  const name = usePositionName(position, lines.instrument)
  const price = workingPriceOf(position, leg)
  const isStop = leg === 'stopLoss'
  const facts = price === null ? [] : [moneyFact(t('resultThere'), profitAt(position, Number(price)), lines)]
  return (
    <ConfirmDialog
      {...frame}
      title={isStop ? t('askRemoveStop', { position: name }) : t('askRemoveTarget', { position: name })}
      facts={facts}
      confirmLabel={isStop ? t('removeStop') : t('removeTarget')}
      onConfirm={async () => readable(lines.commands.removeExit(position, leg))}
    >
      {isStop ? t('askRemoveStopText') : t('askRemoveTargetText')}
    </ConfirmDialog>
  )
}

/** The engine closes whole lots, rounded down, and one lot at least. */
function wholeLots(quantity: number, lotSize: string): number {
  const lot = Number(lotSize)
  return Math.max(1, Math.floor(quantity / lot + ROUNDING)) * lot
}

/** Divisions by a lot such as 0.001 miss whole numbers by less than this. */
const ROUNDING = 1e-6

const moneyFact = (label: string, money: number, { instrument }: ChartLines): DialogFact => ({
  label,
  value: `${formatSignedMoney(money)} ${instrument.quote}`,
})

/** The position as it is now, which may have been closed in part meanwhile, and what every question about one has. */
function useQuestion(asked: PositionView, onDone: () => void) {
  const t = useWords('chart')
  const environment = useAccount((account) => account.environment)
  const now = usePositions().byId.get(asked.positionId)
  return {
    position: now ?? asked,
    frame: {
      open: true,
      onOpenChange: (open: boolean) => !open && onDone(),
      badge: environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />,
      live: environment === 'live',
      blocked: now === undefined ? t('positionGone') : undefined,
    },
  }
}
