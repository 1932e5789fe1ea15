import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import './field.css'

export interface FieldProps {
  readonly label: ReactNode
  /** What is wrong with the value and what would be right; shown under it. */
  readonly fault?: string | undefined
  /** Said under the value while it has no fault. */
  readonly help?: ReactNode
  /** What the value means; stays beside it whether it has a fault or not. */
  readonly about?: ReactNode
  /** Puts the label over the value instead of beside it. */
  readonly stacked?: boolean
  readonly className?: string | undefined
}

interface InputIds {
  readonly inputId: string
  readonly noteId: string
  readonly aboutId: string
}

const useInputIds = (): InputIds => ({ inputId: useId(), noteId: useId(), aboutId: useId() })

/** Ids of everything that is said about the value, for a screen reader. */
function descriptionIds({ fault, help, about }: FieldProps, { noteId, aboutId }: InputIds): string | undefined {
  const ids = [(fault ?? help) !== undefined && noteId, about !== undefined && aboutId].filter((id) => id !== false)
  return ids.length === 0 ? undefined : ids.join(' ')
}

/** A label, one control, and what is to be said about its value. */
function FieldFrame({
  field: { label, fault, help, about, stacked, className },
  ids: { inputId, noteId, aboutId },
  children,
}: {
  readonly field: FieldProps
  readonly ids: InputIds
  readonly children: ReactNode
}) {
  const note = fault ?? help
  return (
    <div className={classNames('field', stacked && 'field-stacked', className)}>
      <label className="field-label" htmlFor={inputId}>
        {label}
      </label>
      {children}
      {note !== undefined && (
        <div id={noteId} className={fault === undefined ? 'field-help' : 'field-fault'}>
          {note}
        </div>
      )}
      {about !== undefined && (
        <div id={aboutId} className="field-about">
          {about}
        </div>
      )}
    </div>
  )
}

type InputProps = Omit<ComponentProps<'input'>, 'id' | 'className' | 'type' | 'about' | 'onChange' | 'value'>

export interface TextFieldProps extends FieldProps, InputProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  /** Stands behind the value, for example `USDT`. */
  readonly unit?: ReactNode
  readonly numeric?: boolean
  /** Hides what is typed. */
  readonly secret?: boolean
}

export interface SelectOption {
  readonly value: string
  readonly label: string
}

export interface SelectFieldProps extends FieldProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  /** Words that stand for themselves, or values with the words that are shown for them. */
  readonly options: readonly (string | SelectOption)[]
  readonly title?: string | undefined
  readonly disabled?: boolean | undefined
}

export interface SwitchFieldProps extends FieldProps {
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
  readonly title?: string | undefined
  readonly disabled?: boolean | undefined
}

/** One of several words, behind the system's own list. */
export function SelectField({ label, fault, help, about, stacked, className, ...control }: SelectFieldProps) {
  const { value, onValueChange, options, title, disabled } = control
  const field = { label, fault, help, about, stacked: stacked ?? false, className }
  const ids = useInputIds()
  return (
    <FieldFrame field={field} ids={ids}>
      <div
        className={classNames(
          'input',
          'input-select',
          fault !== undefined && 'input-fault',
          disabled && 'input-disabled',
        )}
      >
        <select
          id={ids.inputId}
          value={value}
          title={title}
          disabled={disabled}
          aria-invalid={fault !== undefined}
          aria-describedby={descriptionIds(field, ids)}
          onChange={(event) => onValueChange(event.target.value)}
        >
          {options.map((option) => {
            const { value: each, label: text } = typeof option === 'string' ? { value: option, label: option } : option
            return (
              <option key={each} value={each}>
                {text}
              </option>
            )
          })}
        </select>
        <ChevronDown size={12} className="input-chevron" aria-hidden="true" />
      </div>
    </FieldFrame>
  )
}

/** Several controls in the place of one value: entries of a list. */
export function GroupField({ children, ...field }: FieldProps & { readonly children: ReactNode }) {
  const ids = useInputIds()
  const { label, fault, help, about, stacked, className } = field
  const note = fault ?? help
  return (
    <fieldset
      className={classNames('field', stacked && 'field-stacked', className)}
      aria-describedby={descriptionIds(field, ids)}
    >
      <legend className="visually-hidden">{label}</legend>
      <span className="field-label field-label-group" aria-hidden="true">
        {label}
      </span>
      <div className="field-entries">{children}</div>
      {note !== undefined && (
        <div id={ids.noteId} className={fault === undefined ? 'field-help' : 'field-fault'}>
          {note}
        </div>
      )}
      {about !== undefined && (
        <div id={ids.aboutId} className="field-about">
          {about}
        </div>
      )}
    </fieldset>
  )
}

/** Yes or no, in the place of a value. */
export function SwitchField({ label, fault, help, about, stacked, className, ...control }: SwitchFieldProps) {
  const { checked, onCheckedChange, title, disabled } = control
  const field = { label, fault, help, about, stacked: stacked ?? false, className }
  const ids = useInputIds()
  return (
    <FieldFrame field={field} ids={ids}>
      <div className="check" title={title}>
        <input
          id={ids.inputId}
          type="checkbox"
          role="switch"
          checked={checked}
          disabled={disabled}
          aria-checked={checked}
          aria-invalid={fault !== undefined}
          aria-describedby={descriptionIds(field, ids)}
          onChange={(event) => onCheckedChange(event.target.checked)}
        />
      </div>
    </FieldFrame>
  )
}

/** A line of text with label, unit and fault. */
export function Field({ label, fault, help, about, stacked, className, ...control }: TextFieldProps) {
  const { value, onValueChange, unit, numeric, secret, ...input } = control
  const field = { label, fault, help, about, stacked: stacked ?? false, className }
  const ids = useInputIds()
  return (
    <FieldFrame field={field} ids={ids}>
      <div
        className={classNames(
          'input',
          numeric && 'input-number',
          fault !== undefined && 'input-fault',
          input.readOnly && 'input-readonly',
          input.disabled && 'input-disabled',
        )}
      >
        <input
          id={ids.inputId}
          type={secret ? 'password' : 'text'}
          value={value}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={descriptionIds(field, ids)}
          onChange={(event) => onValueChange(event.target.value)}
          {...input}
        />
        {unit !== undefined && <span className="input-unit">{unit}</span>}
      </div>
    </FieldFrame>
  )
}
