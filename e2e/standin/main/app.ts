import { StrictEmitter } from '../wire/strict.ts'
import { InstanceLock } from './instance-lock.ts'
import { programPackage, SpecialPaths } from './paths.ts'
import { PreventableEvent } from './prevent.ts'
import { record } from './records.ts'

/** A window as the end of the program sees it. */
export interface ClosableWindow {
  /** Asks; the window may stay. */
  close(): void
  destroy(): void
  isDestroyed(): boolean
}

class CommandLine {
  readonly #switches = new Map<string, string>()

  appendSwitch(name: string, value = ''): void {
    if (app.isReady()) throw new Error(`the switch ${name} is appended after the program is ready: without effect`)
    this.#switches.set(name, value)
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }
}

type Quitting = 'no' | 'asked' | 'closing' | 'done'

/** The life of the program: ready, its windows, and the order of events in which it ends. */
class App extends StrictEmitter {
  readonly isPackaged = false
  readonly commandLine = new CommandLine()
  /** Only macOS has one. */
  readonly dock = undefined
  readonly windows = new Set<ClosableWindow>()
  applicationMenu: unknown = null
  name: string
  readonly #version: string
  readonly #paths: SpecialPaths
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #lock: InstanceLock | undefined
  #quitting: Quitting = 'no'

  constructor() {
    super()
    const { name, productName, version } = programPackage()
    this.name = productName ?? name
    this.#version = version
    this.#paths = new SpecialPaths(this.name)
  }

  /** The program's entry has been evaluated. */
  becomeReady(): void {
    this.#isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', new PreventableEvent(), {})
    this.#ready.resolve()
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return this.#version
  }

  getAppPath(): string {
    return process.cwd()
  }

  getLocale(): string {
    return 'en-US'
  }

  getPath(name: string): string {
    return this.#paths.get(name)
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
    record('app.enableSandbox')
  }

  disableHardwareAcceleration(): void {
    record('app.disableHardwareAcceleration')
  }

  setAboutPanelOptions(options: unknown): void {
    record('app.setAboutPanelOptions', options)
  }

  showAboutPanel(): void {
    record('app.showAboutPanel')
  }

  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id)
  }

  setDesktopName(name: string): void {
    record('app.setDesktopName', name)
  }

  relaunch(options?: unknown): void {
    record('app.relaunch', options)
  }

  focus(options?: unknown): void {
    record('app.focus', options)
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'), ({ argv, workingDirectory, additionalData }) =>
      this.emit('second-instance', new PreventableEvent(), argv, workingDirectory, additionalData),
    )
    return this.#lock.request(additionalData)
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock?.isHeld ?? false
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release()
  }

  /** Asks the program, then every window, then the program again; each of them can refuse. */
  quit(): void {
    if (this.#quitting !== 'no') return
    this.#quitting = 'asked'
    const event = new PreventableEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) {
      this.#quitting = 'no'
      return
    }
    this.#quitting = 'closing'
    const windows = [...this.windows]
    for (const window of windows) window.close()
    if (windows.length === 0) this.#finishQuit()
  }

  /** A window did not want to close: the program stays. */
  handleCloseRefused(): void {
    if (this.#quitting === 'closing') this.#quitting = 'no'
  }

  handleWindowClosed(window: ClosableWindow): void {
    this.windows.delete(window)
    if (this.windows.size > 0 || this.#quitting === 'done') return
    if (this.#quitting === 'closing') this.#finishQuit()
    else if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  /** Without asking anybody. */
  exit(exitCode = 0): void {
    if (this.#quitting === 'done') return
    this.#quitting = 'done'
    for (const window of this.windows) window.destroy()
    this.#lock?.release()
    this.emit('quit', new PreventableEvent(), exitCode)
    process.exit(exitCode)
  }

  #finishQuit(): void {
    const event = new PreventableEvent()
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#quitting = 'no'
    else this.exit(0)
  }
}

export const app = new App()

// As Electron does on Linux and macOS.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
