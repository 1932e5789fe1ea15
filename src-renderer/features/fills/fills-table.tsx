import type { FillView } from '../../../src-contract/index.ts'
import { useLinkedInstrument } from '../../panels/index.ts'
import { useFills, useInstruments } from '../../client/index.ts'
import { EmptyState, formatMoney, formatSignedMoney, signTone, SkeletonRows, Table } from '../../ui/index.ts'
import { FillRow } from './fill-row.tsx'
import { sumFills } from './fill-sums.ts'

const COLUMNS = [
  { key: 'time', label: 'Time, UTC' },
  { key: 'instrument', label: 'Instrument' },
  { key: 'side', label: 'Side' },
  { key: 'quantity', label: 'Quantity', number: true },
  { key: 'price', label: 'Price', number: true },
  { key: 'value', label: 'Value', number: true },
  { key: 'fee', label: 'Fee', number: true },
  { key: 'liquidity', label: 'Liquidity' },
  { key: 'realised', label: 'Realised PnL', number: true },
  { key: 'owner', label: 'Owner', grow: true },
] as const

/** What was bought and sold, newest first. */
export function FillsTable() {
  const { list: fills, loaded } = useFills()
  if (loaded && fills.length === 0) {
    return <EmptyState title="No fills yet">Every fill of an order appears here, with its fee.</EmptyState>
  }
  return (
    <>
      <Table label="Fills" columns={COLUMNS}>
        {loaded ? <FillRows fills={fills} /> : <SkeletonRows columns={COLUMNS} />}
      </Table>
      {loaded && <FillsFooter fills={fills} />}
    </>
  )
}

function FillRows({ fills }: { readonly fills: readonly FillView[] }) {
  const instruments = useInstruments().byId
  const { select } = useLinkedInstrument()
  return fills.map((fill) => (
    <FillRow key={fill.fillId} fill={fill} instrument={instruments.get(fill.instrumentId)} onSelect={select} />
  ))
}

function FillsFooter({ fills }: { readonly fills: readonly FillView[] }) {
  const { realisedPnl, fees } = sumFills(fills)
  return (
    <div className="table-footer">
      <span>{fills.length === 1 ? '1 fill' : `${fills.length} fills`} shown</span>
      <span>
        Realised <b className={signTone(realisedPnl)}>{formatSignedMoney(realisedPnl)}</b>
      </span>
      <span>
        Fees <b>{formatMoney(fees)}</b>
      </span>
    </div>
  )
}
