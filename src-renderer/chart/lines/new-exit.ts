import { type LineBounds, legalPrice } from './line-price.ts'

/** Share of the prices in view between the newest price and a stop or target that begins. */
const DISTANCE = 1 / 6
/** The same as a share of the price where no span is in view. */
const FALLBACK = 0.01

/** Where a stop or target begins before it is moved: on its legal side, within view. @param visibleSpan Prices from bottom to top of the plot. */
export function newExitPrice(bounds: LineBounds, visibleSpan: number | undefined): string {
  const { referencePrice, side } = bounds
  const span = visibleSpan !== undefined && visibleSpan > 0 ? visibleSpan * DISTANCE : referencePrice * FALLBACK
  return legalPrice(referencePrice + (side === 'below' ? -span : span), bounds)
}
