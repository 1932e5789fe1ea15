import type { PositionView } from '../../../src-contract/index.ts'
import { describeFault, newIdempotencyKey, useAccount, useEngine, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { CommandKeys, ownerText } from '../../trading/index.ts'
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

/** Kept for as long as the window lives: the answer to a command may come after the dialog has gone. */
const keys = new CommandKeys({ newKey: newIdempotencyKey, describeFault })

/** Closes what is open in the active instrument at market, once it was confirmed. */
export function ClosePositionDialog({ context: { instrument, positions } }: { readonly context: CommandContext }) {
  const t = useWords('commands')
  const { calls } = useEngine()
  const environment = useAccount()?.environment
  const state = useDialogState('closePosition')
  const symbol = instrument?.symbol ?? ''
  const close = async ({ positionId, quantity }: PositionView): Promise<void> => {
    await keys.run(`close ${positionId} ${quantity}`, async (idempotencyKey) =>
      calls.positions.close({ positionId, idempotencyKey, fraction: 1 }),
    )
  }
  const closeAll = async (): Promise<void> => {
    try {
      for (const position of positions) await close(position)
    } catch (error) {
      throw new Error(describeFault(error).message, { cause: error })
    }
    showToast({ kind: 'info', title: t('closePosition.done', { symbol }) })
  }
  return (
    <ConfirmDialog
      {...state}
      open={state.open && positions.length > 0}
      title={t(positions.length > 1 ? 'closePosition.titleMany' : 'closePosition.title', { symbol })}
      badge={environment !== undefined && <EnvironmentBadge environment={environment} />}
      facts={[
        ...positions.map((position) => ({
          label: ownerText(position.owner),
          value: `${t(`closePosition.${position.side}`)} ${formatQuantity(position.quantity, instrument?.lotSize ?? '0.001')} ${instrument?.base ?? ''}`,
        })),
        { label: t('closePosition.profit'), value: <OpenProfit positions={positions} /> },
      ]}
      confirmLabel={t('closePosition.confirm')}
      onConfirm={closeAll}
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
