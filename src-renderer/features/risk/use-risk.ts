import { type GuardDelta, guardKey, type GuardView, type RefusalView } from '../../../src-contract/index.ts'
import { type TopicReader, useTopic, type Watched } from '../../client/index.ts'

type Guards = readonly GuardView[]

/** A guard that is not configured any more leaves. */
export function changedGuards(guards: Guards, deltas: readonly GuardDelta[]): Guards {
  const byKey = new Map(guards.map((guard) => [guardKey(guard), guard]))
  for (const delta of deltas) {
    if (delta.guard === null) byKey.delete(guardKey(delta))
    else byKey.set(guardKey(delta), delta.guard)
  }
  return [...byKey.values()]
}

const GUARDS: TopicReader<'guards', Guards> = { params: {}, read: (guards) => guards, change: changedGuards }

/** Guards with their values. @param active False while nobody looks. */
export const useGuards = (active: boolean): Watched<Guards> => useTopic('guards', GUARDS, active)

/** Refused orders that a window remembers. */
export const MOST_REFUSALS = 500

export interface Refusals {
  /** Newest first. */
  readonly list: readonly RefusalView[]
  /** Came too fast to be delivered. */
  readonly skipped: number
}

export function changedRefusals({ list, skipped }: Refusals, added: readonly RefusalView[], dropped: number): Refusals {
  return { list: [...added.toReversed(), ...list].slice(0, MOST_REFUSALS), skipped: skipped + dropped }
}

const REFUSALS: TopicReader<'refusals', Refusals> = {
  params: {},
  read: (refusals) => ({ list: refusals.toReversed(), skipped: 0 }),
  change: changedRefusals,
}

/** Orders that the risk check refused. @param active False while nobody looks. */
export const useRefusals = (active: boolean): Watched<Refusals> => useTopic('refusals', REFUSALS, active)
