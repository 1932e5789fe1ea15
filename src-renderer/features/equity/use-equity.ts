import { useMemo } from 'react'
import type { EquityPoint } from '../../../src-contract/index.ts'
import { type EngineCalls, useAccount, usePolled, useSessionClock } from '../../client/index.ts'
import { type CoursePoint, courseOf, withLive } from './equity-course.ts'

const POINTS = 3_000
const REFRESH_MS = 30_000

const askPoints = async ({ analytics }: EngineCalls): Promise<readonly EquityPoint[]> =>
  (await analytics.equity({ limit: POINTS })).points

export interface Equity {
  /** Undefined until it is known. */
  readonly course: readonly CoursePoint[] | undefined
  /** Why the newest question was not answered. */
  readonly fault: string | undefined
}

/** Equity over session time; what the engine has kept, and the equity of this moment at its end. */
export function useEquity(): Equity {
  const { value: points, fault } = usePolled(REFRESH_MS, askPoints)
  const account = useAccount()
  const clock = useSessionClock()
  const course = useMemo(() => {
    if (points === undefined) return undefined
    const timeMs = clock.nowMs()
    const live =
      account === undefined || timeMs === undefined
        ? undefined
        : { timeMs, equity: account.equity, cash: Number(account.cash) }
    return courseOf(withLive(points, live))
  }, [points, account, clock])
  return { course, fault }
}
