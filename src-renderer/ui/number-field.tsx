import { type KeyboardEvent, useState } from 'react'
import { Field, type TextFieldProps } from './field.tsx'
import { useFormatSettings } from './format-settings.ts'
import { numberForEditing, readTypedNumber, stepDecimalText } from './number-text.ts'

const COARSE_STEPS = 10

export interface NumberFieldProps extends Omit<TextFieldProps, 'numeric' | 'step' | 'onKeyDown'> {
  /** Plain number text with a point, whatever the window's separators are; what was typed, where that is no number. */
  readonly value: string
  /** Smallest step as decimal text; arrow keys move by it, with Shift by ten of it. Without it the arrows do nothing. */
  readonly step?: string | undefined
}

interface Typed {
  /** What stands in the field. */
  readonly text: string
  /** What the owner of the value was told of it. */
  readonly told: string
}

/**
 * A number as the text that the user typed, with the separators of the window; nothing is rounded behind their back.
 * Its owner always deals in plain number text.
 */
export function NumberField({ step, onValueChange, value, ...rest }: NumberFieldProps) {
  useFormatSettings()
  const [typed, setTyped] = useState<Typed>()
  const tell = (text: string): void => {
    const told = readTypedNumber(text) ?? text
    setTyped({ text, told })
    onValueChange(told)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0 || step === undefined) return
    event.preventDefault()
    setTyped(undefined)
    onValueChange(stepDecimalText(value, step, direction * (event.shiftKey ? COARSE_STEPS : 1)))
  }
  return (
    <Field
      numeric
      inputMode="decimal"
      value={typed?.told === value ? typed.text : numberForEditing(value)}
      onValueChange={tell}
      onKeyDown={handleKeyDown}
      {...rest}
    />
  )
}
