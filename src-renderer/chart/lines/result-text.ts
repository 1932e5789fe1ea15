import type { PositionView } from '../../../src-contract/index.ts'
import { multipleOfRisk } from '../../trading/index.ts'
import { formatR, formatSignedMoney } from '../../ui/index.ts'

/** Money, and the same in multiples of the risk to the stop that works: `+99.67 · +0.90R`; without a stop the money alone. */
export function resultText(position: PositionView, money: number): string {
  const multiple = multipleOfRisk(position, money)
  const text = formatSignedMoney(money)
  return multiple === null ? text : `${text} · ${formatR(multiple)}`
}
