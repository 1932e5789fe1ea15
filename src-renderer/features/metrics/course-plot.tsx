import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { MetricPoint, MetricRange, MetricUnit } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { formatClock, formatDay, formatDayAndClock, useElementWidth, zoneName, zoneOffsetMs } from '../../ui/index.ts'
import { RANGE_MS } from './metric-course.ts'
import { metricLine } from './metric-text.ts'
import { coursePaths, type PlotBox, plotPlace } from './plot-path.ts'
import { nearestPoint, timeTicks, valueRange, valueTicks } from './plot-scale.ts'

export interface CoursePlotProps {
  readonly points: readonly MetricPoint[]
  readonly unit: MetricUnit
  readonly limit: number | null
  readonly range: MetricRange
  /** Distance of two points that follow each other. */
  readonly stepMs: number
}

const HEIGHT = 200
/** Room for the axes. */
const AXIS = { right: 72, bottom: 20, top: 6 } as const
const MOST_TIMES = 5

/** The course of a metric with its axes; pointer and arrow keys move a cursor that tells the values. */
export function CoursePlot(props: CoursePlotProps) {
  const { points, unit } = props
  const t = useWords('metrics')
  const frame = useRef<HTMLDivElement>(null)
  const widthPx = useElementWidth(frame) ?? 0
  const [cursorMs, setCursorMs] = useState<number>()
  const box = boxOf(props, widthPx)
  const index = cursorMs === undefined ? points.length - 1 : nearestPoint(points, cursorMs)
  const point = points[index]
  const text = point === undefined ? t('noCourseYet') : cursorText(point, unit, t('cursorMax'))
  const handlePointer = (event: PointerEvent<HTMLDivElement>): void => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    setCursorMs(box.fromMs + (left / box.width) * (box.toMs - box.fromMs))
  }
  const handleKey = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, index, points.length)
    if (next === undefined) return
    event.preventDefault()
    setCursorMs(points[next]?.timeMs)
  }
  return (
    <div>
      <p className="metric-cursor" aria-hidden="true">
        {text}
      </p>
      <div
        ref={frame}
        className="metric-plot"
        role="slider"
        tabIndex={0}
        aria-label={t('cursor')}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, points.length - 1)}
        aria-valuenow={Math.max(0, index)}
        aria-valuetext={text}
        onPointerMove={handlePointer}
        onPointerLeave={() => setCursorMs(undefined)}
        onKeyDown={handleKey}
      >
        {widthPx > 0 && <Plot {...props} box={box} cursor={cursorMs === undefined ? undefined : point} />}
      </div>
    </div>
  )
}

function boxOf({ points, limit, range }: CoursePlotProps, widthPx: number): PlotBox {
  const toMs = points.at(-1)?.timeMs ?? Date.now()
  return {
    width: Math.max(1, widthPx - AXIS.right),
    height: HEIGHT - AXIS.bottom,
    top: AXIS.top,
    fromMs: toMs - RANGE_MS[range],
    toMs,
    ...valueRange(points, limit),
  }
}

const cursorText = ({ timeMs, mean, max }: MetricPoint, unit: MetricUnit, maxWord: string): string => {
  const value =
    mean === max ? metricLine(mean, unit) : `${metricLine(mean, unit)} · ${maxWord} ${metricLine(max, unit)}`
  return `${formatDayAndClock(timeMs)} ${zoneName()} · ${value}`
}

function nextIndex(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    PageUp: index + 10,
    PageDown: index - 10,
    Home: 0,
    End: last,
  }
  const wanted = moves[key]
  return wanted === undefined ? undefined : Math.min(last, Math.max(0, wanted))
}

interface PlotProps extends CoursePlotProps {
  readonly box: PlotBox
  /** Where the cursor is; undefined while nobody moves it. */
  readonly cursor: MetricPoint | undefined
}

function Plot({ points, unit, limit, stepMs, box, cursor }: PlotProps) {
  const { x, y } = plotPlace(box)
  const { mean, max } = coursePaths(points, { box, stepMs })
  const showsLimit = limit !== null && limit <= box.high
  return (
    <svg className="metric-svg" width={box.width + AXIS.right} height={HEIGHT} aria-hidden="true">
      {valueTicks(box, unit).map((value) => (
        <g key={value}>
          <path className="metric-grid-line" d={`M0 ${y(value)}H${box.width}`} />
          <text className="metric-tick" x={box.width + 6} y={y(value) + 3.5}>
            {metricLine(value, unit)}
          </text>
        </g>
      ))}
      <Times box={box} x={x} />
      {showsLimit && <path className="metric-limit-line" d={`M0 ${y(limit)}H${box.width}`} />}
      <path className="metric-max" d={max} />
      <path className="metric-mean" d={mean} />
      {cursor !== undefined && (
        <g>
          <path className="metric-cursor-line" d={`M${x(cursor.timeMs)} ${box.top}V${box.height}`} />
          <circle className="metric-dot" cx={x(cursor.timeMs)} cy={y(cursor.mean)} r={3} />
        </g>
      )}
    </svg>
  )
}

const DAY_MS = 86_400_000

function Times({ box, x }: { readonly box: PlotBox; readonly x: (timeMs: number) => number }) {
  const { fromMs, toMs } = box
  const ticks = timeTicks(fromMs, toMs, { most: MOST_TIMES, offsetMs: zoneOffsetMs(toMs) })
  const asDays = toMs - fromMs > 2 * DAY_MS
  return ticks.map((timeMs) => (
    <text key={timeMs} className="metric-tick metric-time" x={x(timeMs)} y={HEIGHT - 5}>
      {asDays ? formatDay(timeMs).slice(5) : formatClock(timeMs).slice(0, 5)}
    </text>
  ))
}
