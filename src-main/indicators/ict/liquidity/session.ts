import type { IctKind } from '../../../../src-contract/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext, IctDetector } from '../ict-detector.ts'
import { SessionCalendar, SESSIONS } from '../sessions/index.ts'
import { RangeTracker } from './range-tracker.ts'

/**
 * `session`: high and low of the last session or kill zone of each name, by the clocks of its place; the direction is that of its
 * last close against its first open. Bars that reach over a session's start or end are not in it, so bars longer than a session
 * have none. When which bar counts: {@link RangeTracker}.
 */
export class SessionDetector implements IctDetector {
  readonly kinds: readonly IctKind[] = ['session']
  readonly #trackers = SESSIONS.map((session) => {
    const calendar = new SessionCalendar(session)
    return new RangeTracker({
      kind: 'session',
      label: session.name,
      hasDirection: true,
      windowEndingAfter: (utcMs) => calendar.endingAfter(utcMs),
    })
  })

  update(candle: Candle, context: IctContext): void {
    for (const tracker of this.#trackers) tracker.update(candle, context)
  }
}
