import type { Page } from '@playwright/test'

/** Faults of the layout as it is now, in words: panels over each other or out of the window, text that is cut off, buttons under a toast. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TOLERANCE_PX = 1
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > innerWidth) faults.push(`page is ${root.scrollWidth} px wide`)
    if (root.scrollHeight > innerHeight) faults.push(`page is ${root.scrollHeight} px high`)

    const nameOf = (element: Element): string =>
      `${element.className || element.tagName} "${(element.textContent ?? '').slice(0, 30)}"`
    const inside = (inner: DOMRect, outer: DOMRect): boolean =>
      inner.left >= outer.left - TOLERANCE_PX &&
      inner.top >= outer.top - TOLERANCE_PX &&
      inner.right <= outer.right + TOLERANCE_PX &&
      inner.bottom <= outer.bottom + TOLERANCE_PX
    const overlap = (one: DOMRect, other: DOMRect): boolean =>
      one.left < other.right - TOLERANCE_PX &&
      other.left < one.right - TOLERANCE_PX &&
      one.top < other.bottom - TOLERANCE_PX &&
      other.top < one.bottom - TOLERANCE_PX

    const viewport = new DOMRect(0, 0, innerWidth, innerHeight)
    const nameOfPanel = (panel: Element): string => panel.getAttribute('aria-label') ?? panel.className
    const panels = [...document.querySelectorAll('.top-bar, .dv-groupview, .status-bar')].filter((panel) =>
      panel.checkVisibility({ visibilityProperty: true }),
    )
    for (const [index, panel] of panels.entries()) {
      const box = panel.getBoundingClientRect()
      if (box.width < 100 || box.height < 20) faults.push(`${nameOfPanel(panel)} is ${box.width} x ${box.height}`)
      if (!inside(box, viewport)) faults.push(`${nameOfPanel(panel)} leaves the window`)
      for (const other of panels.slice(index + 1)) {
        if (!overlap(box, other.getBoundingClientRect())) continue
        faults.push(`${nameOfPanel(panel)} is over ${nameOfPanel(other)}`)
      }
    }

    const TRADING = ':is([data-panel="ticket"], [data-panel="positions"], [data-panel="orders"])[data-shown="true"]'
    const trading = [...document.querySelectorAll(`.top-bar button, ${TRADING} button`)]
    for (const toast of document.querySelectorAll('.toast')) {
      const box = toast.getBoundingClientRect()
      const covered = trading.filter((button) => overlap(box, button.getBoundingClientRect()))
      for (const button of covered) faults.push(`toast over ${nameOf(button)}`)
    }

    const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflow)
    const frameOf = (element: Element): Element | undefined => {
      for (let frame = element.parentElement; frame !== null; frame = frame.parentElement) {
        if (scrolls(frame)) return undefined
        if (frame.matches('.top-bar, .dv-groupview, .status-bar')) return frame
      }
      return undefined
    }
    for (const element of document.querySelectorAll('.workbench *')) {
      const ownText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
      // One pixel stays for screen readers.
      const isRead = element.clientWidth <= TOLERANCE_PX && getComputedStyle(element).position === 'absolute'
      const hidden = isRead || element.closest('.visually-hidden, .chart-pills, [hidden], svg') !== null
      if (!ownText || hidden || !element.checkVisibility({ visibilityProperty: true })) continue
      const clips = getComputedStyle(element).overflow !== 'visible' && !element.closest('[title]')
      if (clips && element.scrollWidth > element.clientWidth + TOLERANCE_PX) faults.push(`cut off: ${nameOf(element)}`)
      const frame = frameOf(element)
      if (frame && !inside(element.getBoundingClientRect(), frame.getBoundingClientRect())) {
        faults.push(`outside of ${nameOfPanel(frame)}: ${nameOf(element)}`)
      }
    }
    return faults
  })
}
