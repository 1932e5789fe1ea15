import { errorText, type Logger } from '../base/index.ts'
import { countText } from './number-text.ts'
import type { EngineService, EngineWatch } from './ports.ts'
import { PRODUCT_NAME } from './product.ts'
import type { Dialogs } from './window-dialogs.ts'

export interface TradingActionsOptions {
  readonly dialog: Pick<Dialogs, 'showMessageBox'>
  readonly watch: Pick<EngineWatch, 'calls' | 'exposure'>
  readonly engine: Pick<EngineService, 'restart'>
  readonly logger: Logger
}

/** What menu and tray do to trading. A command that fails says so; the state shown is always the engine's. */
export class TradingActions {
  readonly #options: TradingActionsOptions

  constructor(options: TradingActionsOptions) {
    this.#options = options
  }

  async pause(): Promise<void> {
    const { system } = this.#options.watch.calls
    await this.#attempt('Trading was not paused', () => system.pause({ reason: 'paused by hand' }))
  }

  async resume(): Promise<void> {
    const { system } = this.#options.watch.calls
    await this.#attempt('Trading was not resumed', () => system.resume({}))
  }

  /** Asks first: it names what would be closed and cancelled. */
  async killSwitch(): Promise<void> {
    const { watch, dialog } = this.#options
    const { openPositions, workingOrders } = watch.exposure
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: PRODUCT_NAME,
      message: 'Close everything and halt?',
      detail:
        `${countText(openPositions, 'position')} closed at market, ${countText(workingOrders, 'order')} cancelled. ` +
        'Trading is halted afterwards, until it is resumed by hand.',
      buttons: ['Close everything and halt', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return
    await this.#attempt('The kill switch did not work', () =>
      watch.calls.system.kill({ reason: 'kill switch, by hand' }),
    )
  }

  /** Asks first: nothing is decided and no stop is replaced while the engine is away. */
  async restartEngine(): Promise<void> {
    const { dialog, engine } = this.#options
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: PRODUCT_NAME,
      message: 'Restart the engine?',
      detail:
        'It stops in order and comes up again within seconds. Stops and targets that stand at the venue go on working; ' +
        'working entries are left as the configuration says (execution.onShutdown).',
      buttons: ['Restart', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response === 0) await this.#attempt('The engine was not restarted', () => engine.restart())
  }

  async #attempt(message: string, action: () => Promise<unknown>): Promise<void> {
    const { dialog, logger } = this.#options
    try {
      await action()
    } catch (error) {
      logger.warn('an action of the menu failed', { message, error: errorText(error) })
      await dialog.showMessageBox({ type: 'error', title: PRODUCT_NAME, message, detail: errorText(error) })
    }
  }
}
