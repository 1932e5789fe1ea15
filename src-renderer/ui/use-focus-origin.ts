import { type RefObject, useCallback, useRef, useState } from 'react'

/** Props of the popup of a dialog. */
export interface FocusOrigin {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly finalFocus: () => HTMLElement | false | null
}

/**
 * Has a dialog give the focus back to what had it before. A field in it that takes the focus as soon as it is there does
 * so before the dialog itself looks, which then knows only the field. A focus that has gone elsewhere meanwhile stays.
 */
export function useFocusOrigin(open: boolean): FocusOrigin {
  const ref = useRef<HTMLDivElement>(null)
  const [wasOpen, setWasOpen] = useState(false)
  const [origin, setOrigin] = useState<Element | null>(null)
  if (open !== wasOpen) {
    setWasOpen(open)
    if (open) setOrigin(document.activeElement)
  }
  const finalFocus = useCallback(() => {
    const { activeElement, body } = document
    const isElsewhere =
      activeElement !== null && activeElement !== body && ref.current?.contains(activeElement) !== true
    if (isElsewhere) return false
    return origin instanceof HTMLElement && origin !== body && origin.isConnected ? origin : null
  }, [origin])
  return { ref, finalFocus }
}
