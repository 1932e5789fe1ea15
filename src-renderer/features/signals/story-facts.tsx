import type { ReactNode } from 'react'
import type { InstrumentView, SignalView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatPrice, formatRatio, NOT_APPLICABLE } from '../../ui/index.ts'
import { actionTone, OutcomeBadge } from './outcome-badge.tsx'
import { signalRatio } from './trade-story.ts'

export interface StoryFactsProps {
  readonly signal: SignalView
  readonly instrument: InstrumentView | undefined
}

/** What was decided, in figures. */
export function StoryFacts({ signal, instrument }: StoryFactsProps) {
  const t = useWords('signals')
  const ratio = signalRatio(signal)
  const price = (value: number | null): string => {
    if (value === null) return NOT_APPLICABLE
    return instrument === undefined ? String(value) : formatPrice(value, instrument.tickSize)
  }
  return (
    <dl className="story-facts">
      <Fact label={t('story.decision')}>
        <span className={actionTone(signal.action)}>{t(`actions.${signal.action}`)}</span>
      </Fact>
      <Fact label={t('columns.outcome')}>
        <OutcomeBadge outcome={signal.outcome} />
      </Fact>
      <Fact label={t('story.price')}>{price(signal.price)}</Fact>
      <Fact label={t('story.bars')}>{signal.timeframe}</Fact>
      <Fact label={t('story.stop')}>{price(signal.stopLossPrice)}</Fact>
      <Fact label={t('story.target')}>{price(signal.takeProfitPrice)}</Fact>
      <Fact label={t('story.ratio')}>{ratio === undefined ? NOT_APPLICABLE : formatRatio(ratio)}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
