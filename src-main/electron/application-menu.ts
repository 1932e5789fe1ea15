import { type MenuOptions, type MenuState, menuTemplate } from './menu-template.ts'
import type { ElectronApi } from './ports.ts'

export interface ApplicationMenuOptions extends Omit<MenuOptions, 'state'> {
  readonly electron: Pick<ElectronApi, 'Menu'>
  /** What the menu depends on, now. */
  readonly state: () => MenuState
}

/** The menu bar; built anew only when something in it has changed, as an open menu closes by that. */
export class ApplicationMenu {
  readonly #options: ApplicationMenuOptions
  #shown = ''

  constructor(options: ApplicationMenuOptions) {
    this.#options = options
    this.update()
  }

  update(): void {
    const { electron, platform, isPackaged, actions } = this.#options
    const state = this.#options.state()
    const text = JSON.stringify(state)
    if (text === this.#shown) return
    this.#shown = text
    electron.Menu.setApplicationMenu(
      electron.Menu.buildFromTemplate(menuTemplate({ platform, isPackaged, actions, state })),
    )
  }
}
