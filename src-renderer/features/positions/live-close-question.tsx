import { readable, useAccount, usePositionMarks, usePositions } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog, EnvironmentBadge, formatQuantity, formatSignedMoney, useNowMs } from '../../ui/index.ts'
import type { PositionRow } from './position-rows.ts'
import type { ClosePosition } from './use-close-position.ts'
import { usePositionName } from './use-position-name.ts'

/** What was pressed for: 1 is all of the position. */
export interface ClosingShare {
  readonly row: PositionRow
  readonly fraction: number
}

interface LiveCloseQuestionProps {
  readonly asked: ClosingShare
  readonly close: ClosePosition
  readonly onDone: () => void
}

const PROFIT_TICK_MS = 500

/** With real money a press in a row asks first, and says what it would do. */
export function LiveCloseQuestion({ asked: { row, fraction }, close, onDone }: LiveCloseQuestionProps) {
  const t = useWords('positions')
  useNowMs(PROFIT_TICK_MS)
  const name = usePositionName(row)
  const environment = useAccount((account) => account.environment)
  const { positionId } = row.position
  const position = usePositions().byId.get(positionId)
  const { quantity, unrealisedPnl } = position ?? row.position
  const profit = usePositionMarks().get(positionId)?.unrealisedPnl ?? unrealisedPnl
  const isAll = fraction === 1
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={isAll ? t('closeOne.title', { position: name }) : t('closeOne.titleHalf', { position: name })}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={[
        { label: t('closeOne.held'), value: formatQuantity(quantity, row.instrument?.lotSize ?? quantity) },
        { label: t('closeOne.profit'), value: formatSignedMoney(profit * fraction) },
      ]}
      confirmLabel={isAll ? t('closeOne.confirm') : t('closeOne.confirmHalf')}
      blocked={position === undefined ? t('closeOne.gone') : undefined}
      onConfirm={async () => {
        await readable(close(row.position, fraction))
      }}
    >
      {isAll ? t('closeOne.text') : t('closeOne.textHalf')}
    </ConfirmDialog>
  )
}
