import { type ChartIndicator, SERIES_COLOURS, type SeriesColour } from '../chart-settings.ts'

/** More at once than this cannot be told apart, and each costs a stream. */
export const MAX_INDICATORS = 12

/** The list with one more of a kind, its parameters at their defaults, in a colour that is free if one is. */
export function withIndicator(list: readonly ChartIndicator[], indicatorId: string): readonly ChartIndicator[] {
  if (list.length >= MAX_INDICATORS) return list
  return [
    ...list,
    { key: freeKey(list, indicatorId), indicatorId, parameters: {}, colour: freeColour(list), visible: true },
  ]
}

export function withoutIndicator(list: readonly ChartIndicator[], key: string): readonly ChartIndicator[] {
  return list.filter((one) => one.key !== key)
}

/** The list with one indicator changed. */
export function changedIndicator(
  list: readonly ChartIndicator[],
  key: string,
  change: Partial<Omit<ChartIndicator, 'key'>>,
): readonly ChartIndicator[] {
  return list.map((one) => (one.key === key ? { ...one, ...change } : one))
}

function freeKey(list: readonly ChartIndicator[], indicatorId: string): string {
  const taken = new Set(list.map(({ key }) => key))
  let number = 1
  while (taken.has(`${indicatorId}-${number}`)) number += 1
  return `${indicatorId}-${number}`
}

function freeColour(list: readonly ChartIndicator[]): SeriesColour {
  const uses = (colour: SeriesColour): number => list.filter((one) => one.colour === colour).length
  return SERIES_COLOURS.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best))
}
