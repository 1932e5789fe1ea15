import type { StrategyView } from '../../../src-contract/index.ts'
import { readable, useAccount, useInstruments } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { ConfirmDialog, EnvironmentBadge } from '../../ui/index.ts'

export interface LiveQuestionProps {
  readonly strategy: StrategyView
  readonly onDone: () => void
  readonly onConfirm: () => Promise<void>
}

/** Asks before a strategy begins to trade with real money; its name must be typed. */
export function LiveQuestion({ strategy, onDone, onConfirm }: LiveQuestionProps) {
  const t = useWords('strategies')
  const { byId } = useInstruments()
  const account = useAccount()
  const { name, strategyId, instruments, timeframe } = strategy
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      live
      title={t('live.title', { name })}
      badge={<EnvironmentBadge environment="live" big />}
      facts={[
        { label: t('live.instruments'), value: instruments.map((id) => byId.get(id)?.symbol ?? id).join(', ') },
        { label: t('live.bars'), value: timeframe },
        { label: t('live.account'), value: account?.accountId ?? '' },
      ]}
      typedWord={strategyId}
      confirmLabel={t('live.confirm')}
      onConfirm={async () => readable(onConfirm())}
    >
      {t('live.text')}
    </ConfirmDialog>
  )
}
