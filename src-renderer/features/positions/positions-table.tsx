import { HeadActions, useLinkedInstrument } from '../../panels/index.ts'
import { describeFault, useAccount, useConnection, useInstruments, usePositions } from '../../client/index.ts'
import { EmptyState, showToast, SkeletonRows, Table, type TableColumn } from '../../ui/index.ts'
import { useWideWindow } from '../../trading/index.ts'
import { CloseAll } from './close-all.tsx'
import { PositionRow } from './position-row.tsx'
import { PositionsFooter } from './positions-footer.tsx'
import { type ClosePosition, useClosePosition } from './use-close-position.ts'

const columnsIn = (currency: string, wide: boolean): readonly TableColumn[] => [
  { key: 'instrument', label: 'Instrument' },
  { key: 'side', label: 'Side' },
  { key: 'quantity', label: 'Quantity', number: true },
  { key: 'entry', label: 'Entry', number: true },
  { key: 'mark', label: 'Mark', number: true },
  { key: 'stop', label: 'Stop', number: true },
  { key: 'target', label: 'Target', number: true },
  { key: 'pnl', label: `PnL ${currency}`, number: true },
  { key: 'r', label: 'R', number: true },
  ...(wide ? WIDE_COLUMNS : []),
  { key: 'owner', label: 'Owner' },
  { key: 'actions', label: <span className="visually-hidden">Actions</span>, number: true },
]

const WIDE_COLUMNS: readonly TableColumn[] = [
  { key: 'fees', label: 'Fees', number: true },
  { key: 'age', label: 'Open for', number: true },
]

/** Open positions with live profit, and what can be done about them. */
export function PositionsTable() {
  const { list: positions, loaded } = usePositions()
  const columns = columnsIn(useAccount()?.currency ?? '', useWideWindow())
  const { close, busy } = useClosePosition()
  if (loaded && positions.length === 0) {
    return <EmptyState title="No open positions">Buy or sell from the ticket, or switch on a strategy.</EmptyState>
  }
  return (
    <>
      <HeadActions>
        <CloseAll positions={positions} close={close} />
      </HeadActions>
      <Table label="Open positions" columns={columns}>
        {loaded ? <PositionRows close={close} busy={busy} /> : <SkeletonRows columns={columns} />}
      </Table>
      {loaded && <PositionsFooter positions={positions} />}
    </>
  )
}

interface PositionRowsProps {
  readonly close: ClosePosition
  readonly busy: ReadonlySet<string>
}

function PositionRows({ close, busy }: PositionRowsProps) {
  const positions = usePositions().list
  const instruments = useInstruments().byId
  const { instrumentId: selectedId, select } = useLinkedInstrument()
  const wide = useWideWindow()
  const connected = useConnection().kind === 'connected'
  return positions.map((position) => (
    <PositionRow
      key={position.positionId}
      position={position}
      instrument={instruments.get(position.instrumentId)}
      selected={position.instrumentId === selectedId}
      wide={wide}
      disabled={!connected || busy.has(position.positionId)}
      onSelect={() => select(position.instrumentId)}
      onClose={(fraction) => {
        close(position, fraction).catch((error: unknown) =>
          showToast({ kind: 'error', title: 'Position was not closed', text: describeFault(error).message }),
        )
      }}
    />
  ))
}
