import type { Clock, Disposable } from './base/index.ts'

/** What moves with every price, or is announced by nobody, is looked at in this rhythm, in system time. */
export const LOOK_EVERY_MS = 500

/** A stream of views: all of them, and from then on what changes. */
export interface OpenedViews<View> {
  readonly snapshot: View[]
  readonly subscription: Disposable
}

export interface FollowedViews<View> {
  readonly read: () => View[]
  readonly keyOf: (view: View) => string
  /** Undefined: it is gone. */
  readonly onChange: (key: string, view: View | undefined) => void
  readonly clock: Pick<Clock, 'setRepeating'>
}

/** Tells each view that has changed since it was last told, and each that is gone. */
export function followedViews<View>({ read, keyOf, onChange, clock }: FollowedViews<View>): OpenedViews<View> {
  const snapshot = read()
  let told = new Map(snapshot.map((view) => [keyOf(view), JSON.stringify(view)]))
  const subscription = clock.setRepeating(LOOK_EVERY_MS, () => {
    const now = new Map<string, string>()
    for (const view of read()) {
      const key = keyOf(view)
      const text = JSON.stringify(view)
      now.set(key, text)
      if (told.get(key) !== text) onChange(key, view)
    }
    for (const key of told.keys()) if (!now.has(key)) onChange(key, undefined)
    told = now
  })
  return { snapshot, subscription }
}
