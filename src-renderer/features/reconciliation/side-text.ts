import type { DifferenceView, InstrumentView } from '../../../src-contract/index.ts'
import { formatMoney, formatQuantity } from '../../ui/index.ts'

type Side = 'ledger' | 'venue'
type Sides = Pick<DifferenceView, 'kind' | 'instrumentId' | Side>
type Lots = ReadonlyMap<string, Pick<InstrumentView, 'lotSize'>>

/** What one side says: cash as money, a position by its lot, everything else in the words of the engine. */
export function sideText({ kind, instrumentId, ...said }: Sides, side: Side, instruments: Lots): string {
  const text = said[side]
  if (!Number.isFinite(Number(text))) return text
  if (kind === 'cash') return formatMoney(text)
  const lot = instruments.get(instrumentId ?? '')?.lotSize
  return kind === 'position' && lot !== undefined ? formatQuantity(text, lot) : text
}

/** Letters that a column holds. */
const COLUMN_LETTERS = 16

/** True where a side says more than a column holds: the whole of it belongs under the row. */
export const saysMuch = ({ ledger, venue }: Pick<Sides, Side>): boolean =>
  Math.max(ledger.length, venue.length) > COLUMN_LETTERS
