import { useMemo, useState } from 'react'
import type { InstrumentView, PositionView } from '../../../src-contract/index.ts'
import { useInstruments } from '../../client/index.ts'
import { RowCache, useStaleInstruments } from '../tables/index.ts'
import { type StopKeeper, useStopKeepers } from './use-stop-keepers.ts'

/** One line of the table. */
export interface PositionRow {
  readonly position: PositionView
  /** Undefined while it is not known. */
  readonly instrument: InstrumentView | undefined
  /** The price is stale, and with it the mark and the profit. */
  readonly stale: boolean
  /** Undefined until the engine was asked. */
  readonly keeper: StopKeeper | undefined
}

export const positionRowId = ({ position }: PositionRow): string => position.positionId

/** The positions as rows; one that did not change stays the same object. */
export function usePositionRows(positions: readonly PositionView[]): readonly PositionRow[] {
  const [cache] = useState(() => new RowCache<PositionRow>(['position', 'instrument', 'stale', 'keeper']))
  const instruments = useInstruments().byId
  const keepers = useStopKeepers()
  const stale = useStaleInstruments(positions.map(({ instrumentId }) => instrumentId))
  return useMemo(() => {
    const rows = positions.map((position) => ({
      position,
      instrument: instruments.get(position.instrumentId),
      stale: stale.has(position.instrumentId),
      keeper: keepers.get(position.positionId),
    }))
    return cache.update(rows, positionRowId)
  }, [cache, positions, instruments, stale, keepers])
}
