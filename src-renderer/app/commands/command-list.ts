import type { Command } from './command.ts'
import { LAYOUT_COMMANDS } from './layout-commands.ts'
import { PANEL_COMMANDS } from './panel-commands.ts'
import { TRADING_COMMANDS } from './trading-commands.ts'
import { WINDOW_COMMANDS } from './window-commands.ts'

/** Every command of the window: for the palette, the shortcut sheet and the keys. */
export const COMMANDS: readonly Command[] = [
  ...WINDOW_COMMANDS,
  ...TRADING_COMMANDS,
  ...PANEL_COMMANDS,
  ...LAYOUT_COMMANDS,
]
