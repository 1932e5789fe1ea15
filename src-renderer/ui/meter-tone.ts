const WARN_FROM = 0.8

export type MeterTone = 'calm' | 'warn' | 'danger'

/** Calm, `warn` from 80 % of the limit, `danger` at the limit and where the share is not known. */
export function meterTone(fraction: number): MeterTone {
  if (!Number.isFinite(fraction) || fraction >= 1) return 'danger'
  return fraction >= WARN_FROM ? 'warn' : 'calm'
}
