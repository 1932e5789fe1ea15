import { useSyncExternalStore } from 'react'

/** How numbers are written, by example. */
export const NUMBER_STYLES = ['1,234.5', '1.234,5', '1 234,5'] as const
export type NumberStyleName = (typeof NUMBER_STYLES)[number]

/** How the whole window writes numbers and times. */
export interface FormatSettings {
  readonly numbers: NumberStyleName
  /** Name of a zone, such as `Europe/Berlin`, or `system` for that of the machine that shows the window. */
  readonly timeZone: string
}

export interface Separators {
  readonly thousands: string
  readonly decimal: string
}

const NARROW_SPACE = '\u202F'

const SEPARATORS: Readonly<Record<NumberStyleName, Separators>> = {
  '1,234.5': { thousands: ',', decimal: '.' },
  '1.234,5': { thousands: '.', decimal: ',' },
  '1 234,5': { thousands: NARROW_SPACE, decimal: ',' },
}

let settings: FormatSettings = { numbers: '1,234.5', timeZone: 'UTC' }
const listeners = new Set<() => void>()

/** The settings in force. */
export const formatSettings = (): FormatSettings => settings

/** Signs between thousands and before the decimals, as set. */
export const separators = (): Separators => SEPARATORS[settings.numbers]

/** Name of the zone in force, never `system`. */
export function timeZone(): string {
  return settings.timeZone === 'system' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : settings.timeZone
}

/** Changes how numbers and times are written. Components that call `useFormatSettings` render again. */
export function setFormatSettings(change: Partial<FormatSettings>): void {
  const next = { ...settings, ...change }
  if (next.numbers === settings.numbers && next.timeZone === settings.timeZone) return
  settings = next
  for (const listener of listeners) listener()
}

/** Calls back whenever the settings change. @returns Ends it. */
export function subscribeFormatSettings(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The settings in force; the caller renders again when they change, and so do the numbers and times in it. */
export const useFormatSettings = (): FormatSettings => useSyncExternalStore(subscribeFormatSettings, formatSettings)
