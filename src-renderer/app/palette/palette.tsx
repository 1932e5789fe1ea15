import { Dialog } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '../../i18n/index.ts'
import { EmptyState, KeyCap, useFocusOrigin } from '../../ui/index.ts'
import type { CommandContext } from '../commands/command-context.ts'
import { useDialogState, useOpenDialog } from '../open-dialog.ts'
import { findEntries, type PaletteEntry, type PaletteGroup, readQuery, withRecent } from './palette-entry.ts'
import { PaletteRow } from './palette-row.tsx'
import { readRecent, writeRecent } from './recent.ts'
import './palette.css'
import { usePaletteEntries } from './use-entries.ts'

/** One field for everything: instruments, what can be done with them, commands, panels, layouts and settings. */
export function Palette({ context }: { readonly context: CommandContext }) {
  const t = useWords('commands')
  const { open, onOpenChange } = useDialogState('palette')
  const origin = useFocusOrigin(open)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup {...origin} className="palette" aria-label={t('palette.label')}>
          <PaletteContent context={context} onClose={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface PaletteContentProps {
  readonly context: CommandContext
  readonly onClose: () => void
}

function PaletteContent({ context, onClose }: PaletteContentProps) {
  const t = useWords('commands')
  const [typed, setTyped] = useState(() => useOpenDialog.getState().about)
  const [chosen, setChosen] = useState('')
  const [recent] = useState(readRecent)
  const entries = usePaletteEntries(context)
  const groups = findEntries(entries, typed, recent)
  const run = (entry: PaletteEntry, act: () => void): void => {
    writeRecent(withRecent(recent, entry.id))
    onClose()
    // Once the dialog has given the focus back: what is run may want it elsewhere.
    requestAnimationFrame(act)
  }
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    const entry = entries.find(({ id }) => id === chosen)
    if (entry?.runInNewPanel === undefined) return
    event.preventDefault()
    run(entry, entry.runInNewPanel)
  }
  return (
    <Command
      label={t('palette.label')}
      shouldFilter={false}
      loop
      vimBindings={false}
      value={chosen}
      onValueChange={setChosen}
      onKeyDown={handleKeyDown}
    >
      <div className="palette-field">
        <Search size={16} aria-hidden="true" />
        <Command.Input
          autoFocus
          placeholder={t('palette.placeholder')}
          value={typed}
          onValueChange={setTyped}
          aria-label={t('palette.label')}
        />
        <KeyCap keys="Esc" />
      </div>
      <Command.List className="palette-list" label={t('palette.label')}>
        {groups.length === 0 && <EmptyState title={t('palette.nothing')}>{t('palette.nothingText')}</EmptyState>}
        {groups.map((group) => (
          <PaletteSectionRows
            key={group.section}
            group={group}
            heading={t(`palette.sections.${group.section}`, { symbol: context.instrument?.symbol ?? '' })}
            query={readQuery(typed).text}
            chosen={chosen}
            onRun={(entry) => run(entry, entry.run)}
          />
        ))}
      </Command.List>
      <PaletteFoot />
    </Command>
  )
}

interface PaletteSectionRowsProps {
  readonly group: PaletteGroup
  readonly heading: string
  readonly query: string
  /** Id of the row that Enter would run. */
  readonly chosen: string
  readonly onRun: (entry: PaletteEntry) => void
}

function PaletteSectionRows({ group, heading, query, chosen, onRun }: PaletteSectionRowsProps) {
  return (
    <Command.Group heading={heading}>
      {group.entries.map((entry) => (
        <Command.Item key={entry.id} value={entry.id} className="palette-row" onSelect={() => onRun(entry)}>
          <PaletteRow entry={entry} query={query} chosen={entry.id === chosen} />
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function PaletteFoot() {
  const t = useWords('commands')
  return (
    <div className="palette-foot">
      <KeyCap keys="↑" />
      <KeyCap keys="↓" />
      <span>{t('palette.move')}</span>
      <KeyCap keys="Enter" />
      <span>{t('palette.choose')}</span>
      <KeyCap keys="Ctrl" />
      <KeyCap keys="Enter" />
      <span>{t('palette.inNewPanel')}</span>
      <span className="palette-space" />
      <span>{t('palette.prefixes')}</span>
      <KeyCap keys=">" />
      <span>{t('palette.forCommands')}</span>
      <KeyCap keys="@" />
      <span>{t('palette.forOrders')}</span>
      <KeyCap keys="+" />
      <span>{t('palette.forPanels')}</span>
    </div>
  )
}
