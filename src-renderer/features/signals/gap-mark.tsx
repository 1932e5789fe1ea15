import { TriangleAlert } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'

/** Stands beside a decision that was made on bars with a gap. */
export function GapMark() {
  const t = useWords('signals')
  return (
    <span className="signal-gap warn" role="img" aria-label={t('gap')} title={t('gapText')}>
      <TriangleAlert size={12} aria-hidden="true" />
    </span>
  )
}
