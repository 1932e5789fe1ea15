import type { BrowserWindow, WebContents } from 'electron/main'
import type { EngineHostState, MenuCommand } from '../../src-contract/index.ts'
import { OpenWindow, type OpenWindowOptions } from './open-window.ts'
import type { ClientPorts, ElectronApi, ShellWindow } from './ports.ts'
import { placeWindow } from './window-state.ts'

export interface MainWindowOptions extends OpenWindowOptions {
  readonly electron: Pick<ElectronApi, 'screen'> & OpenWindowOptions['electron']
}

/** The program's one window. It is created when it is first shown, and again when it was closed. */
export class MainWindow implements ShellWindow {
  readonly #options: MainWindowOptions
  #open: OpenWindow | undefined

  constructor(options: MainWindowOptions) {
    this.#options = options
  }

  get isVisible(): boolean {
    const window = this.#open?.window
    return window !== undefined && window.isVisible() && !window.isMinimized()
  }

  get isFocused(): boolean {
    return this.#open?.window.isFocused() ?? false
  }

  /** Whether the contents are those of this window. */
  owns(contents: WebContents): boolean {
    return this.#open?.contents === contents
  }

  show(): void {
    if (this.#open) this.#open.show()
    else this.#create()
  }

  /** The window, brought to the front for a question; undefined where there is nothing to be seen of it yet. */
  forQuestion(): BrowserWindow | undefined {
    this.show()
    return this.isVisible ? this.#open?.window : undefined
  }

  hide(): void {
    this.#open?.hide()
  }

  command(command: MenuCommand): void {
    this.show()
    this.#open?.command(command)
  }

  /** Without a window nobody is told: a page asks for the state when it starts. */
  pushEngineState(state: EngineHostState): void {
    this.#open?.pushEngineState(state)
  }

  handOver(ports: ClientPorts): void {
    if (this.#open?.handOver(ports)) return
    ports.calls.close()
    ports.topics.close()
  }

  destroy(): void {
    this.#open?.destroy()
  }

  #create(): void {
    const { screen } = this.#options.electron
    const others = screen.getAllDisplays().map((display) => display.workArea)
    const state = placeWindow(this.#options.stateFile.load(), [screen.getPrimaryDisplay().workArea, ...others])
    this.#open = new OpenWindow(this.#options, state, () => {
      this.#open = undefined
    })
  }
}
