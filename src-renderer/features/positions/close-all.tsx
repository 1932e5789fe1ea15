import { useState } from 'react'
import type { PositionView } from '../../../src-contract/index.ts'
import { useAccount, useConnection, useInstruments, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { useAskedPositions } from '../../trading/index.ts'
import {
  Button,
  ConfirmDialog,
  type DialogFact,
  EnvironmentBadge,
  formatMoney,
  formatSignedMoney,
} from '../../ui/index.ts'
import { closeEach } from './close-each.ts'
import { useClose } from './close-context.tsx'
import { sumPositions } from './position-sums.ts'

/** Closes every position at market, after a question that says what that means. */
export function CloseAll({ positions }: { readonly positions: readonly PositionView[] }) {
  const t = useWords('positions')
  const [open, setOpen] = useState(false)
  const connected = useConnection().kind === 'connected'
  return (
    <>
      <Button size="small" disabled={positions.length === 0 || !connected} onClick={() => setOpen(true)}>
        {t('closeAll.button')}
      </Button>
      {open && <CloseAllDialog positions={positions} onDone={() => setOpen(false)} />}
    </>
  )
}

interface CloseAllDialogProps {
  readonly positions: readonly PositionView[]
  readonly onDone: () => void
}

function CloseAllDialog({ positions: shown, onDone }: CloseAllDialogProps) {
  const t = useWords('positions')
  const positions = useAskedPositions(true, shown)
  const counted = useWords('common')('positions', { count: positions.length })
  const environment = useAccount((account) => account.environment)
  const { close } = useClose()
  const facts = useFacts(positions)
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onDone()}
      title={t('closeAll.title', { positions: counted })}
      badge={environment === undefined ? undefined : <EnvironmentBadge environment={environment} big />}
      live={environment === 'live'}
      facts={facts}
      confirmLabel={t('closeAll.confirm', { positions: counted })}
      blocked={positions.length === 0 ? t('empty.title') : undefined}
      onConfirm={async () => closeEach(positions, close)}
    >
      {t('closeAll.text')}
    </ConfirmDialog>
  )
}

function useFacts(positions: readonly PositionView[]): readonly DialogFact[] {
  const t = useWords('positions')
  const { byId } = useInstruments()
  const currency = useAccount((account) => account.currency) ?? ''
  const sums = sumPositions(positions, usePositionMarks())
  const symbols = new Set(positions.map(({ instrumentId }) => byId.get(instrumentId)?.symbol ?? instrumentId))
  return [
    { label: t('closeAll.notional'), value: `${formatMoney(sums.notional)} ${currency}` },
    { label: t('closeAll.openPnl'), value: `${formatSignedMoney(sums.unrealisedPnl)} ${currency}` },
    { label: t('closeAll.instruments'), value: [...symbols].join(', ') },
  ]
}
