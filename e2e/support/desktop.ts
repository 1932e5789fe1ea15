import type { AccountView, OrderDraftInput, OrderView, PositionView } from '../../src-contract/index.ts'
import { pause, until } from './engine-process.ts'
import { draft, freshQuote, placeOrder, priceNear } from './hand-orders.ts'
import { folderHolder, ShellEngine } from './shell-engine.ts'
import type { Shell, ShellExit } from './shell-types.ts'
import { Workbench } from './workbench.ts'

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowView {
  readonly isVisible: boolean
  readonly isFocused: boolean
  readonly isMaximised: boolean
  /** Of the window when it is not maximised. */
  readonly bounds: Rectangle
  readonly zoomFactor: number
}

export interface ItemView {
  readonly label: string
  readonly enabled: boolean
}

export interface TrayView {
  readonly toolTip: string
  /** Name of the file of its picture. */
  readonly icon: string
  readonly items: Readonly<Record<string, ItemView>>
}

export interface NotificationView {
  readonly title: string
  readonly body: string
}

/** The desktop program by what its user sees outside of the page, and the engine that it hosts. */
export class Desktop {
  readonly shell: Shell
  readonly engine: ShellEngine

  constructor(shell: Shell) {
    this.shell = shell
    this.engine = new ShellEngine(shell.home)
  }

  /** The page, with prices. */
  async workbench(): Promise<Workbench> {
    await this.engine.ready()
    const workbench = new Workbench(await this.shell.page(), { opensItself: true })
    await workbench.open(this.engine)
    return workbench
  }

  window(): Promise<WindowView> {
    return this.shell.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) throw new Error('no window')
      return {
        isVisible: window.isVisible(),
        isFocused: window.isFocused(),
        isMaximised: window.isMaximized(),
        bounds: window.getNormalBounds(),
        zoomFactor: window.webContents.getZoomFactor(),
      }
    })
  }

  /** Presses the window's own button to close it. Answers before anything is closed. */
  closeWindow(): Promise<void> {
    return this.shell.evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close()))
  }

  /** Another program's window comes to the front. */
  blurWindow(): Promise<void> {
    return this.shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
  }

  focusWindow(): Promise<void> {
    return this.shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())
  }

  /** As Ctrl+Q; answers before the program is asked. */
  quit(): Promise<void> {
    return this.shell.evaluate(({ app }) => void setTimeout(() => app.quit()))
  }

  menuItem(id: string): Promise<ItemView> {
    return this.shell.evaluate(({ Menu }, id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id)
      if (!item) throw new Error(`the menu has no item ${id}`)
      return { label: item.label, enabled: item.enabled }
    }, id)
  }

  /** Chooses an item of the menu, once it can be chosen. */
  async clickMenu(id: string): Promise<void> {
    await until(
      () => this.menuItem(id),
      ({ enabled }) => enabled,
    )
    await this.shell.evaluate(({ Menu }, id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id)
      setTimeout(() => item?.click())
    }, id)
  }

  tray(): Promise<TrayView | undefined> {
    return this.shell.evaluate(({ standIn }) => {
      const [tray] = standIn?.trays ?? []
      if (tray === undefined) return undefined
      const { items } = tray.menu as { items: { id: string; label: string; enabled: boolean }[] }
      return {
        toolTip: tray.toolTip,
        icon: tray.imageFile.replace(/^.*[\\/]/, ''),
        items: Object.fromEntries(items.map(({ id, label, enabled }) => [id, { label, enabled }])),
      }
    })
  }

  async trayItem(id: string): Promise<ItemView | undefined> {
    return (await this.tray())?.items[id]
  }

  clickTray(): Promise<void> {
    return this.shell.evaluate(({ standIn }) => {
      const [tray] = standIn?.trays ?? []
      tray?.emit('click')
    })
  }

  /** Chooses an item of the tray's menu, once it can be chosen. */
  async clickTrayItem(id: string): Promise<void> {
    await until(
      () => this.trayItem(id),
      (item) => item?.enabled === true,
    )
    await this.shell.evaluate(({ standIn }, id) => {
      const [tray] = standIn?.trays ?? []
      const menu = tray?.menu as { getMenuItemById(id: string): { click(): void } | null } | undefined
      setTimeout(() => menu?.getMenuItemById(id)?.click())
    }, id)
  }

  /** Everything that the system has announced, oldest first. */
  notifications(): Promise<NotificationView[]> {
    return this.shell.evaluate(({ standIn }) =>
      (standIn?.notifications ?? []).map(({ title, body }) => ({ title, body })),
    )
  }

  async nextNotification(title: RegExp): Promise<NotificationView> {
    const all = await until(
      () => this.notifications(),
      (notifications) => notifications.some((notification) => title.test(notification.title)),
    )
    const found = all.find((notification) => title.test(notification.title))
    if (found === undefined) throw new Error('no notification')
    return found
  }

  clickNotification(title: string): Promise<void> {
    return this.shell.evaluate(({ standIn }, title) => {
      standIn?.notifications.findLast((notification) => notification.title === title)?.emit('click')
    }, title)
  }

  /** Arguments of calls of the system's own programs, such as `shell.openExternal`. */
  calls(name: string): Promise<(readonly unknown[])[]> {
    return this.shell.evaluate(
      ({ standIn }, name) => (standIn?.calls ?? []).filter((call) => call.name === name).map(({ args }) => args),
      name,
    )
  }

  /** Kinds of the power save blockers that are held. */
  blockers(): Promise<string[]> {
    return this.shell.evaluate(({ standIn }) => [...(standIn?.blockers.values() ?? [])])
  }

  sayPower(event: 'suspend' | 'resume'): Promise<void> {
    return this.shell.evaluate(({ powerMonitor }, event) => {
      powerMonitor.emit(event)
    }, event)
  }

  async account(): Promise<AccountView> {
    return this.engine.get<AccountView>('/account')
  }

  async positions(): Promise<PositionView[]> {
    return (await this.engine.get<{ positions: PositionView[] }>('/positions')).positions
  }

  async orders(): Promise<OrderView[]> {
    return (await this.engine.get<{ orders: OrderView[] }>('/orders?limit=200')).orders
  }

  async workingOrders(role: OrderView['role']): Promise<OrderView[]> {
    return (await this.orders()).filter((order) => order.role === role && order.state === 'working')
  }

  /** Buys 0.01 BTC at market, with a stop far away; resolves when the desktop program knows of it. */
  async openPosition(): Promise<PositionView> {
    const quote = await freshQuote(this.engine)
    await this.place({ stopLossPrice: priceNear(quote, -0.3) })
    await until(
      () => this.workingOrders('stopLoss'),
      (stops) => stops.length > 0,
    )
    await this.#showsExposure()
    const [position] = await this.positions()
    if (position === undefined) throw new Error('no position was opened')
    return position
  }

  /** A buy 20 % under the market, which rests. */
  async restOrder(): Promise<OrderView> {
    const quote = await freshQuote(this.engine)
    await this.place({ type: 'limit', limitPrice: priceNear(quote, -0.2) })
    const [order] = await until(
      () => this.workingOrders('entry'),
      (entries) => entries.length > 0,
    )
    await this.#showsExposure()
    if (order === undefined) throw new Error('no order works')
    return order
  }

  async place(change: Partial<OrderDraftInput>): Promise<void> {
    const { status, body } = await placeOrder(this.engine, draft(change))
    if (status !== 201) throw new Error(`the order was refused with ${status}: ${JSON.stringify(body)}`)
  }

  /** Waits until the program has ended, and its engine with it. */
  async ended(): Promise<ShellExit> {
    const exit = await this.shell.exited
    await until(
      async () => folderHolder(this.shell.home),
      (holder) => holder === undefined,
    )
    return exit
  }

  /** On real Electron nobody can read the tray; there the program's own watch has the time of some announcements. */
  async #showsExposure(): Promise<void> {
    if ((await this.tray()) === undefined) return pause(1_000)
    const { openPositions, workingOrders } = await this.account()
    const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
    await until(
      () => this.trayItem('tray-exposure'),
      (item) => item?.label === `${count(openPositions, 'position')}, ${count(workingOrders, 'order')} working`,
    )
    return undefined
  }
}
