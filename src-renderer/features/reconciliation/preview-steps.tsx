import type { ResolutionPreview } from '../../../src-contract/index.ts'
import type { Answer } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Note } from '../../ui/index.ts'

export interface PreviewStepsProps {
  readonly title: string
  readonly preview: Answer<Pick<ResolutionPreview, 'steps'>>
}

/** Every step that would be taken, in order. */
export function PreviewSteps({ title, preview }: PreviewStepsProps) {
  const t = useWords('reconciliation')
  if (preview.kind === 'failed') {
    return <Note kind="denied" title={t('resolve.failed', { message: preview.message })} />
  }
  return (
    <section className="preview-steps" aria-label={title} aria-busy={preview.kind === 'asking'}>
      <h3>{title}</h3>
      {preview.kind === 'asking' ? (
        <p className="quiet">{t('resolve.asking')}</p>
      ) : (
        <ol>
          {preview.view.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </section>
  )
}
