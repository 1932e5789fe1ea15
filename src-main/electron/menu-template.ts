import type { MenuItemConstructorOptions } from 'electron'
import type { ExportKind, LinkId, MenuCommand, TradingStateValue } from '../../src-contract/index.ts'
import { menuText } from './engine-state-text.ts'
import { PRODUCT_NAME } from './product.ts'

/** What the menu does; each returns at once and tells the user itself what became of it. */
export interface MenuActions {
  command(command: MenuCommand): void
  exportFile(kind: ExportKind): void
  importConfiguration(): void
  openDataFolder(): void
  pauseTrading(): void
  resumeTrading(): void
  restartEngine(): void
  openLink(link: LinkId): void
  /** What an update that is at hand allows: to see it, or to restart into it. */
  followUpdate(): void
  quit(): void
}

/** What the menu depends on; it is built anew when one of these changes. */
export interface MenuState {
  /** Undefined while the engine is away. */
  readonly tradingState: TradingStateValue | undefined
  readonly engineRuns: boolean
  /** One line on the engine. */
  readonly engineText: string
  /** Label of the update item; undefined where there is no update. */
  readonly updateLabel: string | undefined
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly actions: MenuActions
  readonly state: MenuState
}

type Item = MenuItemConstructorOptions

const SEPARATOR: Item = { type: 'separator' }

/** The application menu; every item that does something has an id. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { platform } = options
  return [
    ...(platform === 'darwin' ? [appMenu(options)] : []),
    fileMenu(options),
    { id: 'menu-edit', role: 'editMenu' },
    viewMenu(options),
    tradingMenu(options),
    engineMenu(options),
    ...(platform === 'darwin' ? [{ id: 'menu-window', role: 'windowMenu' } satisfies Item] : []),
    helpMenu(options),
  ]
}

function appMenu(options: MenuOptions): Item {
  const { actions } = options
  return {
    id: 'menu-app',
    label: PRODUCT_NAME,
    submenu: [
      aboutItem(options),
      ...updateItems(options),
      SEPARATOR,
      settingsItem(options),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { id: 'quit', label: `Quit ${PRODUCT_NAME}`, accelerator: 'Command+Q', click: () => actions.quit() },
    ],
  }
}

function fileMenu(options: MenuOptions): Item {
  const { actions, platform, state } = options
  const exportItem = (kind: ExportKind, label: string): Item => ({
    id: `export-${kind}`,
    label,
    enabled: state.engineRuns,
    click: () => actions.exportFile(kind),
  })
  const own: Item[] = platform === 'darwin' ? [] : [SEPARATOR, settingsItem(options)]
  const leave: Item[] =
    platform === 'darwin'
      ? [SEPARATOR, { role: 'close' }]
      : [SEPARATOR, { id: 'quit', label: 'Quit', accelerator: 'Ctrl+Q', click: () => actions.quit() }]
  return {
    id: 'menu-file',
    label: 'File',
    submenu: [
      {
        id: 'export',
        label: 'Export',
        submenu: [
          exportItem('fills', 'Fills as CSV…'),
          exportItem('orders', 'Orders as CSV…'),
          exportItem('equity', 'Equity curve as CSV…'),
          exportItem('configuration', 'Configuration as JSON…'),
        ],
      },
      {
        id: 'import-configuration',
        label: 'Import configuration…',
        enabled: state.engineRuns,
        click: () => actions.importConfiguration(),
      },
      SEPARATOR,
      { id: 'open-data-folder', label: 'Open data folder', click: () => actions.openDataFolder() },
      ...own,
      ...leave,
    ],
  }
}

const PANELS: readonly (readonly [MenuCommand, string])[] = [
  ['showPositions', 'Positions'],
  ['showOrders', 'Orders'],
  ['showFills', 'Fills'],
  ['showStrategies', 'Strategies'],
  ['showComponents', 'Components'],
]

function viewMenu({ actions, isPackaged }: MenuOptions): Item {
  const panels = PANELS.map(
    ([command, label], index): Item => ({
      id: command,
      label,
      accelerator: `CmdOrCtrl+${index + 1}`,
      click: () => actions.command(command),
    }),
  )
  return {
    id: 'menu-view',
    label: 'View',
    submenu: [
      ...panels,
      SEPARATOR,
      {
        id: 'toggleTheme',
        label: 'Dark / light theme',
        accelerator: 'CmdOrCtrl+Shift+L',
        click: () => actions.command('toggleTheme'),
      },
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      SEPARATOR,
      { id: 'reload', role: 'reload' },
      ...(isPackaged ? [] : [{ id: 'devtools', role: 'toggleDevTools' } satisfies Item]),
    ],
  }
}

function tradingMenu({ actions, state }: MenuOptions): Item {
  const { tradingState } = state
  return {
    id: 'menu-trading',
    label: 'Trading',
    submenu: [
      { id: 'newOrder', label: 'New order', accelerator: 'CmdOrCtrl+N', click: () => actions.command('newOrder') },
      SEPARATOR,
      {
        id: 'pause',
        label: 'Pause trading',
        accelerator: 'CmdOrCtrl+Shift+P',
        enabled: tradingState === 'active',
        click: () => actions.pauseTrading(),
      },
      {
        id: 'resume',
        label: 'Resume trading',
        // No accelerator: resuming takes a halt away, and a key is pressed by mistake.
        enabled: tradingState === 'reducing' || tradingState === 'halted',
        click: () => actions.resumeTrading(),
      },
      SEPARATOR,
      {
        id: 'killSwitch',
        label: 'Kill switch…',
        accelerator: 'CmdOrCtrl+Shift+K',
        enabled: tradingState !== undefined,
        click: () => actions.command('killSwitch'),
      },
    ],
  }
}

function engineMenu({ actions, state }: MenuOptions): Item {
  return {
    id: 'menu-engine',
    label: 'Engine',
    submenu: [
      { id: 'engine-state', label: menuText(state.engineText), enabled: false },
      SEPARATOR,
      { id: 'restart-engine', label: 'Restart the engine…', click: () => actions.restartEngine() },
      {
        id: 'open-in-browser',
        label: 'Open in the browser',
        enabled: state.engineRuns,
        click: () => actions.openLink('webInterface'),
      },
      { id: 'security', label: 'Secrets…', click: () => actions.command('security') },
    ],
  }
}

function helpMenu(options: MenuOptions): Item {
  const { actions, platform } = options
  const link = (id: LinkId, label: string): Item => ({ id: `link-${id}`, label, click: () => actions.openLink(id) })
  return {
    id: 'menu-help',
    role: 'help',
    label: 'Help',
    submenu: [
      link('documentation', 'Documentation'),
      link('releases', 'What is new'),
      link('issues', 'Report a problem'),
      link('licence', 'Licence'),
      ...(platform === 'darwin' ? [] : [SEPARATOR, ...updateItems(options), aboutItem(options)]),
    ],
  }
}

function aboutItem({ actions }: MenuOptions): Item {
  return { id: 'about', label: `About ${PRODUCT_NAME}`, click: () => actions.command('about') }
}

function settingsItem({ actions }: MenuOptions): Item {
  return {
    id: 'configuration',
    label: 'Configuration…',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.command('configuration'),
  }
}

function updateItems({ actions, state }: MenuOptions): Item[] {
  if (state.updateLabel === undefined) return []
  return [{ id: 'update', label: state.updateLabel, click: () => actions.followUpdate() }]
}
