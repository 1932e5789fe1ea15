import { useWords } from '../../i18n/index.ts'
import { NUMBER_STYLES, SelectField } from '../../ui/index.ts'
import { useChangePreferences, usePreferences } from '../preferences/use-preferences.ts'
import { COLOURS, DENSITIES, LANGUAGE_CHOICES, THEMES, WindowValues } from '../preferences/window-values.ts'
import { useZoneOptions } from '../preferences/zone-options.ts'
import { StepFrame, type StepProps } from './step-frame.tsx'

/** Language, zone, numbers, theme, density and colours; each acts at once. */
export function LookStep(props: StepProps) {
  const t = useWords('gate')
  const w = useWords('workspace')
  const values = usePreferences()
  const change = useChangePreferences()
  const zones = useZoneOptions()
  const field = (key: Exclude<keyof WindowValues, 'tradingKeys' | 'confirmDrags'>, options: readonly Choice[]) => (
    <SelectField
      label={w(`topBar.${key}`)}
      value={values[key]}
      options={options}
      onValueChange={(value) => {
        const read = WindowValues.shape[key].safeParse(value)
        if (read.success) void change({ [key]: read.data })
      }}
    />
  )
  return (
    <StepFrame title={t('guide.look.title')} text={t('guide.look.text')} {...props}>
      <div className="guide-fields">
        {field(
          'language',
          LANGUAGE_CHOICES.map((value) => ({ value, label: w(`choices.language.${value}`) })),
        )}
        {field('timeZone', zones)}
        {field(
          'numbers',
          NUMBER_STYLES.map((value) => ({ value, label: value })),
        )}
        {field(
          'theme',
          THEMES.map((value) => ({ value, label: w(`choices.theme.${value}`) })),
        )}
        {field(
          'density',
          DENSITIES.map((value) => ({ value, label: w(`choices.density.${value}`) })),
        )}
        {field(
          'colours',
          COLOURS.map((value) => ({ value, label: w(`choices.colours.${value}`) })),
        )}
      </div>
    </StepFrame>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}
