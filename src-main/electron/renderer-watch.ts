import type { MessageBoxOptions, RenderProcessGoneDetails, WebContents } from 'electron/main'
import { type Clock, type Disposable, ensureDefined, errorText, type Logger } from '../base/index.ts'
import { PRODUCT_NAME } from './product.ts'
import type { Dialogs } from './window-dialogs.ts'

/** How long to wait before the page is loaded again after each crash in a row. */
const RELOAD_DELAYS_MS = [0, 1_000, 5_000, 30_000] as const
/** A page that has lived so long has recovered. */
const HEALTHY_AFTER_MS = 60_000
const UNRESPONSIVE_LIMIT_MS = 10_000
/** Until somebody who chose to wait is asked again. */
const PATIENCE_MS = 60_000

const CRASH_BUTTONS = ['Reload', 'Open in browser', 'Quit'] as const
const HANG_BUTTONS = ['Wait', 'Reload'] as const

export type WatchedContents = Pick<WebContents, 'forcefullyCrashRenderer' | 'isDestroyed' | 'off' | 'on' | 'reload'>

export interface RendererWatchOptions {
  readonly contents: WatchedContents
  readonly dialog: Pick<Dialogs, 'showMessageBox'>
  readonly clock: Clock
  readonly logger: Logger
  /** The engine goes on without the window, and so can its user. */
  readonly openInBrowser: () => Promise<void>
  readonly quit: () => void
}

/**
 * Brings the page back after it crashed or hung. It never touches the engine: trading goes on without a page.
 * Crashes in a row wait longer each time; after the fourth reload a person decides.
 */
export class RendererWatch implements Disposable {
  readonly #options: RendererWatchOptions
  #crashesInRow = 0
  #isReplacingHungPage = false
  #reloadTimer: Disposable | undefined
  #healthyTimer: Disposable | undefined
  #hangTimer: Disposable | undefined
  #hangDialog: AbortController | undefined
  #isCrashDialogOpen = false

  constructor(options: RendererWatchOptions) {
    this.#options = options
    const { contents } = options
    contents.on('render-process-gone', this.#handleGone)
    contents.on('did-finish-load', this.#handleLoad)
    contents.on('unresponsive', this.#handleUnresponsive)
    contents.on('responsive', this.#handleResponsive)
  }

  dispose(): void {
    const { contents } = this.#options
    this.#stopTimers()
    if (contents.isDestroyed()) return
    contents.off('render-process-gone', this.#handleGone)
    contents.off('did-finish-load', this.#handleLoad)
    contents.off('unresponsive', this.#handleUnresponsive)
    contents.off('responsive', this.#handleResponsive)
  }

  readonly #handleGone = (_event: unknown, { reason, exitCode }: RenderProcessGoneDetails): void => {
    this.#stopTimers()
    if (reason === 'clean-exit') return
    if (this.#isReplacingHungPage) {
      this.#isReplacingHungPage = false
      this.#reloadAfter(0)
      return
    }
    this.#crashesInRow++
    const delayMs = RELOAD_DELAYS_MS[this.#crashesInRow - 1]
    this.#options.logger.error('The page crashed', { reason, exitCode, inRow: this.#crashesInRow, delayMs })
    if (delayMs === undefined) void this.#askAfterCrashes(reason)
    else this.#reloadAfter(delayMs)
  }

  readonly #handleLoad = (): void => {
    this.#healthyTimer?.dispose()
    this.#healthyTimer = this.#options.clock.setTimer(HEALTHY_AFTER_MS, () => {
      this.#crashesInRow = 0
    })
  }

  readonly #handleUnresponsive = (): void => {
    if (this.#hangTimer || this.#hangDialog) return
    this.#options.logger.warn('The page does not respond')
    this.#askAboutHangAfter(UNRESPONSIVE_LIMIT_MS)
  }

  readonly #handleResponsive = (): void => {
    this.#forgetHang()
    this.#options.logger.info('The page responds again')
  }

  #reloadAfter(delayMs: number): void {
    // Never inside the event itself: the contents still clean up after the process that is gone.
    this.#reloadTimer = this.#options.clock.setTimer(delayMs, () => this.#reload())
  }

  #reload(): void {
    if (!this.#options.contents.isDestroyed()) this.#options.contents.reload()
  }

  #askAboutHangAfter(delayMs: number): void {
    this.#hangTimer = this.#options.clock.setTimer(delayMs, () => {
      this.#hangTimer = undefined
      void this.#askAboutHang()
    })
  }

  async #askAboutHang(): Promise<void> {
    const dialog = new AbortController()
    this.#hangDialog = dialog
    const answer = await this.#ask(HANG_BUTTONS, {
      type: 'warning',
      message: 'The window does not respond',
      detail:
        'The engine is not affected: trading goes on. Reloading the window loses nothing but what is being typed.',
      signal: dialog.signal,
    })
    // Closed because the page came back, or because it is gone.
    if (dialog.signal.aborted) return
    this.#hangDialog = undefined
    if (answer === 'Reload') this.#replaceHungPage()
    else this.#askAboutHangAfter(PATIENCE_MS)
  }

  /** A page in an endless loop cannot reload itself; its process is ended first. */
  #replaceHungPage(): void {
    const { contents, logger } = this.#options
    if (contents.isDestroyed()) return
    logger.warn('The page that does not respond is replaced')
    this.#isReplacingHungPage = true
    contents.forcefullyCrashRenderer()
  }

  async #askAfterCrashes(reason: string): Promise<void> {
    if (this.#isCrashDialogOpen) return
    this.#isCrashDialogOpen = true
    const answer = await this.#ask(CRASH_BUTTONS, {
      type: 'error',
      message: `The window crashed ${this.#crashesInRow} times in a row`,
      detail:
        `The last time: ${reason}. The engine is not affected: trading goes on. ` +
        'You can go on in your browser, or try the window again.',
    })
    this.#isCrashDialogOpen = false
    if (answer === 'Quit') this.#options.quit()
    else if (answer === 'Open in browser') await this.#openInBrowser(reason)
    else {
      this.#crashesInRow = 0
      this.#reload()
    }
  }

  /** Asks again where that fails, for example because the engine is just being started. */
  async #openInBrowser(reason: string): Promise<void> {
    try {
      await this.#options.openInBrowser()
    } catch (error) {
      this.#options.logger.error('The browser was not opened', { error: errorText(error) })
      await this.#askAfterCrashes(`${reason}. The browser was not opened: ${errorText(error)}`)
    }
  }

  /** The text of the button; the first one where the dialog is closed or cannot be shown. */
  async #ask<B extends string>(
    buttons: readonly [B, ...B[]],
    box: Pick<MessageBoxOptions, 'type' | 'message' | 'detail' | 'signal'>,
  ): Promise<B> {
    try {
      const { response } = await this.#options.dialog.showMessageBox({
        ...box,
        title: PRODUCT_NAME,
        buttons: [...buttons],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      return ensureDefined(buttons[response], 'Button of a dialog')
    } catch (error) {
      this.#options.logger.error('A question could not be asked', { message: box.message, error: errorText(error) })
      return buttons[0]
    }
  }

  #stopTimers(): void {
    this.#forgetHang()
    this.#reloadTimer?.dispose()
    this.#healthyTimer?.dispose()
  }

  #forgetHang(): void {
    this.#hangTimer?.dispose()
    this.#hangTimer = undefined
    this.#hangDialog?.abort()
    this.#hangDialog = undefined
  }
}
