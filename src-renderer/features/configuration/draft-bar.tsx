import { ArrowRight, CircleCheck, TriangleAlert, Undo2 } from 'lucide-react'
import { faultLine } from '../../schema-form/index.ts'
import { Button, ensureNever, IconButton, counted } from '../../ui/index.ts'
import type { DraftChange } from './config-draft.ts'
import { revealField } from './reveal-field.ts'
import type { Configuration } from './use-configuration.ts'
import { shownValue } from './value-text.ts'

/** What saving would change, whether it can be, and the buttons; only while there is something to save. */
export function DraftBar({ configuration }: { readonly configuration: Configuration }) {
  const { view, changes, canSave, discard, refusal, reload } = configuration
  if (changes.length === 0) return null
  return (
    <footer className="draft-bar" aria-label="Changes that are not saved">
      <ul className="draft-changes" aria-label="Changes">
        {changes.map((change) => (
          <ChangeLine key={change.field.id} change={change} configuration={configuration} />
        ))}
      </ul>
      <div className="draft-actions">
        <strong>{counted(changes.length, 'change')}</strong>
        <DraftState configuration={configuration} />
        {refusal?.kind === 'conflict' && refusal.version === view.version && (
          <Button onClick={reload}>Load it, keep my changes</Button>
        )}
        <Button onClick={discard}>Discard</Button>
        <Button type="submit" tone="primary" disabled={!canSave}>
          Save {counted(changes.length, 'change')}
        </Button>
      </div>
    </footer>
  )
}

function ChangeLine({
  change,
  configuration,
}: {
  readonly change: DraftChange
  readonly configuration: Configuration
}) {
  const { field, before, after } = change
  return (
    <li className="draft-change">
      <button type="button" className="draft-key mono" onClick={() => revealField(field.id, configuration.sections)}>
        {field.id}
      </button>
      <del className="draft-before">{shownValue(before)}</del>
      <ArrowRight size={12} className="quiet" aria-label="becomes" />
      <ins className="draft-after">{after.valid ? shownValue(after.value ?? field.defaultValue) : '?'}</ins>
      <IconButton label={`Undo the change of ${field.label}`} onClick={() => configuration.undo(field.id)}>
        <Undo2 size={12} aria-hidden="true" />
      </IconButton>
    </li>
  )
}

/** One sentence: what is wrong first, else when the changes act. */
function DraftState({ configuration }: { readonly configuration: Configuration }) {
  const fault = draftFault(configuration)
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
      return <span className="draft-state quiet">Checking</span>
    case 'unknown':
      return <span className="draft-state warn">{check.reason}</span>
    case 'valid':
      return (
        <span className="draft-state" role="status">
          <CircleCheck size={14} className="up" aria-hidden="true" />
          {validText(changes)}
        </span>
      )
    default:
      return ensureNever(check, 'state of the check')
  }
}

function draftFault({ view, refusal, generalFaults, faultyIds }: Configuration): string | undefined {
  if (view.fileFaults.length > 0) return 'Mend the file first, so that nothing in it is lost.'
  if (refusal?.kind === 'conflict')
    return 'The configuration was changed meanwhile. Nothing was saved. Look at what is in force now, then save again.'
  if (refusal?.kind === 'other') return refusal.message
  const atFields = faultyIds.length === 0 ? [] : [`${counted(faultyIds.length, 'value')} cannot be saved`]
  const lines = [...atFields, ...generalFaults.map(faultLine)]
  return lines.length === 0 ? undefined : lines.join('. ')
}

function validText(changes: readonly DraftChange[]): string {
  const late = changes.filter(({ field }) => field.restart).length
  if (late === 0) return 'Valid, acts at once'
  return late === changes.length ? 'Valid, acts after a restart' : `Valid, ${late} of them after a restart`
}
