import { z } from 'zod'
import { LANGUAGES } from '../../i18n/index.ts'
import { NUMBER_STYLES } from '../../ui/index.ts'

export const THEMES = ['system', 'dark', 'light', 'contrast'] as const
export const DENSITIES = ['compact', 'standard', 'comfortable'] as const
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const
export const COLOURS = ['green-red', 'red-green', 'blue-orange'] as const

/**
 * How the window looks and speaks: the section `window` of the configuration. A value that this version does not know
 * takes its default, so that an engine of another version cannot keep the window from showing.
 */
export const WindowValues = z.object({
  theme: z.enum(THEMES).catch('system'),
  density: z.enum(DENSITIES).catch('standard'),
  language: z.enum(LANGUAGE_CHOICES).catch('system'),
  timeZone: z.string().refine(isZone).catch('UTC'),
  numbers: z.enum(NUMBER_STYLES).catch('1,234.5'),
  colours: z.enum(COLOURS).catch('green-red'),
  confirmDrags: z.boolean().catch(true),
  tradingKeys: z.boolean().catch(false),
})
export type WindowValues = z.infer<typeof WindowValues>

/** What is in force before the engine was ever heard. */
export const DEFAULT_VALUES: WindowValues = WindowValues.parse({})

function isZone(zone: string): boolean {
  if (zone === 'system') return true
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
