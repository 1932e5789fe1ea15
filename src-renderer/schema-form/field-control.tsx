import type { ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { ensureNever, Field, NumberField, SelectField, SwitchField } from '../ui/index.ts'
import { EntryControl } from './entry-control.tsx'
import type { SchemaField } from './schema-field.ts'

export interface FieldControlProps {
  readonly field: SchemaField
  readonly text: string
  readonly onTextChange: (text: string) => void
  readonly fault?: string | undefined
  /** What the value means; stays beside it. */
  readonly about?: ReactNode
  /** Behind a number. */
  readonly unit?: ReactNode
  readonly title?: string | undefined
  readonly stacked?: boolean
  readonly disabled?: boolean
}

/** The control for one field of a schema. It holds text: what that stands for is read with `parseField`. */
export function FieldControl(props: FieldControlProps) {
  const { field, text, onTextChange, unit, ...frame } = props
  const t = useWords('common')
  const { type, mayBeEmpty } = field
  const common = { ...frame, label: field.label }
  const line = { ...common, value: text, onValueChange: onTextChange }
  switch (type.kind) {
    case 'number':
      return <NumberField {...line} unit={unit} step={type.whole ? '1' : undefined} />
    case 'decimal':
      return <NumberField {...line} unit={unit} />
    case 'choice':
      return (
        <SelectField
          {...line}
          options={mayBeEmpty ? [{ value: '', label: t('none') }, ...type.options] : type.options}
        />
      )
    case 'flag':
      return <SwitchField {...common} checked={text === 'true'} onCheckedChange={(on) => onTextChange(String(on))} />
    case 'list':
      return <EntryControl {...props} lineKind={type.item} withNames={false} />
    case 'record':
      return <EntryControl {...props} lineKind={type.value} withNames />
    case 'text':
      return <Field {...line} />
    case 'json':
      return <Field {...line} className="mono-field" />
    default:
      return ensureNever(type, 'kind of field')
  }
}
