import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react'
import { type PositionMark, usePositionMarks } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { multipleOfRisk } from '../../trading/index.ts'
import {
  formatNumber,
  formatPrice,
  formatSignedMoney,
  LiveText,
  NOT_APPLICABLE,
  signTone,
  UNKNOWN,
} from '../../ui/index.ts'
import type { PositionRow } from './position-rows.ts'
import { isUnprotected, stopWord } from './stop-words.ts'

/** A price as the instrument writes it; while that is not known, as it came. */
export const priceText = (price: string | number, { instrument }: Pick<PositionRow, 'instrument'>): string =>
  instrument === undefined ? String(price) : formatPrice(price, instrument.tickSize)

const profitText = ({ unrealisedPnl }: PositionMark): string => formatSignedMoney(unrealisedPnl)
const profitTone = ({ unrealisedPnl }: PositionMark): string => signTone(unrealisedPnl)

export function MarkCell({ row }: { readonly row: PositionRow }) {
  const marks = usePositionMarks()
  return <LiveText values={marks} id={row.position.positionId} format={({ markPrice }) => priceText(markPrice, row)} />
}

export function ProfitCell({ row }: { readonly row: PositionRow }) {
  const marks = usePositionMarks()
  return <LiveText values={marks} id={row.position.positionId} format={profitText} tone={profitTone} />
}

/** Mark price at which the venue would liquidate what all owners hold of the instrument. */
export function LiquidationCell({ row }: { readonly row: PositionRow }) {
  const marks = usePositionMarks()
  const format = ({ margin }: PositionMark): string => {
    const price = margin?.liquidationPrice ?? null
    return price === null ? NOT_APPLICABLE : priceText(price, row)
  }
  return <LiveText values={marks} id={row.position.positionId} format={format} />
}

/** How the venue margins the position: mode and leverage. */
export function MarginCell({ row }: { readonly row: PositionRow }) {
  const t = useWords('positions')
  const marks = usePositionMarks()
  const format = ({ margin }: PositionMark): string => {
    if (margin === null) return NOT_APPLICABLE
    return t(`margin.${margin.mode}`, { leverage: formatNumber(margin.leverage, { decimals: 0 }) })
  }
  return <LiveText values={marks} id={row.position.positionId} format={format} />
}

/** Open profit as multiple of what the stop risks. */
export function MultipleCell({ row: { position } }: { readonly row: PositionRow }) {
  const marks = usePositionMarks()
  const format = ({ unrealisedPnl }: PositionMark): string => {
    const multiple = multipleOfRisk(position, unrealisedPnl)
    return multiple === null ? NOT_APPLICABLE : formatNumber(multiple, { decimals: 2, signed: true })
  }
  return <LiveText values={marks} id={position.positionId} format={format} tone={profitTone} />
}

/** Who sells when the stop is reached: shape, word and, where nobody does, colour. */
export function HeldByCell({ row: { position, keeper } }: { readonly row: PositionRow }) {
  const t = useWords('positions')
  const word = stopWord(position, keeper)
  const unprotected = isUnprotected(word)
  const Icon = word === undefined ? ShieldQuestion : unprotected ? ShieldAlert : ShieldCheck
  return (
    <span className={unprotected ? 'position-keeper warn' : 'position-keeper'} title={word && t(`heldByHelp.${word}`)}>
      <Icon size={12} aria-hidden="true" />
      {word === undefined ? UNKNOWN : t(`heldBy.${word}`)}
    </span>
  )
}
