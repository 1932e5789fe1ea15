import type { PositionDelta, PositionView } from '../../../src-contract/index.ts'
import type { LiveMap } from '../live-map.ts'
import type { TopicHandler } from '../types.ts'
import type { KeyedStore, KeyedStoreOptions } from './keyed-store.ts'

/** What of a position moves with every price. */
export type PositionMark = Pick<PositionView, 'markPrice' | 'unrealisedPnl' | 'notional' | 'margin'>

/** The newest first. */
export const POSITION_ORDER: KeyedStoreOptions<PositionView> = {
  keyOf: (position) => position.positionId,
  compare: (left, right) => right.openedAtMs - left.openedAtMs || left.positionId.localeCompare(right.positionId),
}

const withoutMark = (position: PositionView): string =>
  JSON.stringify({ ...position, markPrice: 0, unrealisedPnl: 0, notional: 0, margin: null })

const differs = (known: PositionView | undefined, position: PositionView): boolean =>
  known === undefined || withoutMark(known) !== withoutMark(position)

/**
 * Splits the positions topic: what a price moves goes to `marks`, and the store changes only when a position itself
 * does. The mark fields of a stored position are therefore those of its last change.
 */
export function keepPositions(
  store: KeyedStore<PositionView>,
  marks: LiveMap<PositionMark>,
): TopicHandler<'positions'> {
  const mark = ({ positionId, markPrice, unrealisedPnl, notional, margin }: PositionView): void =>
    marks.set(positionId, { markPrice, unrealisedPnl, notional, margin })
  const forget = (positionIds: Iterable<string>): void => {
    for (const positionId of positionIds) marks.delete(positionId)
  }
  return {
    snapshot: (positions) => {
      forget(marks.keys())
      store.begin(positions)
      for (const position of positions) mark(position)
    },
    deltas: (deltas) => {
      const { byId } = store.getState()
      const changed: PositionView[] = []
      const gone: string[] = []
      for (const [positionId, position] of new Map(deltas.map((delta) => [delta.positionId, delta.position]))) {
        if (position === null) gone.push(positionId)
        else if (differs(byId.get(positionId), position)) changed.push(position)
      }
      if (changed.length > 0 || gone.length > 0) store.change(changed, gone)
      announceMarks(deltas, { mark, forget })
    },
  }
}

interface MarkActions {
  readonly mark: (position: PositionView) => void
  readonly forget: (positionIds: Iterable<string>) => void
}

function announceMarks(deltas: readonly PositionDelta[], { mark, forget }: MarkActions): void {
  for (const { positionId, position } of deltas) {
    if (position === null) forget([positionId])
    else mark(position)
  }
}
