import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../i18n/index.ts'
import { Button, type ButtonSize, type ButtonTone } from './button.tsx'
import { HeldPress } from './held-press.ts'
import './held-button.css'

export interface HeldButtonProps {
  /** Names the deed: `Hold to flatten`. */
  readonly label: string
  /** Stands there while it is held: `Keep holding to flatten`. */
  readonly holdingLabel: string
  readonly onHeld: () => void
  readonly tone?: ButtonTone
  readonly size?: ButtonSize
  readonly disabled?: boolean
  readonly className?: string
}

/**
 * A button that acts only after it was held for 1.2 s, with the pointer or with Enter or Space. Letting go before that,
 * leaving it or losing the focus cancels.
 */
export function HeldButton(props: HeldButtonProps) {
  const { label, holdingLabel, tone = 'danger', size = 'confirm', disabled = false, className } = props
  const t = useWords('common')
  const hintId = useId()
  const { holding, handlers } = useHeldPress(props.onHeld, disabled)
  return (
    <>
      <Button
        tone={tone}
        size={size}
        disabled={disabled}
        className={className}
        data-held=""
        data-holding={holding ? '' : undefined}
        aria-describedby={hintId}
        {...handlers}
      >
        {holding ? holdingLabel : label}
      </Button>
      <span id={hintId} hidden>
        {t('holdHint')}
      </span>
    </>
  )
}

const isPressKey = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' '

function useHeldPress(onHeld: () => void, disabled: boolean) {
  const [holding, setHolding] = useState(false)
  const latest = useRef(onHeld)
  useEffect(() => {
    latest.current = onHeld
  })
  const [press] = useState(() => new HeldPress(() => ({ onHeld: () => latest.current(), onHoldingChange: setHolding })))
  useEffect(() => {
    if (disabled) press.cancel()
    return () => press.cancel()
  }, [press, disabled])
  const cancel = (): void => press.cancel()
  const handlers = {
    onPointerDown: (event: PointerEvent) => event.button === 0 && press.begin(),
    onPointerUp: cancel,
    onPointerLeave: cancel,
    onPointerCancel: cancel,
    onBlur: cancel,
    onContextMenu: cancel,
    onKeyDown: (event: KeyboardEvent) => {
      if (!isPressKey(event)) return cancel()
      event.preventDefault()
      press.begin()
    },
    onKeyUp: (event: KeyboardEvent) => isPressKey(event) && cancel(),
  }
  return { holding, handlers }
}
