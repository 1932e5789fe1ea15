import type { ProtectionMeterDelta, ProtectionMeterView } from '../../../src-contract/index.ts'
import { type TopicReader, useTopic, type Watched } from '../../client/index.ts'
import { byUrgency } from './cover.ts'

type Meters = readonly ProtectionMeterView[]

/** The worst first; a position that is flat leaves. */
export function changedMeters(meters: Meters, deltas: readonly ProtectionMeterDelta[]): Meters {
  const byId = new Map(meters.map((meter) => [meter.instrumentId, meter]))
  for (const { instrumentId, meter } of deltas) {
    if (meter === null) byId.delete(instrumentId)
    else byId.set(instrumentId, meter)
  }
  return [...byId.values()].toSorted(byUrgency)
}

const READER: TopicReader<'protection', Meters> = {
  params: {},
  read: (meters) => meters.toSorted(byUrgency),
  change: changedMeters,
}

/** How well each net position is protected. @param active False while nobody looks. */
export const useProtectionMeters = (active: boolean): Watched<Meters> => useTopic('protection', READER, active)
