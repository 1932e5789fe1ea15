import type { InstrumentView } from '../../../src-contract/index.ts'
import { formatMoney, formatRatio, NOT_APPLICABLE } from '../../ui/index.ts'
import type { PreviewState } from './previewer.ts'

export interface CostLinesProps {
  readonly preview: PreviewState
  readonly instrument: InstrumentView
}

const NO_ANSWER = { notional: null, estimatedFee: null, riskAtStop: null, rewardToRisk: null }

/** What the order would cost, risk and promise. */
export function CostLines({ preview, instrument }: CostLinesProps) {
  const { notional, estimatedFee, riskAtStop, rewardToRisk } = preview.kind === 'answered' ? preview.preview : NO_ANSWER
  const money = (amount: string | null): string =>
    amount === null ? NOT_APPLICABLE : `${formatMoney(amount)} ${instrument.quote}`
  const lines = [
    ['Notional', money(notional)],
    ['Fee, estimated', money(estimatedFee)],
    ['Risk at stop', money(riskAtStop)],
    ['Reward to risk', rewardToRisk === null ? NOT_APPLICABLE : formatRatio(rewardToRisk)],
  ] as const
  return (
    <dl className="cost-lines">
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
