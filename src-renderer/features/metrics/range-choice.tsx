import { METRIC_RANGES, type MetricRange } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Segmented } from '../../ui/index.ts'

export interface RangeChoiceProps {
  readonly range: MetricRange
  readonly onRangeChange: (range: MetricRange) => void
}

/** How far back the courses go. */
export function RangeChoice({ range, onRangeChange }: RangeChoiceProps) {
  const t = useWords('metrics')
  return (
    <Segmented
      label={t('range')}
      small
      value={range}
      options={METRIC_RANGES.map((value) => ({ value, label: t(`ranges.${value}`) }))}
      onValueChange={onRangeChange}
    />
  )
}
