import type { LucideIcon } from 'lucide-react'
import type { CommandContext } from './command-context.ts'
import { COMMAND_KEYS, type KeyedId } from './keys.ts'

/** Commands that stand on the shortcut sheet together. */
export const COMMAND_GROUPS = ['general', 'trading', 'panels', 'layouts', 'window'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Every command there is. Its title is the word of the same path in the namespace `commands`. */
export type CommandId =
  | KeyedId
  | 'security.open'
  | 'about.open'
  | 'instruments.refresh'
  | 'trading.pause'
  | 'trading.resume'
  | 'panel.split.right'
  | 'panel.split.below'
  | 'layout.add'
  | 'layout.duplicate'
  | 'layout.rename'
  | 'layout.remove'
  | 'layout.reset'
  | 'guide.open'

export interface Command {
  readonly id: CommandId
  readonly group: CommandGroup
  readonly icon: LucideIcon
  /** `trading`: its keys act only where the user has switched trading keys on. */
  readonly scope: 'window' | 'trading'
  /** About the active instrument, and offered in the palette with it. */
  readonly onInstrument?: boolean
  /** Left out of the palette: it would be of no use from there. */
  readonly keysOnly?: boolean
  /** The keys act while a field has the focus, too. */
  readonly whileTyping?: boolean
  /** Whether it can be done now; always unless said. */
  readonly when?: (context: CommandContext) => boolean
  readonly run: (context: CommandContext) => void
}

export const keysOf = (id: CommandId): string | undefined =>
  Object.hasOwn(COMMAND_KEYS, id) ? COMMAND_KEYS[id as KeyedId] : undefined
