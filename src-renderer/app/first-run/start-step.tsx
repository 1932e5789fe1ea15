import { useWords } from '../../i18n/index.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** What this program is, while the column beside shows what of it runs. */
export function StartStep(props: StepProps) {
  const t = useWords('gate')
  return (
    <StepFrame title={t('guide.start.title')} text={t('guide.start.text')} {...props}>
      <p className="guide-text">{t('guide.start.facts')}</p>
      <p className="guide-text">{t('guide.start.keep')}</p>
    </StepFrame>
  )
}
