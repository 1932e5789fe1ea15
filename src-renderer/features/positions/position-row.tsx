import { useCallback } from 'react'
import type { InstrumentView, PositionView } from '../../../src-contract/index.ts'
import { type PositionMark, usePositionMarks, useSessionClock } from '../../client/index.ts'
import {
  Button,
  formatAge,
  formatNumber,
  formatPrice,
  formatQuantity,
  formatSignedMoney,
  LiveText,
  NOT_APPLICABLE,
  signTone,
  useNowMs,
} from '../../ui/index.ts'
import { multipleOfRisk, ownerText, RowInstrument } from '../../trading/index.ts'

export interface PositionRowProps {
  readonly position: PositionView
  readonly instrument: InstrumentView | undefined
  readonly selected: boolean
  /** Shows fees and age, too. */
  readonly wide: boolean
  /** Nothing can be sent now, or the answer to the last command is still out. */
  readonly disabled: boolean
  readonly onSelect: () => void
  readonly onClose: (fraction: number) => void
}

export function PositionRow(props: PositionRowProps) {
  const { position, instrument, selected, wide, onSelect } = props
  const tick = instrument?.tickSize ?? '0.01'
  const price = (value: string | null): string => (value === null ? NOT_APPLICABLE : formatPrice(value, tick))
  return (
    <tr aria-selected={selected} onClick={onSelect}>
      <RowInstrument instrument={instrument} instrumentId={position.instrumentId} onSelect={onSelect} />
      <td className={position.side === 'long' ? 'up' : 'down'}>{position.side === 'long' ? 'Long' : 'Short'}</td>
      <td className="number">{formatQuantity(position.quantity, instrument?.lotSize ?? position.quantity)}</td>
      <td className="number">{price(position.entryPrice)}</td>
      <LiveCells position={position} tick={tick} />
      {wide && (
        <>
          <td className="number">{formatSignedMoney(-Number(position.fees))}</td>
          <td className="number">
            <OpenFor openedAtMs={position.openedAtMs} />
          </td>
        </>
      )}
      <td>{ownerText(position.owner)}</td>
      <RowActions {...props} />
    </tr>
  )
}

/** Mark, stop, target, profit and R, in the order of the columns. */
function LiveCells({ position, tick }: { readonly position: PositionView; readonly tick: string }) {
  const marks = usePositionMarks()
  const formatMark = useCallback(({ markPrice }: PositionMark) => formatPrice(markPrice, tick), [tick])
  const formatMultiple = useCallback(
    ({ unrealisedPnl }: PositionMark) => {
      const multiple = multipleOfRisk(position, unrealisedPnl)
      return multiple === null ? NOT_APPLICABLE : formatNumber(multiple, { decimals: 2, signed: true })
    },
    [position],
  )
  const live = { values: marks, id: position.positionId } as const
  const price = (value: string | null): string => (value === null ? NOT_APPLICABLE : formatPrice(value, tick))
  return (
    <>
      <td className="number">
        <LiveText {...live} format={formatMark} />
      </td>
      <td className="number">{price(position.stopPrice)}</td>
      <td className="number">{price(position.targetPrice)}</td>
      <td className="number">
        <LiveText {...live} format={profitText} tone={profitTone} />
      </td>
      <td className="number">
        <LiveText {...live} format={formatMultiple} tone={profitTone} />
      </td>
    </>
  )
}

const profitText = ({ unrealisedPnl }: PositionMark): string => formatSignedMoney(unrealisedPnl)
const profitTone = ({ unrealisedPnl }: PositionMark): string => signTone(unrealisedPnl)

const AGE_REFRESH_MS = 1_000

function OpenFor({ openedAtMs }: { readonly openedAtMs: number }) {
  useNowMs(AGE_REFRESH_MS)
  const nowMs = useSessionClock().nowMs()
  return nowMs === undefined ? NOT_APPLICABLE : formatAge(nowMs - openedAtMs)
}

function RowActions({ position, instrument, disabled, onClose }: PositionRowProps) {
  const name = `${position.side} ${instrument?.symbol ?? position.instrumentId}`
  return (
    <td className="actions">
      {([1, 0.5] as const).map((fraction) => (
        <Button
          key={fraction}
          size="row"
          disabled={disabled}
          aria-label={`${fraction === 1 ? 'Close' : 'Close half of'} ${name} at market`}
          onClick={(event) => {
            event.stopPropagation()
            onClose(fraction)
          }}
        >
          {fraction === 1 ? 'Close' : 'Half'}
        </Button>
      ))}
    </td>
  )
}
