import { CircleQuestionMark, Compass, Keyboard, KeyRound, Settings2 } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { IconButton, Menu, type MenuChoice, type MenuEntry, NUMBER_STYLES } from '../../ui/index.ts'
import { keysText } from '../commands/keys.ts'
import { openAfterMenu } from '../open-dialog.ts'
import { COLOURS, DENSITIES, LANGUAGE_CHOICES, THEMES, WindowValues } from '../preferences/window-values.ts'
import { useChangePreferences, usePreferences } from '../preferences/use-preferences.ts'
import { useZoneOptions } from '../preferences/zone-options.ts'

/** How the window looks and speaks, and what else is about the window as a whole. */
export function WindowMenu() {
  const t = useWords('workspace')
  const entries = [...useLookEntries(), ...useHelpEntries()]
  return (
    <Menu
      label={t('topBar.menu')}
      align="end"
      trigger={
        <IconButton label={t('topBar.menu')}>
          <Settings2 size={14} aria-hidden="true" />
        </IconButton>
      }
      entries={entries}
    />
  )
}

function useLookEntries(): readonly MenuEntry[] {
  const t = useWords('workspace')
  const values = usePreferences()
  const change = useChangePreferences()
  const zones = useZoneOptions()
  const choice = (id: keyof WindowValues, options: MenuChoice['options']): MenuEntry => {
    const label = t(`topBar.${id}`)
    return {
      kind: 'submenu',
      id: `${id}-menu`,
      label,
      entries: [
        {
          kind: 'choice',
          id,
          label,
          value: String(values[id]),
          options,
          onValueChange: (value) => void change(readValue(id, value)),
        },
      ],
    }
  }
  const check = (id: 'tradingKeys' | 'confirmDrags'): MenuEntry => ({
    kind: 'check',
    id,
    label: t(`topBar.${id}`),
    checked: values[id],
    onCheckedChange: (checked) => void change({ [id]: checked }),
  })
  return [
    choice(
      'theme',
      THEMES.map((value) => ({ value, label: t(`choices.theme.${value}`) })),
    ),
    choice(
      'density',
      DENSITIES.map((value) => ({ value, label: t(`choices.density.${value}`) })),
    ),
    choice(
      'colours',
      COLOURS.map((value) => ({ value, label: t(`choices.colours.${value}`) })),
    ),
    choice(
      'language',
      LANGUAGE_CHOICES.map((value) => ({ value, label: t(`choices.language.${value}`) })),
    ),
    choice('timeZone', zones),
    choice(
      'numbers',
      NUMBER_STYLES.map((value) => ({ value, label: value })),
    ),
    { kind: 'separator', id: 'keys' },
    check('tradingKeys'),
    check('confirmDrags'),
    { kind: 'separator', id: 'help' },
  ]
}

/** A value of a menu as the preference it is; nothing where it is none. */
function readValue(id: keyof WindowValues, value: string): Partial<WindowValues> {
  const read = WindowValues.shape[id].safeParse(value)
  return read.success ? { [id]: read.data } : {}
}

function useHelpEntries(): readonly MenuEntry[] {
  const t = useWords('commands')
  return [
    {
      kind: 'action',
      id: 'shortcuts',
      label: t('shortcuts.open'),
      icon: <Keyboard size={14} aria-hidden="true" />,
      keys: keysText('shortcuts.open'),
      onSelect: () => openAfterMenu('shortcuts'),
    },
    {
      kind: 'action',
      id: 'security',
      label: t('security.open'),
      icon: <KeyRound size={14} aria-hidden="true" />,
      onSelect: () => openAfterMenu('security'),
    },
    {
      kind: 'action',
      id: 'guide',
      label: t('guide.open'),
      icon: <Compass size={14} aria-hidden="true" />,
      onSelect: () => openAfterMenu('guide'),
    },
    {
      kind: 'action',
      id: 'about',
      label: t('about.open'),
      icon: <CircleQuestionMark size={14} aria-hidden="true" />,
      onSelect: () => openAfterMenu('about'),
    },
  ]
}
