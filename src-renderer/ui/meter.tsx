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
