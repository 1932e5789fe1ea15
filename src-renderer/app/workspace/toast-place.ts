/** Where a group of the dock stands in the window, px, and what it shows in front. */
export interface ShownGroup {
  readonly kind: string | undefined
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

export interface ToastPlace {
  readonly leftPx: number
  readonly bottomPx: number
}

const MARGIN_PX = 12
/** The chart's axis of time, which toasts leave free. */
const TIME_AXIS_PX = 28

/**
 * Toasts stand over the lower left of the largest chart in sight, where no button is that trades.
 * @returns undefined where no chart is wide enough for them: then they stand in the window's corner.
 */
export function toastPlace(groups: readonly ShownGroup[], windowHeightPx: number): ToastPlace | undefined {
  const charts = groups.filter(({ kind, width }) => kind === 'chart' && width >= 360)
  const [largest] = charts.toSorted((one, other) => other.width * other.height - one.width * one.height)
  if (largest === undefined) return undefined
  return { leftPx: largest.left + MARGIN_PX, bottomPx: windowHeightPx - largest.bottom + TIME_AXIS_PX + MARGIN_PX }
}
