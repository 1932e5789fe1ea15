import { CircleQuestionMark, Compass, Keyboard, KeyRound, Search } from 'lucide-react'
import { useOpenDialog } from '../open-dialog.ts'
import type { Command } from './command.ts'

const { open } = useOpenDialog.getState()

/** Commands about the window as a whole. */
export const WINDOW_COMMANDS: readonly Command[] = [
  {
    id: 'palette.open',
    group: 'general',
    icon: Search,
    scope: 'window',
    keysOnly: true,
    whileTyping: true,
    run: () => open('palette'),
  },
  { id: 'shortcuts.open', group: 'general', icon: Keyboard, scope: 'window', run: () => open('shortcuts') },
  { id: 'security.open', group: 'window', icon: KeyRound, scope: 'window', run: () => open('security') },
  { id: 'guide.open', group: 'window', icon: Compass, scope: 'window', run: () => open('guide') },
  { id: 'about.open', group: 'window', icon: CircleQuestionMark, scope: 'window', run: () => open('about') },
]
