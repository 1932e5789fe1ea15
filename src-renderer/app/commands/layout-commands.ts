import { Copy, LayoutDashboard, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react'
import { useOpenDialog } from '../open-dialog.ts'
import { builtInOf } from '../workspace/layout-names.ts'
import type { Command } from './command.ts'
import type { CommandContext } from './command-context.ts'

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
const isBuiltIn = ({ layouts }: CommandContext): boolean => builtInOf(layouts.store.getState().activeId) !== undefined
const mayKeep = ({ connected, layouts }: CommandContext): boolean =>
  connected && layouts.store.getState().saving.kind !== 'refused'

/** Commands about the named layouts. */
export const LAYOUT_COMMANDS: readonly Command[] = [
  ...NUMBERS.map(
    (number): Command => ({
      id: `layout.open.n${number}`,
      group: 'layouts',
      icon: LayoutDashboard,
      scope: 'window',
      keysOnly: true,
      whileTyping: true,
      when: ({ layouts }) => layouts.store.getState().layouts.length >= number,
      run: ({ layouts }) => {
        const layout = layouts.store.getState().layouts[number - 1]
        if (layout !== undefined) layouts.open(layout.layoutId)
      },
    }),
  ),
  { id: 'layout.add', group: 'layouts', icon: Plus, scope: 'window', when: mayKeep, run: ask('addLayout') },
  { id: 'layout.duplicate', group: 'layouts', icon: Copy, scope: 'window', when: mayKeep, run: ask('duplicateLayout') },
  { id: 'layout.rename', group: 'layouts', icon: Pencil, scope: 'window', when: mayKeep, run: ask('renameLayout') },
  {
    id: 'layout.remove',
    group: 'layouts',
    icon: Trash2,
    scope: 'window',
    when: (context) => mayKeep(context) && !isBuiltIn(context),
    run: ask('removeLayout'),
  },
  {
    id: 'layout.reset',
    group: 'layouts',
    icon: RotateCcw,
    scope: 'window',
    when: (context) => mayKeep(context) && isBuiltIn(context),
    run: ask('resetLayout'),
  },
]

/** Opens a dialog about the open layout. */
function ask(dialog: 'addLayout' | 'duplicateLayout' | 'renameLayout' | 'removeLayout' | 'resetLayout') {
  return ({ layouts }: CommandContext): void => useOpenDialog.getState().open(dialog, layouts.store.getState().activeId)
}
