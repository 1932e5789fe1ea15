import { Plus, X } from 'lucide-react'
import { useWords } from '../i18n/index.ts'
import {
  Button,
  ensureNever,
  Field,
  GroupField,
  IconButton,
  NumberField,
  SelectField,
  type TextFieldProps,
} from '../ui/index.ts'
import { type Entry, listEntries, listText, recordEntries, recordText } from './entry-values.ts'
import type { FieldControlProps } from './field-control.tsx'
import type { LineKind } from './schema-field.ts'

type EntriesProps = Omit<FieldControlProps, 'title'> & {
  readonly lineKind: LineKind
  readonly withNames: boolean
}

/** The entries of a list, or of a record with their names. A text that is neither is edited as it is. */
export function EntryControl(props: EntriesProps) {
  const { field, text, onTextChange, lineKind, withNames, unit: _, ...frame } = props
  const t = useWords('common')
  const entries = withNames ? recordEntries(text) : listEntries(text)
  if (entries === undefined) {
    return <Field {...frame} label={field.label} value={text} onValueChange={onTextChange} className="mono-field" />
  }
  const write = (next: readonly Entry[]): void =>
    onTextChange(withNames ? recordText(next, lineKind) : listText(next, lineKind))
  const first = lineKind.kind === 'choice' ? (lineKind.options[0] ?? '') : ''
  return (
    <GroupField {...frame} label={field.label}>
      {numbered(entries).map(({ entry, number }) => (
        <EntryLine
          key={number}
          {...props}
          entry={entry}
          number={number}
          onChange={(changed) => write(entries.with(number - 1, changed))}
          onRemove={() => write(entries.toSpliced(number - 1, 1))}
        />
      ))}
      <Button
        size="small"
        disabled={frame.disabled}
        aria-label={t('form.addTo', { label: field.label })}
        onClick={() => write([...entries, { name: '', text: first }])}
      >
        <Plus size={12} aria-hidden="true" />
        {t('form.add')}
      </Button>
    </GroupField>
  )
}

/** An entry has no identity but its place, and nothing of it is kept outside of the text. */
const numbered = (entries: readonly Entry[]) => entries.map((entry, index) => ({ entry, number: index + 1 }))

interface EntryLineProps extends EntriesProps {
  readonly entry: Entry
  readonly number: number
  readonly onChange: (entry: Entry) => void
  readonly onRemove: () => void
}

function EntryLine(props: EntryLineProps) {
  const { field, lineKind, withNames, entry, number, disabled, onChange, onRemove } = props
  const t = useWords('common')
  const name = t('form.entry', { label: field.label, number })
  const hidden = (label: string) => <span className="visually-hidden">{label}</span>
  const line = {
    label: hidden(withNames ? t('form.valueOf', { number }) : name),
    stacked: true,
    disabled,
    value: entry.text,
    onValueChange: (text: string) => onChange({ ...entry, text }),
  }
  return (
    <div className="field-entry">
      {withNames && (
        <Field
          stacked
          label={hidden(t('form.nameOf', { number }))}
          disabled={disabled}
          value={entry.name}
          onValueChange={(each) => onChange({ ...entry, name: each })}
        />
      )}
      <LineControl kind={lineKind} line={line} />
      <IconButton label={t('form.removeEntry', { entry: name })} disabled={disabled} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

interface LineControlProps {
  readonly kind: LineKind
  readonly line: Pick<TextFieldProps, 'label' | 'stacked' | 'disabled' | 'value' | 'onValueChange'>
}

function LineControl({ kind, line }: LineControlProps) {
  switch (kind.kind) {
    case 'number':
      return <NumberField {...line} step={kind.whole ? '1' : undefined} />
    case 'decimal':
      return <NumberField {...line} />
    case 'choice':
      return (
        <SelectField
          label={line.label}
          stacked
          disabled={line.disabled}
          value={line.value}
          onValueChange={line.onValueChange}
          options={kind.options}
        />
      )
    case 'text':
      return <Field {...line} />
    default:
      return ensureNever(kind, 'kind of entry')
  }
}
