import type { Notification } from 'electron'
import type {
  AlertView,
  EngineHostState,
  FillView,
  MenuCommand,
  OrderView,
  StatusView,
} from '../../src-contract/index.ts'
import { type Clock, type Disposable, DisposableStore, type Logger } from '../base/index.ts'
import type { DesktopConfig } from './electron-config.ts'
import { alertNotice, engineNotice, fillNotice, type Notice, orderNotice, statusNotices } from './notification-text.ts'
import type { ElectronApi, EngineService, EngineWatch, ShellWindow } from './ports.ts'

/** Fills that come within this time of the first one are announced together. */
const FOLD_MS = 2_000
/** A notice that is not held is collected as garbage, and its click is lost. The oldest go first. */
const MAX_HELD = 20

export interface NotificationsOptions {
  readonly electron: Pick<ElectronApi, 'Notification'>
  readonly watch: Pick<EngineWatch, 'onAlert' | 'onChange' | 'onFill' | 'onOrder' | 'status'>
  readonly engine: Pick<EngineService, 'onState' | 'state'>
  readonly window: Pick<ShellWindow, 'command' | 'isFocused' | 'show'>
  readonly settings: () => DesktopConfig['notifications']
  readonly clock: Clock
  readonly logger: Logger
}

type Kind = keyof DesktopConfig['notifications']

/** Announces through the system what matters while the window is not in front. */
export class Notifications implements Disposable {
  readonly #options: NotificationsOptions
  readonly #following = new DisposableStore()
  readonly #held: Notification[] = []
  #status: StatusView | undefined
  #engine: EngineHostState
  #fills: FillView[] = []
  #fold: Disposable | undefined

  constructor(options: NotificationsOptions) {
    this.#options = options
    const { watch, engine } = options
    this.#status = watch.status
    this.#engine = engine.state
    this.#following.add(watch.onFill((fill) => this.#handleFill(fill)))
    this.#following.add(watch.onOrder((order) => this.#handleOrder(order)))
    this.#following.add(watch.onAlert((alert) => this.#handleAlert(alert)))
    this.#following.add(watch.onChange(() => this.#handleStatus()))
    this.#following.add(engine.onState((state) => this.#handleEngine(state)))
  }

  /**
   * Shows a notice of the program itself, whatever the settings say.
   * @returns false where the system has no notifications.
   */
  tell(notice: Notice, onClick: () => void = () => this.#options.window.show()): boolean {
    const { electron, logger } = this.#options
    if (!electron.Notification.isSupported()) {
      logger.info('the system has no notifications', { title: notice.title })
      return false
    }
    const shown = new electron.Notification({ ...notice, silent: true })
    shown.on('click', onClick)
    shown.show()
    this.#held.push(shown)
    if (this.#held.length > MAX_HELD) this.#held.shift()
    return true
  }

  dispose(): void {
    this.#fold?.dispose()
    this.#following.dispose()
  }

  #announce(kind: Kind, notice: Notice | undefined, command?: MenuCommand): void {
    const { settings, window } = this.#options
    if (notice === undefined || window.isFocused || !settings()[kind]) return
    this.tell(notice, () => (command === undefined ? window.show() : window.command(command)))
  }

  #handleFill(fill: FillView): void {
    // Seen in the window, whatever is in front when the notice is due.
    if (this.#options.window.isFocused) return
    this.#fills.push(fill)
    this.#fold ??= this.#options.clock.setTimer(FOLD_MS, () => {
      const fills = this.#fills
      this.#fills = []
      this.#fold = undefined
      this.#announce('fills', fillNotice(fills), 'showFills')
    })
  }

  #handleOrder(order: OrderView): void {
    this.#announce('rejections', orderNotice(order), 'showOrders')
  }

  #handleAlert(alert: AlertView): void {
    this.#announce(alert.code === 'PRICE_REACHED' ? 'prices' : 'alerts', alertNotice(alert))
  }

  #handleStatus(): void {
    const { status } = this.#options.watch
    // An engine that is away is announced by its host; what it says when it is back is compared with what it said last.
    if (status === undefined) return
    const before = this.#status
    this.#status = status
    if (before === undefined) return
    const { trading, engine } = statusNotices(before, status)
    this.#announce('trading', trading)
    this.#announce('engine', engine, 'showComponents')
  }

  #handleEngine(state: EngineHostState): void {
    const before = this.#engine
    this.#engine = state
    this.#announce('engine', engineNotice(before, state))
  }
}
