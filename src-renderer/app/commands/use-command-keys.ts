import { useEffect, useRef } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { isDialogOpen } from '../panel-keys.ts'
import type { Command } from './command.ts'
import { keysOf } from './command.ts'
import type { CommandContext } from './command-context.ts'
import { COMMANDS } from './command-list.ts'
import { CHARACTER_KEYS, type KeyedId } from './keys.ts'

const byKeys = new Map<string, Command>()
for (const command of COMMANDS) {
  const keys = keysOf(command.id)
  if (keys !== undefined) byKeys.set(keys, command)
}
const isCharacter = (command: Command): boolean => CHARACTER_KEYS.has(command.id as KeyedId)
const keysWhere = (wanted: (command: Command) => boolean): string[] =>
  [...byKeys].filter(([, command]) => wanted(command)).map(([keys]) => keys)

const CHARACTER = keysWhere(isCharacter)
const BY_PLACE = keysWhere((command) => !isCharacter(command))

/** What one of the keys may find in its way. */
export interface KeyFacts {
  /** A field has the focus. */
  readonly typing: boolean
  /** A dialog is open: it has all keys to itself. */
  readonly dialogOpen: boolean
  readonly tradingKeys: boolean
  /** A panel has taken the key already. */
  readonly taken: boolean
}

/** Whether the keys of a command act now. */
export function mayAct({ scope, whileTyping = false }: Command, facts: KeyFacts): boolean {
  if (facts.taken || facts.dialogOpen) return false
  if (facts.typing && !whileTyping) return false
  return scope !== 'trading' || facts.tradingKeys
}

const FIELDS =
  'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable="true"]'

const isTyping = ({ target }: KeyboardEvent): boolean => target instanceof Element && target.closest(FIELDS) !== null

const isTab = ({ target }: KeyboardEvent): boolean => target instanceof Element && target.role === 'tab'

const EVERYWHERE = { enableOnFormTags: true, enableOnContentEditable: true } as const
/** What a panel has taken comes here as taken. */
const AFTER_PANELS = { ...EVERYWHERE, ignoreEventWhen: isTab }
/** A tab of the dock takes arrows, Enter and Delete whatever is held down with them: there the commands come first. */
const BEFORE_TABS = {
  ...EVERYWHERE,
  ignoreEventWhen: (event: KeyboardEvent): boolean => !isTab(event),
  eventListenerOptions: { capture: true },
}

/** Has the keys of all commands act while it is mounted. */
export function useCommandKeys(context: CommandContext): void {
  const latest = useRef(context)
  useEffect(() => {
    latest.current = context
  })
  const handle = (event: KeyboardEvent, { hotkey }: { readonly hotkey: string }): void => {
    const command = byKeys.get(hotkey)
    const { preferences } = latest.current
    if (command === undefined) return
    const facts: KeyFacts = {
      typing: isTyping(event),
      dialogOpen: isDialogOpen(),
      tradingKeys: preferences.values.tradingKeys,
      taken: event.defaultPrevented,
    }
    if (!mayAct(command, facts) || command.when?.(latest.current) === false) return
    event.preventDefault()
    // The list of toasts listens at the window for F6, too.
    event.stopPropagation()
    if (!event.repeat) command.run(latest.current)
  }
  useHotkeys(BY_PLACE, handle, AFTER_PANELS)
  useHotkeys(BY_PLACE, handle, BEFORE_TABS)
  useHotkeys(CHARACTER, handle, { ...AFTER_PANELS, useKey: true })
  useHotkeys(CHARACTER, handle, { ...BEFORE_TABS, useKey: true })
}
