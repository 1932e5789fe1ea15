import { setConfirmDrags } from '../../chart/index.tsx'
import { nearestLanguage, setLanguage } from '../../i18n/index.ts'
import { setFormatSettings } from '../../ui/index.ts'
import type { Preferences } from './preferences.ts'
import { onSystemLook, systemLook } from './system-look.ts'
import { type Theme, themeInForce } from './theme.ts'
import type { WindowValues } from './window-values.ts'

/** Applies the preferences to the page, now and whenever they or the system change. Ends with the page. */
export function followPreferences(preferences: Preferences): void {
  const apply = (): void => applyValues(preferences.values, themeInForce(preferences.values.theme, systemLook()))
  apply()
  onSystemLook(apply)
  window.addEventListener('languagechange', apply)
  preferences.store.subscribe(apply)
}

function applyValues(values: WindowValues, theme: Theme): void {
  const { dataset } = document.documentElement
  dataset['theme'] = theme
  dataset['density'] = values.density
  dataset['colours'] = values.colours
  setLanguage(values.language === 'system' ? nearestLanguage(navigator.languages) : values.language)
  setFormatSettings({ numbers: values.numbers, timeZone: values.timeZone })
  setConfirmDrags(values.confirmDrags)
}
