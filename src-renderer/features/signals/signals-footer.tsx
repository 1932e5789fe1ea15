import type { SignalView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { countOutcomes, OUTCOMES } from './signal-filter.ts'

/** How many signals are shown, and what became of them. */
export function SignalsFooter({ signals }: { readonly signals: readonly SignalView[] }) {
  const t = useWords('signals')
  const counts = countOutcomes(signals)
  return (
    <>
      <span>{t('footer.shown', { count: signals.length })}</span>
      {OUTCOMES.map((outcome) => (
        <span key={outcome}>
          {t(`footer.${outcome}`)} <b>{counts[outcome]}</b>
        </span>
      ))}
    </>
  )
}
