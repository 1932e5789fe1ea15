import { useMemo } from 'react'
import { useWords } from '../../i18n/index.ts'
import { usePreferences } from './use-preferences.ts'

/** Zones of the places where most is traded; every other one is set in the configuration. */
const COMMON_ZONES = ['UTC', 'America/New_York', 'Europe/London', 'Europe/Berlin', 'Asia/Singapore', 'Asia/Tokyo']

export interface ZoneOption {
  readonly value: string
  readonly label: string
}

/** The zones to choose from, with the one in force and that of this machine. */
export function useZoneOptions(): readonly ZoneOption[] {
  const t = useWords('workspace')
  const { timeZone } = usePreferences()
  return useMemo(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    const named = new Set([...COMMON_ZONES, ...(timeZone === 'system' ? [] : [timeZone])])
    return [
      { value: 'system', label: t('choices.zoneOfSystem', { zone }) },
      ...[...named].map((value) => ({ value, label: value.replaceAll('_', ' ') })),
    ]
  }, [t, timeZone])
}
