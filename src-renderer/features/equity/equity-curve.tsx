import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import {
  formatDayAndClock,
  formatMoney,
  formatNumber,
  formatPercent,
  formatSignedMoney,
  signTone,
  useElementSize,
  zoneName,
} from '../../ui/index.ts'
import { type CurveShape, curveShape, nearestPoint } from './curve-shape.ts'
import { type CoursePoint, type CourseSummary, drawdownTone, thinned } from './equity-course.ts'

export interface EquityCurveProps {
  readonly course: readonly CoursePoint[]
  readonly summary: CourseSummary
}

/** The curve with the drawdown under it; the pointer and the arrow keys read it. */
export function EquityCurve({ course, summary }: EquityCurveProps) {
  const t = useWords('equity')
  const hintId = useId()
  const place = useRef<HTMLDivElement>(null)
  const size = useElementSize(place)
  const points = useMemo(() => thinned(course, Math.max(100, size.width)), [course, size.width])
  const shape = useMemo(() => curveShape(points, size), [points, size])
  const { cursor, handlers } = useCursor(points, shape)
  const { first, last, deepest } = summary
  return (
    <>
      <Legend point={cursor ?? last} summary={summary} isCursor={cursor !== undefined} />
      <div
        ref={place}
        className="equity-plot"
        role="img"
        tabIndex={0}
        aria-label={t('curve', {
          from: formatDayAndClock(first.timeMs),
          to: formatDayAndClock(last.timeMs),
          first: formatMoney(first.equity),
          last: formatMoney(last.equity),
          drawdown: formatPercent(deepest.drawdown),
        })}
        aria-describedby={hintId}
        {...handlers}
      >
        {size.width > 0 && <Picture {...{ shape, size, deepest, cursor, last }} />}
      </div>
      <p id={hintId} hidden>
        {t('keys')}
      </p>
    </>
  )
}

interface PictureProps {
  readonly shape: CurveShape
  readonly size: { readonly width: number; readonly height: number }
  readonly deepest: CoursePoint
  readonly last: CoursePoint
  readonly cursor: CoursePoint | undefined
}

function Picture({ shape, size, deepest, last, cursor }: PictureProps) {
  const { plotWidth, curveBottom, bottom } = shape
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      <g className="equity-grid">
        {shape.equityTicks.map(({ value, y }) => (
          <path key={value} d={`M0 ${y.toFixed(1)}H${plotWidth}`} />
        ))}
        {shape.timeTicks.map(({ timeMs, x }) => (
          <path key={timeMs} d={`M${x.toFixed(1)} 0V${bottom}`} />
        ))}
        <path d={`M0 ${curveBottom + 4}H${size.width}`} className="equity-parting" />
      </g>
      <path className="equity-area" d={shape.equityArea} />
      <path className="equity-line" d={shape.equityPath} />
      <path className="equity-drawdown-area" d={shape.drawdownArea} />
      <path className="equity-drawdown-line" d={shape.drawdownPath} />
      <AxisLabels shape={shape} />
      <Deepest shape={shape} point={deepest} />
      <circle className="equity-end" cx={plotWidth} cy={shape.equityY(last.equity)} r={2.5} />
      {cursor !== undefined && (
        <g className="equity-cursor">
          <path d={`M${shape.xOf(cursor.timeMs).toFixed(1)} 0V${bottom}`} />
          <circle cx={shape.xOf(cursor.timeMs)} cy={shape.equityY(cursor.equity)} r={3} />
        </g>
      )}
    </svg>
  )
}

function AxisLabels({ shape }: { readonly shape: CurveShape }) {
  const { plotWidth, bottom } = shape
  return (
    <g className="equity-axis">
      {shape.equityTicks.map(({ value, y }) => (
        <text key={value} x={plotWidth + 6} y={y + 4}>
          {formatNumber(value, { decimals: Math.abs(value) < 100 ? 2 : 0 })}
        </text>
      ))}
      {shape.drawdownTicks.map(({ value, y }) => (
        <text key={value} x={plotWidth + 6} y={y + 4}>
          {formatPercent(value)}
        </text>
      ))}
      {shape.timeTicks.map(({ timeMs, x, label }) => (
        <text key={timeMs} x={x} y={bottom + 14} textAnchor={x < 18 ? 'start' : 'middle'}>
          {label}
        </text>
      ))}
    </g>
  )
}

/** Names the largest drawdown where there is one worth a word. */
function Deepest({ shape, point }: { readonly shape: CurveShape; readonly point: CoursePoint }) {
  const t = useWords('equity')
  if (point.drawdown > -0.0005) return null
  const [x, y] = [shape.xOf(point.timeMs), shape.drawdownY(point.drawdown)]
  const fitsRight = x < shape.plotWidth - 80
  // Under the lowest point there is no line that it could cover.
  const textY = y + 12 < shape.bottom ? y + 11 : y - 4
  return (
    <g className="equity-deepest">
      <circle cx={x} cy={y} r={2.5} />
      <text x={fitsRight ? x + 6 : x - 6} y={textY} textAnchor={fitsRight ? 'start' : 'end'}>
        {t('largest', { drawdown: formatPercent(point.drawdown) })}
      </text>
    </g>
  )
}

interface LegendProps {
  readonly point: CoursePoint
  readonly summary: CourseSummary
  readonly isCursor: boolean
}

/** Figures of the last point, or of the one under the cursor; the change is that of the range up to there. */
function Legend({ point, summary: { first }, isCursor }: LegendProps) {
  const t = useWords('equity')
  const change = point.equity - first.equity
  const fraction = first.equity > 0 ? change / first.equity : 0
  return (
    <p className="equity-legend">
      <span>
        {t('equity')} <b>{formatMoney(point.equity)}</b>
      </span>
      <span>
        {t('change')}{' '}
        <b className={signTone(change)}>
          {formatSignedMoney(change)} · {formatPercent(fraction, true)}
        </b>
      </span>
      <span>
        {t('drawdown')} <b className={drawdownTone(point.drawdown)}>{formatPercent(point.drawdown)}</b>
      </span>
      <span className="quiet">
        {isCursor ? formatDayAndClock(point.timeMs) : ''} {zoneName()}
      </span>
    </p>
  )
}

/** The point that the pointer or the arrow keys are at. */
function useCursor(points: readonly CoursePoint[], shape: CurveShape) {
  const [timeMs, setTimeMs] = useState<number>()
  const index = timeMs === undefined ? -1 : points.findIndex((point) => point.timeMs >= timeMs)
  const moveTo = (to: number): void => setTimeMs(points[Math.min(points.length - 1, Math.max(0, to))]?.timeMs)
  const handleKeyDown = (event: KeyboardEvent): void => {
    const from = index === -1 ? points.length - 1 : index
    const step = event.shiftKey ? 10 : 1
    if (event.key === 'ArrowLeft') moveTo(from - step)
    else if (event.key === 'ArrowRight') moveTo(from + step)
    else if (event.key === 'Home') moveTo(0)
    else if (event.key === 'End') moveTo(points.length - 1)
    else if (event.key === 'Escape' && timeMs !== undefined) setTimeMs(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const handlePointerMove = ({ clientX, currentTarget }: PointerEvent): void =>
    moveTo(nearestPoint(points, clientX - currentTarget.getBoundingClientRect().left, shape.xOf))
  const leave = (): void => setTimeMs(undefined)
  return {
    cursor: points[index],
    handlers: { onKeyDown: handleKeyDown, onPointerMove: handlePointerMove, onPointerLeave: leave, onBlur: leave },
  }
}
