import { Check, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './meter.css'
import { meterTone } from './meter-tone.ts'

/** How much of a limit is used. The numbers stand beside it as text, so it is not read out. */
export function Meter({ fraction }: { readonly fraction: number }) {
  const used = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 1
  return (
    <div className="meter" aria-hidden="true">
      <div
        className={classNames('meter-bar', `meter-${meterTone(fraction)}`)}
        style={{ width: `${(used * 100).toFixed(1)}%` }}
      />
    </div>
  )
}

const MARKS = { calm: Check, warn: TriangleAlert, danger: X } as const

export interface MeterRowProps {
  readonly label: ReactNode
  /** Measured value and limit, as text. */
  readonly value: ReactNode
  readonly limit: ReactNode
  /** Share of the limit that is used, from 0. */
  readonly fraction: number
  /** Puts a mark behind the meter: within, near, over. `passes` decides where the limit itself is still allowed. */
  readonly mark?: boolean
  readonly passes?: boolean
  /** Said by the mark. */
  readonly markLabel?: string
}

/** A rule with its value, its limit and a meter between them; turns warn at 80 % of the limit. */
export function MeterRow({ label, value, limit, fraction, mark, passes, markLabel }: MeterRowProps) {
  const measured = meterTone(fraction)
  const tone = passes === true && measured === 'danger' ? 'warn' : passes === false ? 'danger' : measured
  const Mark = MARKS[tone]
  return (
    <div className={classNames('meter-row', mark && 'meter-row-marked')} data-tone={tone}>
      <span className="meter-label">{label}</span>
      <span className="meter-value">{value}</span>
      <span className="meter-limit">{limit}</span>
      <Meter fraction={tone === 'warn' ? Math.min(fraction, 0.999) : fraction} />
      {mark && <Mark size={12} className="meter-mark" role="img" aria-label={markLabel} aria-hidden={!markLabel} />}
    </div>
  )
}
