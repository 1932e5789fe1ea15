import { type Clock, ensureNever, errorText, type Logger } from '../base/index.ts'
import { departureText, type Leaving } from './departure-text.ts'
import type { ElectronApi, EngineService, EngineWatch, ShellWindow } from './ports.ts'
import type { QuitAnswer, QuitDialog } from './quit-dialog.ts'
import type { LiveEngineWatch } from './engine-watch.ts'
import { withinLimit } from './time-limit.ts'

/** A disk that needs longer to take the log does not keep the program. */
const FLUSH_LIMIT_MS = 1_000
/** An engine that needs longer to say what is open is taken for one that does not answer. */
const ANSWER_LIMIT_MS = 1_500

export interface DepartureGuardOptions {
  readonly app: Pick<ElectronApi['app'], 'quit'>
  readonly engine: Pick<EngineService, 'state' | 'stop'>
  readonly watch: Pick<EngineWatch, 'account' | 'exposure'> & {
    readonly calls: { readonly system: Pick<EngineWatch['calls']['system'], 'departure'> }
    /** As known last. */
    readonly positions: LiveEngineWatch['positions']
  }
  readonly dialog: QuitDialog
  readonly window: Pick<ShellWindow, 'destroy' | 'hide'>
  readonly isTrayAvailable: () => boolean
  readonly clock: Clock
  readonly logger: Logger
  /** Resolves when the log is in its file: what follows ends the process at once. */
  readonly flushLog: () => Promise<void>
}

type Phase =
  | { readonly kind: 'staying' }
  | { readonly kind: 'asking'; readonly answer: Promise<boolean> }
  /** The engine is being stopped. */
  | { readonly kind: 'leaving'; readonly done: Promise<void> }
  /** Nothing is left to lose: whoever quits now may. */
  | { readonly kind: 'left' }

/** Lets the program quit only when the engine has stopped, and asks before where something is open. */
export class DepartureGuard {
  readonly #options: DepartureGuardOptions
  #phase: Phase = { kind: 'staying' }

  constructor(options: DepartureGuardOptions) {
    this.#options = options
  }

  /** The engine has stopped for good: windows close without asking. */
  get hasLeft(): boolean {
    return this.#phase.kind === 'left'
  }

  /** Listener of the program's `before-quit`. */
  handleBeforeQuit(event: { preventDefault(): void }): void {
    if (this.#phase.kind === 'left') return
    event.preventDefault()
    if (this.#phase.kind === 'staying') void this.#quitIfAllowed()
    else if (this.#phase.kind === 'asking') this.#options.dialog.focus()
  }

  /**
   * Asks where something is open, then stops the engine, but does not quit: for whoever ends the program in another
   * way, as an update does.
   * @returns whether the program may be ended.
   */
  async prepareToLeave(): Promise<boolean> {
    switch (this.#phase.kind) {
      case 'staying': {
        const answer = this.#ask()
        this.#phase = { kind: 'asking', answer }
        return answer
      }
      case 'asking':
        this.#options.dialog.focus()
        return this.#phase.answer
      case 'leaving':
        await this.#phase.done
        return true
      case 'left':
        return true
      default:
        return ensureNever(this.#phase, 'phase of the departure')
    }
  }

  /** Stops the engine and quits without a question: the system shuts down, or there is nothing left to ask for. */
  async leaveAtOnce(reason: string): Promise<void> {
    const phase = this.#phase
    if (phase.kind === 'leaving') await phase.done
    else if (phase.kind !== 'left') {
      const leaving = this.#leave(reason)
      if (phase.kind === 'asking') this.#options.dialog.close()
      await leaving
    }
    this.#options.app.quit()
  }

  async #quitIfAllowed(): Promise<void> {
    if (await this.prepareToLeave()) this.#options.app.quit()
  }

  async #ask(): Promise<boolean> {
    const answer = await this.#answer()
    // Meanwhile the system may have begun to shut down.
    if (this.#phase.kind !== 'asking') return false
    if (answer === 'quit') {
      await this.#leave('the program quits')
      return true
    }
    this.#phase = { kind: 'staying' }
    if (answer === 'tray') this.#options.window.hide()
    return false
  }

  async #answer(): Promise<QuitAnswer> {
    const { dialog, watch, isTrayAvailable, logger } = this.#options
    const leaving = await this.#leaving()
    const isAtRisk = leaving.kind === 'known' ? leaving.view.exposed : leaving.exposure.isExposed
    if (!isAtRisk || this.#phase.kind !== 'asking') return 'quit'
    try {
      return await dialog.ask(departureText(leaving, watch.account?.currency), { offersTray: isTrayAvailable() })
    } catch (error) {
      // A program that cannot be quit would be worse: it was asked for, and leaving does what is configured.
      logger.error('the question before quitting could not be asked', { error: errorText(error) })
      return 'quit'
    }
  }

  async #leaving(): Promise<Leaving> {
    const { engine, watch, clock, logger } = this.#options
    try {
      const limit = { clock, ms: ANSWER_LIMIT_MS, what: 'the engine' }
      return { kind: 'known', view: await withinLimit(watch.calls.system.departure(), limit) }
    } catch (error) {
      logger.warn('what is open is not known', { error: errorText(error) })
      return { kind: 'unknown', engine: engine.state, exposure: watch.exposure, positions: watch.positions }
    }
  }

  #leave(reason: string): Promise<void> {
    const done = this.#stopEngine(reason)
    this.#phase = { kind: 'leaving', done }
    return done
  }

  async #stopEngine(reason: string): Promise<void> {
    const { engine, window, logger } = this.#options
    try {
      await engine.stop(reason)
    } catch (error) {
      logger.error('the engine did not stop in order', { error: errorText(error) })
    }
    this.#phase = { kind: 'left' }
    // Quitting asks every page whether it may be closed, and one that hangs never answers.
    window.destroy()
    await this.#flushLog()
  }

  async #flushLog(): Promise<void> {
    const { flushLog, clock, logger } = this.#options
    try {
      await withinLimit(flushLog(), { clock, ms: FLUSH_LIMIT_MS, what: 'the log' })
    } catch (error) {
      logger.warn('the log was not written to its end', { error: errorText(error) })
    }
  }
}
