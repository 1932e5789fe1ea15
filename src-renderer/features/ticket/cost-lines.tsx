import type { InstrumentView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatMoney, formatRatio, NOT_APPLICABLE } from '../../ui/index.ts'
import type { PreviewState } from './previewer.ts'

export interface CostLinesProps {
  readonly preview: PreviewState
  readonly instrument: InstrumentView
}

const NO_ANSWER = { notional: null, estimatedFee: null, riskAtStop: null, rewardToRisk: null }

/** What the order would cost, risk and promise. */
export function CostLines({ preview, instrument }: CostLinesProps) {
  const t = useWords('ticket')
  const { notional, estimatedFee, riskAtStop, rewardToRisk } = preview.kind === 'answered' ? preview.preview : NO_ANSWER
  const money = (amount: string | null): string =>
    amount === null ? NOT_APPLICABLE : `${formatMoney(amount)} ${instrument.quote}`
  const lines = {
    notional: money(notional),
    fee: money(estimatedFee),
    riskAtStop: money(riskAtStop),
    rewardToRisk: rewardToRisk === null ? NOT_APPLICABLE : formatRatio(rewardToRisk),
  } as const
  return (
    <dl className="cost-lines">
      {(['notional', 'fee', 'riskAtStop', 'rewardToRisk'] as const).map((line) => (
        <div key={line}>
          <dt>{t(`cost.${line}`)}</dt>
          <dd>{lines[line]}</dd>
        </div>
      ))}
    </dl>
  )
}
