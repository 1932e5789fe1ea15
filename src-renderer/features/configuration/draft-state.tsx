import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { faultLine } from '../../schema-form/index.ts'
import { ensureNever } from '../../ui/index.ts'
import type { DraftChange } from './config-draft.ts'
import type { Configuration } from './use-configuration.ts'

type ConfigurationWords = ReturnType<typeof useWords<'configuration'>>

/** One sentence: what is wrong first, else when the changes act. */
export function DraftState({ configuration }: { readonly configuration: Configuration }) {
  const t = useWords('configuration')
  const fault = draftFault(configuration, t)
  if (fault !== undefined) {
    return (
      <span className="draft-state danger" role="alert">
        <TriangleAlert size={14} aria-hidden="true" />
        {fault}
      </span>
    )
  }
  const { check, changes } = configuration
  switch (check.kind) {
    case 'checking':
    case 'faulty':
      return <span className="draft-state quiet">{t('draft.checking')}</span>
    case 'unknown':
      return <span className="draft-state warn">{check.reason}</span>
    case 'valid':
      return (
        <span className="draft-state" role="status">
          <CircleCheck size={14} className="draft-valid" aria-hidden="true" />
          {validText(changes, t)}
        </span>
      )
    default:
      return ensureNever(check, 'state of the check')
  }
}

function draftFault(configuration: Configuration, t: ConfigurationWords): string | undefined {
  const { view, refusal, generalFaults, faultyIds, overtakenCount } = configuration
  if (view.fileFaults.length > 0) return t('draft.mendFile')
  if (refusal?.kind === 'conflict') return t('draft.conflict')
  if (refusal?.kind === 'other') return refusal.message
  const atFields = faultyIds.length === 0 ? [] : [t('draft.faulty', { count: faultyIds.length })]
  const lines = [...atFields, ...generalFaults.map(faultLine)]
  if (lines.length > 0) return lines.join('. ')
  return overtakenCount === 0 ? undefined : t('draft.choose', { count: overtakenCount })
}

function validText(changes: readonly DraftChange[], t: ConfigurationWords): string {
  const late = changes.filter(({ field }) => field.restart).length
  if (late === 0) return t('draft.actsAtOnce')
  return late === changes.length ? t('draft.actsLater') : t('draft.someLater', { count: late })
}
