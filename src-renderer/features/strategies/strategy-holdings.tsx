import type { PositionView } from '../../../src-contract/index.ts'
import { type PositionMark, useInstruments, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { multipleOfRisk } from '../../trading/index.ts'
import { formatQuantity, formatR, formatSignedMoney, LiveText, signTone } from '../../ui/index.ts'

const profitTone = ({ unrealisedPnl }: PositionMark): string => signTone(unrealisedPnl)

/** The positions that a strategy holds, with their live profit. */
export function StrategyHoldings({ positions }: { readonly positions: readonly PositionView[] }) {
  const t = useWords('strategies')
  if (positions.length === 0) return <span className="quiet">{t('holdsNothing')}</span>
  return (
    <ul className="strategy-holdings">
      {positions.map((position) => (
        <Holding key={position.positionId} position={position} />
      ))}
    </ul>
  )
}

function Holding({ position }: { readonly position: PositionView }) {
  const t = useWords('strategies')
  const marks = usePositionMarks()
  const instrument = useInstruments().byId.get(position.instrumentId)
  const profit = ({ unrealisedPnl }: PositionMark): string => {
    const multiple = multipleOfRisk(position, unrealisedPnl)
    const money = formatSignedMoney(unrealisedPnl)
    return multiple === null ? money : `${money} · ${formatR(multiple)}`
  }
  return (
    <li>
      <span>
        {t('position', {
          side: t(`sides.${position.side}`),
          quantity: formatQuantity(position.quantity, instrument?.lotSize ?? position.quantity),
          symbol: instrument?.symbol ?? position.instrumentId,
        })}
      </span>
      <span className="strategy-figure">
        <LiveText values={marks} id={position.positionId} format={profit} tone={profitTone} />
      </span>
    </li>
  )
}
