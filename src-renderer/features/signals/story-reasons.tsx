import { Check } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'

/** The conditions that were met when the strategy decided. */
export function StoryReasons({ reasons }: { readonly reasons: readonly string[] }) {
  const t = useWords('signals')
  const name = t('story.reasons')
  return (
    <section aria-label={name}>
      <h3 className="story-heading">{name}</h3>
      {reasons.length === 0 ? (
        <p className="story-note">{t('story.noReasons')}</p>
      ) : (
        <ul className="story-reasons">
          {reasons.map((reason) => (
            <li key={reason}>
              <span>{reason}</span>
              <Check size={12} className="up" aria-hidden="true" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
