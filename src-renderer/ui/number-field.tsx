import type { KeyboardEvent } from 'react'
import { Field, type TextFieldProps } from './field.tsx'
import { stepDecimalText } from './number-text.ts'

const COARSE_STEPS = 10

export interface NumberFieldProps extends Omit<TextFieldProps, 'numeric' | 'step' | 'onKeyDown'> {
  /** Smallest step as decimal text; arrow keys move by it, with Shift by ten of it. Without it the arrows do nothing. */
  readonly step?: string | undefined
}

/** A number as the text that the user typed; nothing is rounded behind their back. */
export function NumberField({ step, onValueChange, value, ...rest }: NumberFieldProps) {
  const handleKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0 || step === undefined) return
    event.preventDefault()
    onValueChange(stepDecimalText(value, step, direction * (event.shiftKey ? COARSE_STEPS : 1)))
  }
  return (
    <Field
      numeric
      inputMode="decimal"
      value={value}
      onValueChange={onValueChange}
      onKeyDown={handleKeyDown}
      {...rest}
    />
  )
}
