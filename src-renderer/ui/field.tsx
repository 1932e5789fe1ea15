import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import './field.css'

export interface FieldProps {
  readonly label: ReactNode
  /** What is wrong with the value and what would be right; shown under it. */
  readonly fault?: string | undefined
  /** Said under the value while it has no fault. */
  readonly help?: ReactNode
  /** Puts the label over the value instead of beside it. */
  readonly stacked?: boolean
  readonly className?: string | undefined
}

interface InputIds {
  readonly inputId: string
  readonly noteId: string
}

/** A label, one control, and what is to be said about its value. */
function FieldFrame({
  field: { label, fault, help, stacked, className },
  ids: { inputId, noteId },
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
    </div>
  )
}

type InputProps = Omit<ComponentProps<'input'>, 'id' | 'className' | 'type' | 'onChange' | 'value'>

export interface TextFieldProps extends FieldProps, InputProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  /** Stands behind the value, for example `USDT`. */
  readonly unit?: ReactNode
  readonly numeric?: boolean
}

export interface SelectFieldProps extends FieldProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly options: readonly string[]
  readonly title?: string | undefined
}

/** One of several words, behind the system's own list. */
export function SelectField({ label, fault, help, stacked, className, ...control }: SelectFieldProps) {
  const { value, onValueChange, options, title } = control
  const ids = { inputId: useId(), noteId: useId() }
  return (
    <FieldFrame field={{ label, fault, help, stacked: stacked ?? false, className }} ids={ids}>
      <div className={classNames('input', 'input-select', fault !== undefined && 'input-fault')}>
        <select
          id={ids.inputId}
          value={value}
          title={title}
          aria-invalid={fault !== undefined}
          onChange={(event) => onValueChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      </div>
    </FieldFrame>
  )
}

/** A line of text with label, unit and fault. */
export function Field({ label, fault, help, stacked, className, ...control }: TextFieldProps) {
  const { value, onValueChange, unit, numeric, ...input } = control
  const ids = { inputId: useId(), noteId: useId() }
  return (
    <FieldFrame field={{ label, fault, help, stacked: stacked ?? false, className }} ids={ids}>
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
          value={value}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={(fault ?? help) === undefined ? undefined : ids.noteId}
          onChange={(event) => onValueChange(event.target.value)}
          {...input}
        />
        {unit !== undefined && <span className="input-unit">{unit}</span>}
      </div>
    </FieldFrame>
  )
}
