/** An arrangement that nobody has changed: it follows the size of the window, as the layout begins. */
export const UNTOUCHED = { version: 1, begins: 'trade', dock: null, panels: {}, front: [], links: {} } as const

/**
 * A data folder that was used before: one layout was kept, as it begins. The guide through the first start leaves such
 * a folder alone.
 */
export const USED_BEFORE = {
  version: 1,
  layouts: [{ layoutId: 'trade', name: 'Trade', arrangement: UNTOUCHED, changedAtMs: 1 }],
} as const
