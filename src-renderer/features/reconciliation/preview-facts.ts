import type { InstrumentView, ResolutionPreview } from '../../../src-contract/index.ts'
import { formatMoney, formatPrice, formatQuantity } from '../../ui/index.ts'

interface FactLabels {
  readonly position: string
  readonly average: string
  readonly cash: string
  readonly stays: string
}

/** What stands afterwards. A price is said only where a position is, and cash only where it changes. */
export function previewFacts(
  { positionAfter, averagePriceAfter, cashAfter }: ResolutionPreview,
  instrument: Pick<InstrumentView, 'lotSize' | 'tickSize'> | undefined,
  labels: FactLabels,
): readonly { readonly label: string; readonly value: string }[] {
  const position =
    positionAfter === null ? labels.stays : formatQuantity(positionAfter, instrument?.lotSize ?? positionAfter)
  const facts = [{ label: labels.position, value: position }]
  if (averagePriceAfter !== null) {
    const tick = instrument?.tickSize ?? averagePriceAfter
    facts.push({ label: labels.average, value: formatPrice(averagePriceAfter, tick) })
  }
  if (cashAfter !== null) facts.push({ label: labels.cash, value: formatMoney(cashAfter) })
  return facts
}
