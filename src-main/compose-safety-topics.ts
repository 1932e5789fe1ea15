import type {
  GuardDelta,
  GuardView,
  ProtectionMeterDelta,
  ProtectionMeterView,
  ReconciliationView,
  RefusalView,
} from '../src-contract/index.ts'
import { type Clock, type Disposable, DisposableStore } from './base/index.ts'
import type { EventBus } from './bus/index.ts'
import { followedViews, LOOK_EVERY_MS, type OpenedViews } from './compose-followed-views.ts'
import { guardView, meterView, reconciliationView, refusalView } from './compose-safety-views.ts'
import type { EventName } from './domain/index.ts'
import type { TradingSession } from './session/index.ts'

export interface SafetyTopicParts {
  readonly bus: EventBus
  readonly clock: Pick<Clock, 'setRepeating'>
  readonly session: TradingSession
}

interface Opened<Snapshot> {
  readonly snapshot: Snapshot
  readonly subscription: Disposable
}

/** Told at once after each comparison; what else has changed, one that failed too, is seen by looking. */
export function reconciliationTopic(
  { bus, clock, session }: SafetyTopicParts,
  onDelta: (view: ReconciliationView) => void,
): Opened<ReconciliationView> {
  const snapshot = reconciliationView(session)
  let told = JSON.stringify(snapshot)
  const look = (): void => {
    const view = reconciliationView(session)
    const text = JSON.stringify(view)
    if (text === told) return
    told = text
    onDelta(view)
  }
  const subscription = new DisposableStore()
  const events: EventName[] = ['reconciliation.done', 'instrument.quarantined']
  for (const name of events) subscription.add(bus.subscribe(name, look))
  subscription.add(clock.setRepeating(LOOK_EVERY_MS, look))
  return { snapshot, subscription }
}

export function protectionTopic(
  { clock, session }: SafetyTopicParts,
  onDelta: (delta: ProtectionMeterDelta) => void,
): OpenedViews<ProtectionMeterView> {
  const read = (): ProtectionMeterView[] =>
    session.protection.snapshot().map((state) => meterView(state, session.market.clock.nowMs()))
  return followedViews({
    read,
    keyOf: ({ instrumentId }) => instrumentId,
    onChange: (instrumentId, meter) => onDelta({ instrumentId, meter: meter ?? null }),
    clock,
  })
}

export function guardsTopic(
  { clock, session }: SafetyTopicParts,
  onDelta: (delta: GuardDelta) => void,
): OpenedViews<GuardView> {
  const names = new Map<string, Pick<GuardView, 'guardId' | 'target'>>()
  const keyOf = ({ guardId, target }: GuardView): string => {
    const key = `${guardId} ${target ?? ''}`
    names.set(key, { guardId, target })
    return key
  }
  return followedViews({
    read: () => session.guards.views().map(guardView),
    keyOf,
    onChange(key, guard) {
      const name = names.get(key)
      if (name) onDelta({ ...name, guard: guard ?? null })
    },
    clock,
  })
}

export function refusalsTopic(
  { session }: SafetyTopicParts,
  onDelta: (view: RefusalView) => void,
): OpenedViews<RefusalView> {
  const subscription = session.refusals.onRefusal((refusal) => onDelta(refusalView(refusal)))
  return { snapshot: session.refusals.list().slice(-REFUSAL_SNAPSHOT).map(refusalView), subscription }
}

const REFUSAL_SNAPSHOT = 200
