import { useEffect } from 'react'

const DIALOGS = '[role="alertdialog"], [role="dialog"]'
const PANELS = '.top-bar, .panel'
const FOCUSABLE =
  '[tabindex="0"], button:not(:disabled, [tabindex="-1"]), input:not(:disabled, [tabindex="-1"]), select:not(:disabled)'

/**
 * The place that is next in a ring of so many.
 *
 * @param current -1 when the focus is in none of them.
 */
export function nextInRing(current: number, count: number, backwards: boolean): number {
  if (backwards) return current <= 0 ? count - 1 : current - 1
  return (current + 1) % count
}

function focusNextPanel(backwards: boolean): void {
  const panels = [...document.querySelectorAll(PANELS)]
    .map((panel) => ({ panel, target: panel.querySelector<HTMLElement>(FOCUSABLE) }))
    .filter(({ target }) => target !== null)
  const current = panels.findLastIndex(({ panel }) => panel.contains(document.activeElement))
  panels[nextInRing(current, panels.length, backwards)]?.target?.focus()
}

/** F6 goes to the next panel, with Shift to the one before. A dialog keeps the focus. */
export function usePanelKeys(): void {
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || document.querySelector(DIALOGS) !== null) return
      event.preventDefault()
      focusNextPanel(event.shiftKey)
    }
    document.addEventListener('keydown', handleKeyDown)
    return () => document.removeEventListener('keydown', handleKeyDown)
  }, [])
}
