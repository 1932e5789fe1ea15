import type { AboutView, DesktopBridge, EngineHostState, MenuCommand } from '../../../src-contract/index.ts'

const ABOUT: AboutView = {
  version: '1.2.3',
  electron: '45.4.1',
  chromium: '156.0.0.0',
  node: '24.21.0',
  dataFolder: '/home/trader/wheelhouse',
  engineHost: 'utility',
}

/** A desktop program whose engine is the test's. */
export class FakeBridge implements DesktopBridge {
  readonly platform = 'linux'
  state: EngineHostState = { kind: 'starting' }
  /** What `connect` answers; an error is thrown. */
  connects: boolean | Error = true
  asked = 0
  /** Accounts that ports were asked for. */
  readonly askedFor: (string | undefined)[] = []
  readonly #stateListeners = new Set<(state: EngineHostState) => void>()
  readonly #commandListeners = new Set<(command: MenuCommand) => void>()

  async connect(account?: string): Promise<boolean> {
    this.asked += 1
    this.askedFor.push(account)
    if (this.connects instanceof Error) throw this.connects
    return this.connects
  }

  async engineState(): Promise<EngineHostState> {
    return this.state
  }

  onEngineState(listener: (state: EngineHostState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  onMenuCommand(listener: (command: MenuCommand) => void): () => void {
    this.#commandListeners.add(listener)
    return () => this.#commandListeners.delete(listener)
  }

  async restartEngine(): Promise<void> {
    this.push({ kind: 'starting' })
  }

  async openLink(): Promise<void> {}

  async exportFile() {
    return { kind: 'cancelled' } as const
  }

  async importConfiguration() {
    return { kind: 'cancelled' } as const
  }

  async about(): Promise<AboutView> {
    return ABOUT
  }

  push(state: EngineHostState): void {
    this.state = state
    for (const listener of this.#stateListeners) listener(state)
  }

  pushRunning(generation: number): void {
    this.push({ kind: 'running', generation, pid: 1_000 + generation, address: 'http://127.0.0.1:4000', sinceMs: 0 })
  }

  command(command: MenuCommand): void {
    for (const listener of this.#commandListeners) listener(command)
  }
}
