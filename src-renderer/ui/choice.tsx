import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import './field.css'

export interface CheckProps {
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
  readonly children: ReactNode
  readonly disabled?: boolean | undefined
}

export function Checkbox({ checked, onCheckedChange, children, disabled }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onCheckedChange(event.target.checked)}
      />
      {children}
    </label>
  )
}

/** Turns something on or off at once, where a checkbox would wait for a button. */
export function Switch({ checked, onCheckedChange, children, disabled }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        onChange={(event) => onCheckedChange(event.target.checked)}
      />
      {children}
    </label>
  )
}

export interface SegmentedOption<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  /** More words about it under the pointer, where the label is short. */
  readonly title?: string
  readonly tone?: 'buy' | 'sell'
  readonly disabled?: boolean
}

export interface SegmentedProps<Value extends string> {
  /** What is chosen here; read out, not shown. */
  readonly label: string
  readonly value: Value
  readonly options: readonly SegmentedOption<Value>[]
  readonly onValueChange: (value: Value) => void
  readonly small?: boolean
  readonly className?: string | undefined
}

/** One choice of few, all in sight; arrow keys move it. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onValueChange, small, className } = props
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames('segmented', small && 'segmented-small', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames('segment', option.tone && `segment-${option.tone}`)}
          title={option.title}
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onValueChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
