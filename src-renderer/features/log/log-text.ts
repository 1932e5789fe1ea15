import type { LogLineView } from '../../../src-contract/index.ts'
import { formatClock, formatDay } from '../../ui/index.ts'

/** Clock time with its milliseconds, in the zone of the window: `14:57:11.482`. */
export const logClock = (timeMs: number): string => `${formatClock(timeMs)}.${String(timeMs % 1_000).padStart(3, '0')}`

/** A value of a field as it stands in a line; what could be misread is quoted. */
export function fieldText(value: unknown): string {
  if (typeof value === 'string') return value === '' || /[\s="]/.test(value) ? JSON.stringify(value) : value
  return JSON.stringify(value) ?? 'undefined'
}

/** All fields as they stand behind the message: `symbol=BTC-PERP minutes=3`. */
export const fieldsText = (fields: LogLineView['fields']): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${fieldText(value)}`)
    .join(' ')

/** A line as plain text, for the clipboard and for files. */
export function lineText({ timeMs, level, component, message, fields }: LogLineView): string {
  const facts = fieldsText(fields)
  const source = component === null ? '' : `${component}: `
  return `${formatDay(timeMs)} ${logClock(timeMs)} ${level.toUpperCase().padEnd(5)} ${source}${message}${facts === '' ? '' : ` ${facts}`}`
}
