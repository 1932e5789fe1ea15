/** Panels that are in sight while the window is measured. */
export const MEASURED_PANELS = ['chart', 'watchlist', 'depth', 'tape', 'positions', 'orders'] as const

type Kind = (typeof MEASURED_PANELS)[number] | 'ticket' | 'limits'

/** Of the window; the dock takes what is left and scales its parts. */
export const VIEWPORT = { width: 1600, height: 1000 }

const LINKED: ReadonlySet<Kind> = new Set(['chart', 'watchlist', 'depth', 'tape', 'ticket'])
const KINDS: readonly Kind[] = [...MEASURED_PANELS, 'ticket', 'limits']

const leaf = (kind: Kind, size: number) => ({
  type: 'leaf',
  data: { id: kind, views: [kind], activeView: kind },
  size,
})
const branch = (data: readonly object[], size: number) => ({ type: 'branch', data, size })

const PRICES = branch(
  [leaf('watchlist', 240), leaf('chart', 840), branch([leaf('depth', 430), leaf('tape', 240)], 224)],
  670,
)
const SIDE = branch([leaf('ticket', 640), leaf('limits', 280)], 296)
const TABLES = branch([leaf('positions', 652), leaf('orders', 652)], 250)

/**
 * The measured panels beside each other, none behind another; as a layout is kept. On the right what the layout Trade has
 * there: the ticket, for the clicks, and the limits.
 */
export const WINDOW_LAYOUT = {
  version: 1,
  begins: 'trade',
  dock: {
    grid: {
      root: branch([branch([PRICES, TABLES], 1304), SIDE], 920),
      width: 1600,
      height: 920,
      orientation: 'HORIZONTAL',
    },
    panels: Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        {
          id: kind,
          contentComponent: 'panel',
          params: { kind, link: LINKED.has(kind) ? 'blue' : null, settings: {} },
        },
      ]),
    ),
  },
  panels: {},
  front: [],
  links: {},
}
