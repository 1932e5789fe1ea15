import type { FillView, InstrumentView } from '../../../src-contract/index.ts'
import {
  formatDayAndClock,
  formatMoney,
  formatPrice,
  formatQuantity,
  formatSignedMoney,
  NOT_APPLICABLE,
  signTone,
} from '../../ui/index.ts'
import { ownerText, RowInstrument } from '../../trading/index.ts'

export interface FillRowProps {
  readonly fill: FillView
  readonly instrument: InstrumentView | undefined
  readonly onSelect: (instrumentId: string) => void
}

export function FillRow({ fill, instrument, onSelect }: FillRowProps) {
  return (
    <tr onClick={() => onSelect(fill.instrumentId)}>
      <td>{formatDayAndClock(fill.timeMs)}</td>
      <RowInstrument instrument={instrument} instrumentId={fill.instrumentId} onSelect={onSelect} />
      <td className={fill.side === 'buy' ? 'up' : 'down'}>{fill.side === 'buy' ? 'Buy' : 'Sell'}</td>
      <td className="number">{formatQuantity(fill.quantity, instrument?.lotSize ?? fill.quantity)}</td>
      <td className="number">{formatPrice(fill.price, instrument?.tickSize ?? fill.price)}</td>
      <td className="number">{formatMoney(Number(fill.price) * Number(fill.quantity))}</td>
      <td className="number">
        {formatMoney(fill.fee)} <span className="quiet">{fill.feeCurrency}</span>
      </td>
      <td>{fill.liquidity === 'maker' ? 'Maker' : 'Taker'}</td>
      <RealisedCell realisedPnl={fill.realisedPnl} />
      <td>{ownerText(fill.owner)}</td>
    </tr>
  )
}

/** A fill that only opens has nothing realised. */
function RealisedCell({ realisedPnl }: Pick<FillView, 'realisedPnl'>) {
  return (
    <td className={`number ${signTone(realisedPnl)}`}>
      {Number(realisedPnl) === 0 ? NOT_APPLICABLE : formatSignedMoney(realisedPnl)}
    </td>
  )
}
