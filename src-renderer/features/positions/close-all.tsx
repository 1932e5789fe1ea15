import { useState } from 'react'
import type { PositionView } from '../../../src-contract/index.ts'
import { describeFault, useAccount, useConnection, usePositionMarks } from '../../client/index.ts'
import {
  Button,
  ConfirmDialog,
  type DialogFact,
  EnvironmentBadge,
  formatMoney,
  formatSignedMoney,
} from '../../ui/index.ts'
import { type PositionSums, sumPositions } from './position-sums.ts'
import type { ClosePosition } from './use-close-position.ts'

export interface CloseAllProps {
  readonly positions: readonly PositionView[]
  readonly close: ClosePosition
}

/** Closes every position at market, after a question that says what that means. */
export function CloseAll({ positions, close }: CloseAllProps) {
  const [open, setOpen] = useState(false)
  const account = useAccount()
  const marks = usePositionMarks()
  const connected = useConnection().kind === 'connected'
  return (
    <>
      <Button size="small" disabled={positions.length === 0 || !connected} onClick={() => setOpen(true)}>
        Close all
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Close ${counted(positions.length)} at market?`}
        badge={account === undefined ? undefined : <EnvironmentBadge environment={account.environment} big />}
        facts={factsOf(sumPositions(positions, marks), account?.currency ?? '')}
        confirmLabel={`Close ${counted(positions.length)}`}
        onConfirm={async () => closeEach(positions, close)}
      >
        Every position is closed with a reduce-only market order. Its stop and target go with it. Trading goes on.
      </ConfirmDialog>
    </>
  )
}

const counted = (count: number): string => (count === 1 ? '1 position' : `${count} positions`)

const factsOf = (sums: PositionSums, currency: string): DialogFact[] => [
  { label: 'Notional', value: `${formatMoney(sums.notional)} ${currency}` },
  { label: 'Open PnL', value: `${formatSignedMoney(sums.unrealisedPnl)} ${currency}` },
]

/** Tries every position, even when one is refused, and then names those that were. */
export async function closeEach(positions: readonly PositionView[], close: ClosePosition): Promise<void> {
  const results = await Promise.allSettled(positions.map(async (position) => close(position, 1)))
  const refused = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [`${positions[index]?.instrumentId ?? ''}: ${describeFault(result.reason).message}`]
      : [],
  )
  if (refused.length > 0) throw new Error(`Not closed: ${refused.join(' · ')}`)
}
