import type { LimitMeter } from '../src-contract/index.ts'
import type { Clock, Disposable } from './base/index.ts'

/** The meters move with every price: they are looked at in this rhythm instead, two a second. */
const LIMITS_PERIOD_MS = 500

/** Tells each limit whose meter has changed since it was last told. */
export function followLimits(
  read: () => readonly LimitMeter[],
  clock: Pick<Clock, 'setRepeating'>,
  onDelta: (meter: LimitMeter) => void,
): { readonly snapshot: LimitMeter[]; readonly subscription: Disposable } {
  const snapshot = [...read()]
  const told = new Map(snapshot.map((meter) => [meter.code, meter]))
  const subscription = clock.setRepeating(LIMITS_PERIOD_MS, () => {
    for (const meter of read()) {
      if (isSame(told.get(meter.code), meter)) continue
      told.set(meter.code, meter)
      onDelta(meter)
    }
  })
  return { snapshot, subscription }
}

function isSame(before: LimitMeter | undefined, now: LimitMeter): boolean {
  return (
    before !== undefined &&
    before.measured === now.measured &&
    before.limit === now.limit &&
    before.passed === now.passed &&
    before.label === now.label &&
    JSON.stringify(before.guard) === JSON.stringify(now.guard)
  )
}
