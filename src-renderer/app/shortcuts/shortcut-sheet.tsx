import { useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Button, EmptyState, Field, KeyCap, Modal } from '../../ui/index.ts'
import { COMMAND_GROUPS, type CommandId, keysOf } from '../commands/command.ts'
import { COMMANDS } from '../commands/command-list.ts'
import { keyNames, PLACE_KEYS, type PlaceKey } from '../commands/keys.ts'
import { useDialogState } from '../open-dialog.ts'
import { useChangePreferences, usePreferences } from '../preferences/use-preferences.ts'
import { useLayoutName, useLayoutsState } from '../workspace/layouts-context.ts'
import './shortcut-sheet.css'

const OPEN_LAYOUT = 'layout.open.n'

interface Shortcut {
  readonly id: string
  readonly title: string
  readonly keys: readonly string[]
}

interface ShortcutGroup {
  readonly id: string
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

/** Every key of the window with what it does. */
export function ShortcutSheet() {
  const t = useWords('commands')
  return (
    <Modal {...useDialogState('shortcuts')} title={t('shortcuts.title')} className="shortcut-dialog">
      <Sheet />
    </Modal>
  )
}

function Sheet() {
  const t = useWords('commands')
  const [search, setSearch] = useState('')
  const groups = findShortcuts(useShortcuts(), search)
  return (
    <>
      <TradingKeysNote />
      <Field label={t('shortcuts.search')} value={search} onValueChange={setSearch} autoFocus />
      {groups.length === 0 && <EmptyState title={t('shortcuts.nothing')}>{t('shortcuts.nothingText')}</EmptyState>}
      <div className="shortcut-groups">
        {groups.map((group) => (
          <section key={group.id} className="shortcut-group">
            <h3 className="shortcut-heading">{group.title}</h3>
            <dl className="shortcut-list">
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.id} className="shortcut-row">
                  <dt>{shortcut.title}</dt>
                  <dd>
                    {shortcut.keys.map((key) => (
                      <KeyCap key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  )
}

function TradingKeysNote() {
  const t = useWords('commands')
  const { tradingKeys } = usePreferences()
  const change = useChangePreferences()
  return (
    <div className="shortcut-trading">
      <span>{tradingKeys ? t('shortcuts.tradingOn') : t('shortcuts.tradingOff')}</span>
      <Button size="small" onClick={() => void change({ tradingKeys: !tradingKeys })}>
        {tradingKeys ? t('shortcuts.switchOff') : t('shortcuts.switchOn')}
      </Button>
    </div>
  )
}

function useShortcuts(): readonly ShortcutGroup[] {
  const t = useWords('commands')
  const layoutNames = useLayoutNames()
  const titleOf = (id: CommandId): string | undefined =>
    id.startsWith(OPEN_LAYOUT) ? layoutNames[Number(id.slice(OPEN_LAYOUT.length)) - 1] : t(id)
  const groups = COMMAND_GROUPS.map((group) => ({
    id: group,
    title: t(`groups.${group}`),
    shortcuts: COMMANDS.filter((command) => command.group === group).flatMap(({ id }) => {
      const keys = keysOf(id)
      const title = titleOf(id)
      return keys === undefined || title === undefined ? [] : [{ id, title, keys: keyNames(keys) }]
    }),
  }))
  const places = (Object.keys(PLACE_KEYS) as PlaceKey[]).map((place) => ({
    id: place,
    title: t(`places.${place}`),
    keys: keyNames(PLACE_KEYS[place]),
  }))
  return [...groups, { id: 'places', title: t('shortcuts.places'), shortcuts: places }]
}

/** What the keys of the layouts do, for those that there are. */
function useLayoutNames(): readonly string[] {
  const t = useWords('commands')
  const { layouts } = useLayoutsState()
  const nameOf = useLayoutName()
  return layouts.map((layout) => t('palette.layout', { name: nameOf(layout) }))
}

function findShortcuts(groups: readonly ShortcutGroup[], search: string): readonly ShortcutGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return groups
    .map((group) => ({
      ...group,
      shortcuts: group.shortcuts.filter(({ title, keys }) => {
        const text = `${title} ${keys.join(' ')}`.toLowerCase()
        return words.every((word) => text.includes(word))
      }),
    }))
    .filter(({ shortcuts }) => shortcuts.length > 0)
}
