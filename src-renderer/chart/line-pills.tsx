import { useCallback } from 'react'
import type { InstrumentView, PositionView } from '../../src-contract/index.ts'
import { type PositionMark, usePositionMarks } from '../client/index.ts'
import { multipleOfRisk } from '../trading/index.ts'
import { classNames, formatQuantity, formatR, formatSignedMoney, LiveText } from '../ui/index.ts'
import type { PillPlacer } from './pill-placer.ts'
import type { PriceLine } from './price-lines.ts'

export interface LinePillsProps {
  readonly lines: readonly PriceLine[]
  readonly instrument: InstrumentView
  readonly placer: PillPlacer
}

/** What each line over the candles is: role, quantity, money. The placer moves them. */
export function LinePills({ lines, instrument, placer }: LinePillsProps) {
  return (
    <ul className="chart-pills" aria-label={`Positions and orders of ${instrument.symbol}`}>
      {lines.map((line) => (
        <LinePill key={line.id} line={line} lotSize={instrument.lotSize} placer={placer} />
      ))}
    </ul>
  )
}

interface LinePillProps {
  readonly line: PriceLine
  readonly lotSize: string
  readonly placer: PillPlacer
}

function LinePill({ line, lotSize, placer }: LinePillProps) {
  const attach = useCallback(
    (element: HTMLElement | null) => (element === null ? undefined : placer.add(line.id, element)),
    [placer, line.id],
  )
  return (
    <li ref={attach} className={classNames('pill', `pill-${line.tone}`, `pill-${line.role}`)}>
      <span className="pill-role">{line.word}</span>
      <span>{formatQuantity(line.quantity, lotSize)}</span>
      <PillMoney line={line} />
    </li>
  )
}

function PillMoney({ line }: { readonly line: PriceLine }) {
  if (line.position !== null) return <LiveMoney position={line.position} />
  if (line.money === null) return null
  return <span className="pill-money">{moneyText(line.money, line.multipleOfRisk)}</span>
}

function LiveMoney({ position }: { readonly position: PositionView }) {
  const marks = usePositionMarks()
  const format = useCallback(
    ({ unrealisedPnl }: PositionMark) => moneyText(unrealisedPnl, multipleOfRisk(position, unrealisedPnl)),
    [position],
  )
  return (
    <span>
      <LiveText values={marks} id={position.positionId} format={format} tone={toneOfMark} />
    </span>
  )
}

const toneOfMark = ({ unrealisedPnl }: PositionMark): string => (unrealisedPnl < 0 ? 'down' : 'up')

function moneyText(money: number, multiple: number | null): string {
  const text = formatSignedMoney(money)
  return multiple === null ? text : `${text} · ${formatR(multiple)}`
}
