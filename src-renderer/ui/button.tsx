import type { ComponentProps } from 'react'
import './button.css'
import { classNames } from './class-names.ts'
import { withoutHeldEnter } from './single-press.ts'

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'buy' | 'sell' | 'danger'
/** Heights: row 18, small 20, medium 24, large 32, confirm 36 and as wide as its place. */
export type ButtonSize = 'row' | 'small' | 'medium' | 'large' | 'confirm'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone
  readonly size?: ButtonSize
}

export function Button({ tone = 'secondary', size = 'medium', className, onKeyDown, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames('button', `button-${tone}`, `button-${size}`, className)}
      onKeyDown={withoutHeldEnter(onKeyDown)}
      {...rest}
    />
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'size' | 'children' | 'aria-label'> {
  /** What the button does: read out, and shown while the pointer rests on it. */
  readonly label: string
  readonly children: ButtonProps['children']
}

/** A button of one icon. */
export function IconButton({ label, tone = 'quiet', className, onKeyDown, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames('button', 'button-icon', `button-${tone}`, className)}
      onKeyDown={withoutHeldEnter(onKeyDown)}
      {...rest}
    />
  )
}
