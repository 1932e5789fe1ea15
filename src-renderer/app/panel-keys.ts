import { readingOrder } from './workspace/neighbour.ts'

const DIALOGS = '[role="alertdialog"], [role="dialog"]:not(.drawer), [role="menu"]'
/** What F6 goes through: the bars, every panel that is in sight, and toasts while there are any. */
const PLACES = '.top-bar, .panel-host, .status-bar, .toasts'
const FOCUSABLE =
  '[tabindex="0"], button:not(:disabled, [tabindex="-1"]), input:not(:disabled, [tabindex="-1"]), select:not(:disabled), textarea:not(:disabled)'

/**
 * The place that is next in a ring of so many.
 *
 * @param current -1 when the focus is in none of them.
 */
export function nextInRing(current: number, count: number, backwards: boolean): number {
  if (backwards) return current <= 0 ? count - 1 : current - 1
  return (current + 1) % count
}

/** A dialog or a menu keeps the focus, and all keys; beside a drawer the window stays in use. */
export const isDialogOpen = (): boolean => document.querySelector(DIALOGS) !== null

/** Puts the focus into the next panel, in the order in which one reads; a panel without a control takes it itself. */
export function focusNextPanel(backwards: boolean): void {
  const places = [...document.querySelectorAll<HTMLElement>(PLACES)]
    .filter(isShown)
    .map((element) => ({ element, place: element.getBoundingClientRect() }))
    .filter(({ place }) => place.width > 0 && place.height > 0)
    .toSorted((one, two) => readingOrder(one.place, two.place))
  const current = places.findIndex(({ element }) => containsFocus(element))
  const next = places[nextInRing(current, places.length, backwards)]?.element
  if (next === undefined) return
  const control = [...next.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown)
  ;(control ?? next).focus()
}

const isShown = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true })

/** A panel has the focus also while it is in the head of its group. */
function containsFocus(place: HTMLElement): boolean {
  const frame = place.closest('.dv-groupview') ?? place
  return frame.contains(document.activeElement)
}
