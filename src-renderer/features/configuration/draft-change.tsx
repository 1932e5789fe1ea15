import { ArrowRight, Undo2 } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/index.ts'
import type { DraftChange } from './config-draft.ts'
import { revealField } from './reveal-field.ts'
import type { Configuration } from './use-configuration.ts'
import { shownValue } from './value-text.ts'

export interface ChangeLineProps {
  readonly change: DraftChange
  readonly configuration: Configuration
}

/** One key: what is in force, what it becomes, and the way back. Changed elsewhere too, it asks which one stays. */
export function ChangeLine({ change, configuration }: ChangeLineProps) {
  const t = useWords('configuration')
  const { field, before, after, overtaken } = change
  return (
    <li className="draft-change">
      <button type="button" className="draft-key mono" onClick={() => revealField(field.id, configuration.sections)}>
        {field.id}
      </button>
      <span className="draft-values">
        <del className="draft-before">{shownValue(before)}</del>
        <ArrowRight size={12} className="quiet" role="img" aria-label={t('draft.becomes')} />
        <ins className="draft-after">{after.valid ? shownValue(after.value ?? field.defaultValue) : '?'}</ins>
      </span>
      {overtaken ? (
        <Overtaken change={change} configuration={configuration} />
      ) : (
        <IconButton label={t('draft.undo', { label: field.label })} onClick={() => configuration.undo(field.id)}>
          <Undo2 size={12} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  )
}

function Overtaken({ change: { field, base, before }, configuration: { keep, undo } }: ChangeLineProps) {
  const t = useWords('configuration')
  return (
    <span className="draft-conflict">
      <span className="warn">{t('draft.overtaken', { was: shownValue(base), now: shownValue(before) })}</span>
      <Button size="row" aria-label={t('draft.keepMineOf', { key: field.id })} onClick={() => keep(field)}>
        {t('draft.keepMine')}
      </Button>
      <Button size="row" aria-label={t('draft.takeTheirsOf', { key: field.id })} onClick={() => undo(field.id)}>
        {t('draft.takeTheirs')}
      </Button>
    </span>
  )
}
