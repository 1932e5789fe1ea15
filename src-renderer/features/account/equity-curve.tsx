import { type EngineCalls, usePolled } from '../../client/index.ts'
import { formatMoney, Sparkline } from '../../ui/index.ts'

const POINTS = 500
const REFRESH_MS = 5_000

const askCourse = async ({ analytics }: EngineCalls): Promise<readonly number[]> =>
  (await analytics.equity({ limit: POINTS })).points.map((point) => point.equity)

/** Course of equity over session time. */
export function EquityCurve() {
  const { value: course = [], fault } = usePolled(REFRESH_MS, askCourse)
  const first = course[0]
  const last = course.at(-1)
  if (course.length < 2 || first === undefined || last === undefined) {
    return (
      <div className="equity-curve quiet">
        {fault ?? 'The equity curve begins with the first minutes of the session.'}
      </div>
    )
  }
  const label = `Equity went from ${formatMoney(first)} to ${formatMoney(last)}`
  return (
    <div className="equity-curve">
      <Sparkline values={course} width={276} height={44} area stretch label={label} />
    </div>
  )
}
