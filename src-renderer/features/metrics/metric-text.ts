import type { MetricUnit } from '../../../src-contract/index.ts'
import { ensureNever, formatNumber } from '../../ui/index.ts'

/** A value with its unit, apart so that the unit can be quieter. */
export interface MetricText {
  readonly value: string
  /** With the space before it, where it has one. */
  readonly unit: string
}

const THIN_SPACE = '\u2009'
const MS_PER_SECOND = 1_000
const MIB = 2 ** 20
const GIB = 2 ** 30

/** A measured value as it is read: three significant digits where it is small, none lost where it is counted. */
export function metricText(value: number, unit: MetricUnit): MetricText {
  switch (unit) {
    case 'fraction':
      return { value: formatNumber(value * 100, { decimals: 1 }), unit: `${THIN_SPACE}%` }
    case 'bytes':
      if (Math.abs(value) >= 10 * GIB) return { value: formatNumber(value / GIB, { decimals: 1 }), unit: ' GiB' }
      return { value: formatNumber(value / MIB, { decimals: Math.abs(value) < 10 * MIB ? 1 : 0 }), unit: ' MiB' }
    case 'ms':
      return durationText(value)
    case 'perSecond':
      return { value: formatNumber(value, { decimals: value !== 0 && Math.abs(value) < 10 ? 1 : 0 }), unit: ' /s' }
    case 'count':
      return { value: formatNumber(value, { decimals: Number.isInteger(value) ? 0 : 1 }), unit: '' }
    default:
      return ensureNever(unit, 'unit of a metric')
  }
}

function durationText(ms: number): MetricText {
  const size = Math.abs(ms)
  if (size > 0 && size < 0.9995) return { value: formatNumber(ms * 1_000, { decimals: 0 }), unit: ' µs' }
  if (size < 9.95) return { value: formatNumber(ms, { decimals: ms === 0 ? 0 : 1 }), unit: ' ms' }
  if (size < 10 * MS_PER_SECOND) return { value: formatNumber(ms, { decimals: 0 }), unit: ' ms' }
  return { value: formatNumber(ms / MS_PER_SECOND, { decimals: 1 }), unit: ' s' }
}

/** The same as one text. */
export function metricLine(value: number, unit: MetricUnit): string {
  const text = metricText(value, unit)
  return text.value + text.unit
}
