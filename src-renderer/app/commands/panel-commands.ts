import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Columns2,
  type LucideIcon,
  Maximize2,
  PanelsTopLeft,
  Plus,
  Rows2,
  X,
} from 'lucide-react'
import { useOpenDialog } from '../open-dialog.ts'
import { focusNextPanel } from '../panel-keys.ts'
import {
  closeActivePanel,
  moveActivePanel,
  resizeActiveGroup,
  restoreMaximised,
  splitActivePanel,
  toggleMaximised,
} from '../workspace/dock-actions.ts'
import { dock } from '../workspace/dock-handle.ts'
import { type Direction, DIRECTIONS } from '../workspace/neighbour.ts'
import type { Command } from './command.ts'

const ARROWS: Readonly<Record<Direction, LucideIcon>> = {
  left: ArrowLeft,
  right: ArrowRight,
  up: ArrowUp,
  down: ArrowDown,
}
const hasPanel = (): boolean => dock()?.activePanel !== undefined

/** Commands about the panels and their places. */
export const PANEL_COMMANDS: readonly Command[] = [
  {
    id: 'panel.next',
    group: 'panels',
    icon: PanelsTopLeft,
    scope: 'window',
    keysOnly: true,
    whileTyping: true,
    run: () => focusNextPanel(false),
  },
  {
    id: 'panel.previous',
    group: 'panels',
    icon: PanelsTopLeft,
    scope: 'window',
    keysOnly: true,
    whileTyping: true,
    run: () => focusNextPanel(true),
  },
  {
    id: 'panel.add',
    group: 'panels',
    icon: Plus,
    scope: 'window',
    keysOnly: true,
    run: () => useOpenDialog.getState().open('palette', '+'),
  },
  { id: 'panel.close', group: 'panels', icon: X, scope: 'window', when: hasPanel, run: closeActivePanel },
  { id: 'panel.maximise', group: 'panels', icon: Maximize2, scope: 'window', when: hasPanel, run: toggleMaximised },
  {
    id: 'panel.restore',
    group: 'panels',
    icon: Maximize2,
    scope: 'window',
    keysOnly: true,
    when: () => dock()?.hasMaximizedGroup() === true,
    run: () => void restoreMaximised(),
  },
  {
    id: 'panel.split.right',
    group: 'panels',
    icon: Columns2,
    scope: 'window',
    when: hasPanel,
    run: () => splitActivePanel('right'),
  },
  {
    id: 'panel.split.below',
    group: 'panels',
    icon: Rows2,
    scope: 'window',
    when: hasPanel,
    run: () => splitActivePanel('below'),
  },
  ...DIRECTIONS.map(
    (direction): Command => ({
      id: `panel.move.${direction}`,
      group: 'panels',
      icon: ARROWS[direction],
      scope: 'window',
      when: hasPanel,
      run: () => moveActivePanel(direction),
    }),
  ),
  ...DIRECTIONS.map(
    (direction): Command => ({
      id: `panel.resize.${direction}`,
      group: 'panels',
      icon: ARROWS[direction],
      scope: 'window',
      when: hasPanel,
      run: () => resizeActiveGroup(direction),
    }),
  ),
]
