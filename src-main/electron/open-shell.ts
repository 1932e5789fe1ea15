import { join } from 'node:path'
import type { WebContents } from 'electron'
import type { LinkId } from '../../src-contract/index.ts'
import { type Clock, type Disposable, DisposableStore, errorText, type Logger, toDisposable } from '../base/index.ts'
import type { LogWriter } from '../base/log-writer.ts'
import { ApplicationMenu } from './application-menu.ts'
import { DepartureGuard } from './departure.ts'
import { engineStateText } from './engine-state-text.ts'
import { closeDecision } from './exposure.ts'
import { FileActions } from './file-actions.ts'
import { IpcDoor } from './ipc-door.ts'
import { openLink } from './links.ts'
import { MainWindow } from './main-window.ts'
import type { MenuActions, MenuState } from './menu-template.ts'
import { Notifications } from './notifications.ts'
import type { CloseDecision } from './open-window.ts'
import { answerPage } from './page-calls.ts'
import type { DesktopPaths, ElectronApi } from './ports.ts'
import { PowerWatch } from './power-watch.ts'
import { NativeQuitDialog } from './quit-dialog.ts'
import { relaunch } from './relaunch.ts'
import { RendererWatch } from './renderer-watch.ts'
import { createShellEngine, type ShellEngine } from './shell-engine.ts'
import { loadUpdater } from './load-updater.ts'
import { TradingActions } from './trading-actions.ts'
import { hasTrayHost } from './tray-host.ts'
import { trayModel } from './tray-model.ts'
import { TrayNotice } from './tray-notice.ts'
import { TrayPresence } from './tray-presence.ts'
import { updateLabel, UpdateService } from './updates.ts'
import { type Dialogs, windowDialogs } from './window-dialogs.ts'
import { WindowStateFile } from './window-state.ts'

export interface OpenShellOptions {
  readonly electron: ElectronApi
  readonly paths: DesktopPaths
  readonly argv: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly logger: Logger
  readonly log: Pick<LogWriter, 'flush' | 'hide'>
}

/** The desktop program from the moment Electron is ready: the one wiring of engine, window, tray, menu and leaving. */
export class OpenShell {
  readonly #options: OpenShellOptions
  readonly #engine: ShellEngine
  readonly #dialogs: Dialogs
  readonly #window: MainWindow
  readonly #departure: DepartureGuard
  readonly #notifications: Notifications
  readonly #trayNotice: TrayNotice
  readonly #trading: TradingActions
  readonly #files: FileActions
  readonly #tray: TrayPresence
  readonly #menu: ApplicationMenu
  readonly #running = new DisposableStore()
  #updates: UpdateService | undefined

  constructor(options: OpenShellOptions) {
    this.#options = options
    this.#engine = createShellEngine(options)
    options.log.hide(() => this.#engine.supervisor.secrets)
    const { dialog } = options.electron
    this.#dialogs = windowDialogs({ dialog, platform: options.platform, window: () => this.#window.forQuestion() })
    this.#window = this.#createWindow()
    this.#notifications = this.#createNotifications()
    this.#trayNotice = this.#createTrayNotice()
    this.#trading = this.#createTradingActions()
    this.#files = this.#createFileActions()
    this.#tray = this.#createTray()
    this.#menu = this.#createMenu()
    this.#departure = this.#createDeparture()
  }

  start(): void {
    const { app } = this.#options.electron
    const { supervisor, watch } = this.#engine
    this.#answerPage()
    this.#watchPower()
    app.on('before-quit', (event) => this.#departure.handleBeforeQuit(event))
    app.on('activate', () => this.show())
    // A window that is gone does not end the program: the tray, or leaving in order, does.
    app.on('window-all-closed', () => this.#handleNoWindow())
    app.on('will-quit', () => this.#dispose())
    this.#leaveOnSignals()
    this.#running.add(supervisor.onState((state) => this.#window.pushEngineState(state)))
    this.#running.add(supervisor.onState(() => this.#refresh()))
    this.#running.add(supervisor.onStoppedByItself(() => void this.#departure.leaveAtOnce('the engine was stopped')))
    this.#running.add(watch.onChange(() => this.#refresh()))
    supervisor.start()
    this.#window.show()
    void this.#startUpdates()
    void this.#lookForTray()
  }

  show(): void {
    this.#window.show()
  }

  /** An error that nobody caught: an engine inside this program may be struck by it, one of its own process is not. */
  handleStray(): void {
    if (this.#engine.host === 'main') void this.#departure.leaveAtOnce('an unexpected error')
    else {
      const file = join(this.#options.paths.logFolder, 'desktop.log')
      this.#notifications.tell({ title: 'An unexpected error', body: `Trading goes on. What happened is in ${file}.` })
    }
  }

  #createWindow(): MainWindow {
    const { electron, paths, platform, clock, logger } = this.#options
    return new MainWindow({
      electron,
      dialogs: this.#dialogs,
      stateFile: new WindowStateFile({ file: join(paths.profile, 'window-state.json'), clock, logger }),
      preload: paths.preload,
      icon: join(paths.resources, 'icons', 'icon.png'),
      platform,
      isPackaged: electron.app.isPackaged,
      logger: logger.child('window'),
      onCloseRequest: () => this.#decideClose(),
      maySessionEnd: () => this.#handleSessionQuery(),
      onSessionEnd: () => void this.#departure.leaveAtOnce('the session ends'),
      watchPage: (contents) => this.#watchPage(contents),
    })
  }

  #watchPage(contents: WebContents): Disposable {
    const { electron, clock, logger } = this.#options
    const openInBrowser = (): Promise<void> => this.#openLink('webInterface')
    const quit = (): void => electron.app.quit()
    return new RendererWatch({ contents, dialog: this.#dialogs, clock, logger, openInBrowser, quit })
  }

  #createNotifications(): Notifications {
    const { electron, clock, logger } = this.#options
    const { watch, supervisor, settings } = this.#engine
    return new Notifications({
      electron,
      watch,
      engine: supervisor,
      window: this.#window,
      settings: () => settings.current.desktop.notifications,
      clock,
      logger,
    })
  }

  #createTrayNotice(): TrayNotice {
    const { paths, platform, logger } = this.#options
    return new TrayNotice({
      file: join(paths.profile, 'notices.json'),
      platform,
      logger,
      tell: (notice) => this.#notifications.tell(notice),
    })
  }

  #createTradingActions(): TradingActions {
    const { logger } = this.#options
    const { watch, supervisor } = this.#engine
    return new TradingActions({ dialog: this.#dialogs, watch, engine: supervisor, logger })
  }

  #createFileActions(): FileActions {
    const { electron, clock, logger, paths } = this.#options
    return new FileActions({
      dialogs: this.#dialogs,
      shell: electron.shell,
      calls: this.#engine.watch.calls,
      clock,
      logger,
      home: paths.home,
      documents: () => electron.app.getPath('documents'),
      tell: (notice) => this.#notifications.tell(notice),
    })
  }

  #createTray(): TrayPresence {
    const { electron, paths, platform, clock, logger } = this.#options
    const { watch, supervisor } = this.#engine
    const actions = {
      show: () => this.show(),
      pauseTrading: () => void this.#trading.pause(),
      resumeTrading: () => void this.#trading.resume(),
      killSwitch: () => void this.#trading.killSwitch(),
      quit: () => electron.app.quit(),
    }
    return new TrayPresence({
      electron,
      icons: join(paths.resources, 'icons'),
      platform,
      clock,
      logger,
      model: () => {
        const { account, status, exposure } = watch
        return trayModel({ account, status, exposure, engine: supervisor.state }, actions)
      },
      onClick: () => this.show(),
    })
  }

  #createMenu(): ApplicationMenu {
    const { electron, platform } = this.#options
    return new ApplicationMenu({
      electron,
      platform,
      isPackaged: electron.app.isPackaged,
      actions: this.#menuActions(),
      state: () => this.#menuState(),
    })
  }

  #menuActions(): MenuActions {
    const { electron } = this.#options
    return {
      command: (command) => this.#window.command(command),
      exportFile: (kind) => void this.#files.export(kind).then((result) => this.#files.report(result)),
      importConfiguration: () => void this.#files.importConfiguration().then((result) => this.#files.report(result)),
      openDataFolder: () => void this.#files.openDataFolder(),
      pauseTrading: () => void this.#trading.pause(),
      resumeTrading: () => void this.#trading.resume(),
      restartEngine: () => void this.#trading.restartEngine(),
      openLink: (link) => void this.#tryLink(link),
      followUpdate: () => void this.#updates?.follow(),
      quit: () => electron.app.quit(),
    }
  }

  #menuState(): MenuState {
    const { supervisor, watch } = this.#engine
    return {
      tradingState: watch.status?.tradingState,
      engineRuns: supervisor.state.kind === 'running',
      engineText: engineStateText(supervisor.state),
      updateLabel: this.#updates && updateLabel(this.#updates.state),
    }
  }

  #createDeparture(): DepartureGuard {
    const { electron, clock, logger, log } = this.#options
    const { watch, supervisor } = this.#engine
    return new DepartureGuard({
      app: electron.app,
      engine: supervisor,
      watch,
      dialog: new NativeQuitDialog(this.#dialogs),
      window: this.#window,
      isTrayAvailable: () => this.#tray.isAvailable,
      clock,
      logger,
      flushLog: () => log.flush(),
    })
  }

  #decideClose(): CloseDecision {
    if (this.#departure.hasLeft) return 'destroy'
    const { watch, settings } = this.#engine
    const { closeToTray } = settings.current.desktop
    const isTrayAvailable = this.#tray.isAvailable
    if (closeDecision({ closeToTray, exposure: watch.exposure, isTrayAvailable }) === 'hide') {
      this.#trayNotice.handleHidden()
      return 'hide'
    }
    this.#options.electron.app.quit()
    return 'wait'
  }

  /** Windows ends the session: it waits while the engine stops, and goes on when the program has quit. */
  #handleSessionQuery(): boolean {
    if (this.#departure.hasLeft) return true
    void this.#departure.leaveAtOnce('the session ends')
    return false
  }

  #handleNoWindow(): void {
    if (!this.#departure.hasLeft && !this.#tray.isAvailable) this.#options.electron.app.quit()
  }

  #answerPage(): void {
    const { electron, paths, logger } = this.#options
    const door = new IpcDoor({
      ipcMain: electron.ipcMain,
      isOwnContents: (contents) => this.#window.owns(contents),
      logger: logger.child('ipc'),
    })
    answerPage(door, {
      engine: this.#engine,
      window: this.#window,
      files: this.#files,
      paths,
      openLink: (link) => this.#openLink(link),
    })
  }

  #watchPower(): void {
    const { electron, logger } = this.#options
    const { supervisor, watch, settings } = this.#engine
    const onShutdown = (): void => void this.#departure.leaveAtOnce('the machine shuts down')
    this.#running.add(new PowerWatch({ electron, engine: supervisor, watch, settings, logger, onShutdown }))
  }

  /** Whoever sends a signal cannot answer a question. */
  #leaveOnSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const handleSignal = (): void => void this.#departure.leaveAtOnce(`signal ${signal}`)
      process.on(signal, handleSignal)
      this.#running.add(toDisposable(() => process.off(signal, handleSignal)))
    }
  }

  /** Rejects with the reason for a person. */
  #openLink(link: LinkId): Promise<void> {
    return openLink(link, { shell: this.#options.electron.shell, engine: this.#engine.supervisor })
  }

  /** Tells the reason itself, for those who have no place for it. */
  async #tryLink(link: LinkId): Promise<void> {
    const { logger } = this.#options
    try {
      await this.#openLink(link)
    } catch (error) {
      logger.warn('a link could not be opened', { link, error: errorText(error) })
      this.#notifications.tell({ title: 'The page could not be opened', body: errorText(error) })
    }
  }

  async #lookForTray(): Promise<void> {
    const { platform, environment } = this.#options
    if (!(await hasTrayHost({ platform, environment }))) this.#tray.handleUnseen()
  }

  async #startUpdates(): Promise<void> {
    const { electron, environment, clock, logger, paths } = this.#options
    const updater = await loadUpdater({ isPackaged: electron.app.isPackaged, resources: paths.resources, logger })
    if (updater === undefined || this.#departure.hasLeft) return
    const updates = new UpdateService({
      updater,
      policy: () => this.#engine.settings.current.desktop.updates,
      clock,
      logger: logger.child('updates'),
      tell: (notice) => this.#notifications.tell(notice),
      showReleases: () => void this.#tryLink('releases'),
      mayRestart: () => this.#departure.prepareToLeave(),
      relaunch: () => relaunch({ app: electron.app, environment, execPath: process.execPath }),
    })
    this.#updates = updates
    this.#running.add(updates)
    this.#running.add(updates.onState(() => this.#refresh()))
    this.#running.add(this.#engine.settings.onChange(() => updates.applyPolicy()))
  }

  #refresh(): void {
    this.#tray.update()
    this.#menu.update()
  }

  #dispose(): void {
    this.#running.dispose()
    this.#notifications.dispose()
    this.#tray.dispose()
    this.#engine.settings.dispose()
    this.#engine.watch.dispose()
  }
}
