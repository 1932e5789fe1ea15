import type { InstrumentView } from '../../src-contract/index.ts'
import './row-instrument.css'

export interface RowInstrumentProps {
  readonly instrument: InstrumentView | undefined
  /** Shown while the instrument is not known. */
  readonly instrumentId: string
  readonly onSelect: (instrumentId: string) => void
}

/** First cell of a row: the instrument, which a click selects for the whole window. */
export function RowInstrument({ instrument, instrumentId, onSelect }: RowInstrumentProps) {
  return (
    <th scope="row">
      <button type="button" className="row-link" onClick={() => onSelect(instrumentId)}>
        {instrument?.symbol ?? instrumentId}
      </button>
    </th>
  )
}
