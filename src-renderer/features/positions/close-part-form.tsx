import { type FormEvent, useState } from 'react'
import { useConnection, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Button,
  formatPercentWhole,
  formatQuantity,
  formatSignedMoney,
  LiveText,
  NumberField,
  signTone,
} from '../../ui/index.ts'
import { useClose } from './close-context.tsx'
import {
  heldLots,
  type HeldQuantity,
  lotsIn,
  type PartReading,
  quantityOfLots,
  quantityOfShare,
  readPart,
  shareOfQuantity,
} from './close-part.ts'
import type { PositionRow } from './position-rows.ts'
import { tellNotClosed } from './use-close-position.ts'

const SHARES = [0.25, 0.5, 0.75, 1] as const

export interface ClosePartProps {
  readonly row: PositionRow
  readonly onDone: () => void
}

/** Closes so much of a position at market, in steps of the lot, and says what that would realise. */
export function ClosePart({ row, onDone }: ClosePartProps) {
  const t = useWords('positions')
  const { position, instrument, stale } = row
  const held = { quantity: position.quantity, lotSize: instrument?.lotSize ?? position.quantity }
  const [text, setText] = useState(() => quantityOfShare(0.5, held))
  const part = readPart(text, held)
  const fault = useFault(part, held)
  const { close, busy } = useClose()
  const connected = useConnection().kind === 'connected'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (part.kind === 'fault') return
    close(position, shareOfQuantity(part.quantity, held)).then(onDone, tellNotClosed)
  }
  return (
    <form className="position-form" onSubmit={submit}>
      <Shares held={held} text={text} onChange={setText} />
      <NumberField
        label={t('part.quantity')}
        value={text}
        onValueChange={setText}
        step={held.lotSize}
        unit={instrument?.base}
        fault={fault}
        autoFocus
      />
      <Slider held={held} part={part} onChange={setText} />
      {part.kind === 'part' && <Outcome row={row} quantity={part.quantity} held={held} />}
      {stale && <p className="warn">{t('part.stale')}</p>}
      <Button
        type="submit"
        tone={position.side === 'long' ? 'sell' : 'buy'}
        size="large"
        disabled={part.kind === 'fault' || !connected || busy.has(position.positionId)}
      >
        {part.kind === 'fault' || part.quantity === position.quantity
          ? t('part.confirmAll')
          : t('part.confirm', { quantity: quantityText(part.quantity, held, instrument?.base) })}
      </Button>
    </form>
  )
}

const quantityText = (quantity: string, { lotSize }: HeldQuantity, base: string | undefined): string =>
  base === undefined ? formatQuantity(quantity, lotSize) : `${formatQuantity(quantity, lotSize)} ${base}`

function useFault(part: PartReading, held: HeldQuantity): string | undefined {
  const t = useWords('positions')
  if (part.kind === 'part') return undefined
  switch (part.fault) {
    case 'notNumber':
      return t('part.notNumber')
    case 'tooSmall':
      return t('part.tooSmall', { quantity: formatQuantity(held.lotSize, held.lotSize) })
    case 'tooLarge':
      return t('part.tooLarge', { quantity: formatQuantity(held.quantity, held.lotSize) })
    default:
      return t('part.offLot', {
        lot: formatQuantity(held.lotSize, held.lotSize),
        nearest: formatQuantity(part.nearest, held.lotSize),
      })
  }
}

interface SharesProps {
  readonly held: HeldQuantity
  readonly text: string
  readonly onChange: (text: string) => void
}

/** The shares that are asked for most. */
function Shares({ held, text, onChange }: SharesProps) {
  const t = useWords('positions')
  return (
    <div className="position-shares" role="group" aria-label={t('part.shares')}>
      {SHARES.map((share) => {
        const quantity = quantityOfShare(share, held)
        return (
          <Button
            key={share}
            size="small"
            aria-pressed={Number(quantity) === Number(text)}
            onClick={() => onChange(quantity)}
          >
            {formatPercentWhole(share)}
          </Button>
        )
      })}
    </div>
  )
}

interface SliderProps {
  readonly held: HeldQuantity
  readonly part: PartReading
  readonly onChange: (text: string) => void
}

function Slider({ held, part, onChange }: SliderProps) {
  const t = useWords('positions')
  const lots = heldLots(held)
  if (lots < 2) return null
  const quantity = part.kind === 'part' ? part.quantity : held.quantity
  return (
    <input
      type="range"
      className="position-slider"
      aria-label={t('part.slider')}
      aria-valuetext={formatQuantity(quantity, held.lotSize)}
      min={1}
      max={lots}
      step={1}
      value={Math.min(lots, lotsIn(quantity, held))}
      onChange={(event) => onChange(quantityOfLots(Number(event.target.value), held))}
    />
  )
}

interface OutcomeProps {
  readonly row: PositionRow
  readonly quantity: string
  readonly held: HeldQuantity
}

/** What it would realise at the mark, and what stays. */
function Outcome({ row: { position, instrument }, quantity, held }: OutcomeProps) {
  const t = useWords('positions')
  const marks = usePositionMarks()
  const share = Number(quantity) / Number(held.quantity)
  const rest = Math.max(0, Number(held.quantity) - Number(quantity))
  return (
    <dl className="position-facts">
      <div>
        <dt>{t('part.realises')}</dt>
        <dd>
          <LiveText
            values={marks}
            id={position.positionId}
            format={({ unrealisedPnl }) => `${formatSignedMoney(unrealisedPnl * share)} ${instrument?.quote ?? ''}`}
            tone={({ unrealisedPnl }) => signTone(unrealisedPnl)}
          />
        </dd>
      </div>
      <div>
        <dt>{t('part.rest')}</dt>
        <dd>{quantityText(String(rest), held, instrument?.base)}</dd>
      </div>
    </dl>
  )
}
