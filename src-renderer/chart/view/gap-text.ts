import type { useWords } from '../../i18n/index.ts'
import type { BarGap } from '../bars/bar-gaps.ts'

/** What is missing at a bar, in words; nothing where nothing is. */
export function gapText(gap: BarGap | undefined, t: ReturnType<typeof useWords<'chart'>>): string {
  if (gap === undefined) return ''
  const before = gap.missingBefore > 0 ? t('legend.missing', { count: gap.missingBefore }) : ''
  return [gap.inside ? t('legend.gap') : '', before].filter((part) => part !== '').join(', ')
}
