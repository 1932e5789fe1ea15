import { type Disposable, DisposableStore, type Event, type Logger, toDisposable } from '../base/index.ts'
import type { DesktopSettings, ElectronApi, EngineService, EngineWatch } from './ports.ts'

type Preventable = { preventDefault(): void }

export interface PowerWatchOptions {
  readonly electron: {
    readonly powerMonitor: Pick<ElectronApi['powerMonitor'], 'on' | 'off'>
    readonly powerSaveBlocker: Pick<ElectronApi['powerSaveBlocker'], 'start' | 'stop'>
  }
  readonly engine: Pick<EngineService, 'handlePower'>
  readonly watch: Pick<EngineWatch, 'exposure' | 'onChange'>
  readonly settings: { readonly current: DesktopSettings; readonly onChange: Event<DesktopSettings> }
  readonly logger: Logger
  /** The machine shuts down (Linux, macOS; Windows tells the window instead). */
  readonly onShutdown: () => void
}

/** Tells the engine of sleep and waking, and keeps the machine awake exactly while something is at stake. */
export class PowerWatch implements Disposable {
  readonly #options: PowerWatchOptions
  readonly #store = new DisposableStore()
  /** Number of the blocker that is held. */
  #blocker: number | undefined

  constructor(options: PowerWatchOptions) {
    this.#options = options
    const { powerMonitor } = options.electron
    const handleSuspend = (): void => options.engine.handlePower('suspend')
    const handleResume = (): void => options.engine.handlePower('resume')
    const handleShutdown = (event?: Preventable): void => this.#handleShutdown(event)
    powerMonitor.on('suspend', handleSuspend)
    powerMonitor.on('resume', handleResume)
    powerMonitor.on('shutdown', handleShutdown)
    this.#store.add(toDisposable(() => powerMonitor.off('suspend', handleSuspend)))
    this.#store.add(toDisposable(() => powerMonitor.off('resume', handleResume)))
    this.#store.add(toDisposable(() => powerMonitor.off('shutdown', handleShutdown)))
    this.#store.add(options.watch.onChange(() => this.#update()))
    this.#store.add(options.settings.onChange(() => this.#update()))
    this.#update()
  }

  dispose(): void {
    this.#store.dispose()
    this.#release()
  }

  #update(): void {
    const { watch, settings } = this.#options
    if (watch.exposure.isExposed && settings.current.desktop.keepAwake) this.#hold()
    else this.#release()
  }

  #hold(): void {
    if (this.#blocker !== undefined) return
    this.#blocker = this.#options.electron.powerSaveBlocker.start('prevent-app-suspension')
    this.#options.logger.info('the machine is kept awake')
  }

  #release(): void {
    if (this.#blocker === undefined) return
    this.#options.electron.powerSaveBlocker.stop(this.#blocker)
    this.#blocker = undefined
    this.#options.logger.info('the machine may sleep')
  }

  /** Asks the system for the seconds that an orderly stop takes. */
  #handleShutdown(event: Preventable | undefined): void {
    event?.preventDefault()
    this.#options.onShutdown()
  }
}
