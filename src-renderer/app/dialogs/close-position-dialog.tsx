import type { PositionView } from '../../../src-contract/index.ts'
import { readable, useAccount, useEngine, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { closePosition, ownerText, useAsked, useAskedPositions } from '../../trading/index.ts'
import {
  ConfirmDialog,
  EnvironmentBadge,
  formatQuantity,
  formatSignedMoney,
  showToast,
  signTone,
  useNowMs,
} from '../../ui/index.ts'
import type { CommandContext } from '../commands/command-context.ts'
import { useDialogState } from '../open-dialog.ts'

/**
 * Closes what is open in the active instrument at market, once it was confirmed. It asks about what there was when it
 * opened: neither another instrument nor a new position slips into the question.
 */
export function ClosePositionDialog({ context }: { readonly context: CommandContext }) {
  const t = useWords('commands')
  const { calls } = useEngine()
  const environment = useAccount((account) => account.environment)
  const state = useDialogState('closePosition')
  const instrument = useAsked(state.open, context.instrument)
  const positions = useAskedPositions(state.open, context.positions)
  const symbol = instrument?.symbol ?? ''
  const lotSize = instrument?.lotSize ?? '0.001'
  const close = async (): Promise<void> => {
    for (const position of positions) await readable(closePosition(calls, position, 1))
    showToast({ kind: 'info', title: t('closePosition.done', { symbol }) })
  }
  return (
    <ConfirmDialog
      {...state}
      title={t(positions.length > 1 ? 'closePosition.titleMany' : 'closePosition.title', { symbol })}
      badge={environment !== undefined && <EnvironmentBadge environment={environment} />}
      live={environment === 'live'}
      facts={[
        ...positions.map((position) => ({
          label: ownerText(position.owner),
          value: `${t(`closePosition.${position.side}`)} ${formatQuantity(position.quantity, lotSize)} ${instrument?.base ?? ''}`,
        })),
        { label: t('closePosition.profit'), value: <OpenProfit positions={positions} /> },
      ]}
      confirmLabel={t('closePosition.confirm')}
      blocked={positions.length === 0 ? t('closePosition.gone') : undefined}
      onConfirm={close}
    >
      {t('closePosition.text')}
    </ConfirmDialog>
  )
}

const PROFIT_TICK_MS = 500

/** Open profit of the positions together at the prices of the moment. */
function OpenProfit({ positions }: { readonly positions: readonly PositionView[] }) {
  const marks = usePositionMarks()
  useNowMs(PROFIT_TICK_MS)
  const profit = positions.reduce(
    (sum, { positionId, unrealisedPnl }) => sum + (marks.get(positionId)?.unrealisedPnl ?? unrealisedPnl),
    0,
  )
  return <span className={signTone(profit)}>{formatSignedMoney(profit)}</span>
}
