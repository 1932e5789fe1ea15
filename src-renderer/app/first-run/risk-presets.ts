/** The limits that a preset sets; the names are those of the section `risk` of the configuration. */
export interface RiskLimits {
  readonly maxRiskPerTradeFraction: number
  readonly maxDailyLossFraction: number
  readonly maxLeverage: number
  readonly maxOpenPositions: number
}

export const PRESET_NAMES = ['careful', 'standard', 'wide'] as const
export type PresetName = (typeof PRESET_NAMES)[number]

/** `standard` is what the configuration begins with. */
export const PRESETS: Readonly<Record<PresetName, RiskLimits>> = {
  careful: { maxRiskPerTradeFraction: 0.005, maxDailyLossFraction: 0.02, maxLeverage: 1, maxOpenPositions: 4 },
  standard: { maxRiskPerTradeFraction: 0.02, maxDailyLossFraction: 0.05, maxLeverage: 3, maxOpenPositions: 8 },
  wide: { maxRiskPerTradeFraction: 0.04, maxDailyLossFraction: 0.1, maxLeverage: 5, maxOpenPositions: 16 },
}

const KEYS = Object.keys(PRESETS.standard) as (keyof RiskLimits)[]

/** The preset that the limits are; undefined where somebody has set them otherwise. */
export const presetOf = (limits: RiskLimits): PresetName | undefined =>
  PRESET_NAMES.find((name) => KEYS.every((key) => PRESETS[name][key] === limits[key]))
