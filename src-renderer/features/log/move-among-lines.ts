import type { KeyboardEvent } from 'react'

const TOGGLES = '[data-log-toggle]'

/**
 * Moves the focus from line to line with the arrow keys; from the list itself it goes to a line in sight.
 *
 * @returns False for a key that means nothing here.
 */
export function moveAmongLines({ key, target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(target instanceof HTMLElement) || target.matches('input')) return false
  const toggles = [...currentTarget.querySelectorAll<HTMLElement>(TOGGLES)]
  const current = toggles.indexOf(target)
  const next = current === -1 ? lastInSight(toggles, currentTarget) : toggles[current + step]
  next?.focus()
  return next !== undefined
}

function lastInSight(toggles: readonly HTMLElement[], frame: HTMLElement): HTMLElement | undefined {
  const { bottom } = frame.getBoundingClientRect()
  return toggles.findLast((toggle) => toggle.getBoundingClientRect().bottom <= bottom) ?? toggles.at(-1)
}
