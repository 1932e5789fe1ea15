import { useEffect, useState } from 'react'
import { useConnection, useEngine } from '../../client/index.ts'
import { formatMoney, Sparkline } from '../../ui/index.ts'

const POINTS = 500
const REFRESH_MS = 5_000

/** Course of equity over session time; asked for again every few seconds. */
function useEquityCourse(): readonly number[] {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [course, setCourse] = useState<readonly number[]>([])
  useEffect(() => {
    if (!connected) return undefined
    let ended = false
    const load = async (): Promise<void> => {
      const { points } = await calls.analytics.equity({ limit: POINTS })
      if (!ended) setCourse(points.map((point) => point.equity))
    }
    /* The curve is an extra beside the numbers; the next round tries again. */
    const refresh = (): void => void load().catch(() => undefined)
    refresh()
    const timer = setInterval(refresh, REFRESH_MS)
    return () => {
      ended = true
      clearInterval(timer)
    }
  }, [calls, connected])
  return course
}

export function EquityCurve() {
  const course = useEquityCourse()
  const first = course[0]
  const last = course.at(-1)
  if (course.length < 2 || first === undefined || last === undefined) {
    return <div className="equity-curve quiet">The equity curve begins with the first minutes of the session.</div>
  }
  const label = `Equity went from ${formatMoney(first)} to ${formatMoney(last)}`
  return (
    <div className="equity-curve">
      <Sparkline values={course} width={276} height={44} area stretch label={label} />
    </div>
  )
}
