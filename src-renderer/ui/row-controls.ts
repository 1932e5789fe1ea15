const CONTROLS = 'a[href], button, input, select, textarea'

/** What can be operated in a row, from left to right. */
export function rowControls(row: Element | null): readonly HTMLElement[] {
  return row === null ? [] : [...row.querySelectorAll<HTMLElement>(CONTROLS)]
}

/** Arrow keys belong to the control itself: its caret or its list moves. */
export const takesArrows = (element: Element): boolean =>
  element.matches('input:not([type="checkbox"]), select, textarea')
