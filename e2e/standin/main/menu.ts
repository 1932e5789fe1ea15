import { StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { record } from './records.ts'

interface ItemOptions {
  readonly id?: string
  readonly label?: string
  readonly sublabel?: string
  readonly toolTip?: string
  readonly role?: string
  readonly type?: string
  readonly accelerator?: string
  readonly icon?: unknown
  readonly enabled?: boolean
  readonly visible?: boolean
  readonly checked?: boolean
  readonly acceleratorWorksWhenHidden?: boolean
  readonly registerAccelerator?: boolean
  readonly submenu?: readonly ItemOptions[] | Menu
  readonly click?: (item: MenuItem, window: unknown, event: unknown) => void
}

/** Where a standard entry does something that can be seen here; the others belong to the desktop. */
const ROLE_ACTIONS: Readonly<Record<string, () => void>> = {
  quit: () => app.quit(),
  close: () => BrowserWindow.getFocusedWindow()?.close(),
  minimize: () => BrowserWindow.getFocusedWindow()?.minimize(),
  reload: () => BrowserWindow.getFocusedWindow()?.reload(),
  forcereload: () => BrowserWindow.getFocusedWindow()?.reload(),
  about: () => app.showAboutPanel(),
  togglefullscreen: () => {
    const window = BrowserWindow.getFocusedWindow()
    window?.setFullScreen(!window.isFullScreen())
  },
}

export class MenuItem extends StrictEmitter {
  readonly id: string
  readonly label: string
  readonly sublabel: string
  readonly toolTip: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | null
  readonly icon: unknown
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #click: ItemOptions['click']

  constructor(options: ItemOptions) {
    super()
    const { submenu } = options
    this.id = options.id ?? ''
    this.role = options.role?.toLowerCase()
    this.label = options.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu')
    this.accelerator = options.accelerator ?? null
    this.icon = options.icon
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.submenu = submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu)
    this.#click = options.click
  }

  /** As a person does it: an entry that is grey or hidden does nothing. */
  click(): void {
    if (!this.enabled || !this.visible) return
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    if (this.role === undefined) this.#click?.(this, BrowserWindow.getFocusedWindow() ?? undefined, {})
    else if (ROLE_ACTIONS[this.role] === undefined) record('menu.role', this.role)
    else ROLE_ACTIONS[this.role]?.()
  }
}

export class Menu extends StrictEmitter {
  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const options of template) menu.append(options instanceof MenuItem ? options : new MenuItem(options))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    app.applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return app.applicationMenu as Menu | null
  }

  readonly items: MenuItem[] = []

  append(item: MenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(options?: unknown): void {
    record('menu.popup', options)
  }
}
