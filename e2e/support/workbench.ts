import { expect, type Locator, type Page } from '@playwright/test'
import type { EngineAccess } from './engine-access.ts'

export type PanelName =
  | 'Chart'
  | 'Watchlist'
  | 'Order ticket'
  | 'Depth'
  | 'Tape'
  | 'Positions'
  | 'Orders'
  | 'Fills'
  | 'Account'
  | 'Equity'
  | 'Limits'
  | 'Strategies'
  | 'Signals'
  | 'Components'
  | 'Metrics'
  | 'Alerts'
  | 'Log'
  | 'Configuration'
  | 'Reconciliation'
  | 'Protection'
  | 'Risk'
  | 'Endpoints'
  | 'Accounts'
  | 'Performance'

export type LayoutName = 'Trade' | 'Research' | 'Operate'

export type TableName = 'Open positions' | 'Open orders' | 'All orders' | 'Fills' | 'Components'

/** These tabs say how many there are, too. */
const COUNTED: ReadonlySet<string> = new Set(['Positions', 'Orders', 'Fills', 'Strategies'])

/** The window by the words that its user sees. */
export class Workbench {
  readonly page: Page
  readonly ticket: Ticket
  readonly #opensItself: boolean

  /** @param opensItself - the page is that of a desktop window, which needs no address. */
  constructor(page: Page, { opensItself = false }: { readonly opensItself?: boolean } = {}) {
    this.page = page
    this.ticket = new Ticket(page)
    this.#opensItself = opensItself
  }

  /** Opens the address that the engine printed, where there is no window of its own, and waits until there are prices. */
  async open(engine: EngineAccess): Promise<void> {
    if (!this.#opensItself) await this.page.goto(engine.url)
    await expect(this.lastPrice('BTC')).toHaveText(/^[\d,.]+$/)
  }

  /** One for each strategy; what a strategy holds is a list within its card. */
  get strategyCards(): Locator {
    return this.page.getByRole('list', { name: 'Strategies' }).locator('> li')
  }

  /** The watchlist's price of an instrument, by its base. */
  lastPrice(base: string): Locator {
    return this.watchlistRow(base).getByRole('gridcell').nth(1)
  }

  watchlistRow(base: string): Locator {
    return this.page.getByRole('grid', { name: 'Watchlist' }).getByRole('row', { name: new RegExp(`^${base}\\b`) })
  }

  /** A button of the top bar that opens a layout; those that were added have names of their own. */
  layoutTab(name: LayoutName | (string & {})): Locator {
    return this.page.getByRole('navigation', { name: 'Layouts' }).getByRole('button', { name, exact: true })
  }

  async openLayout(name: LayoutName | (string & {})): Promise<void> {
    await this.layoutTab(name).click()
    await expect(this.layoutTab(name)).toHaveAttribute('aria-current', 'page')
  }

  /** The tab of a panel; `Chart 2` is the second one of its kind. */
  tab(name: PanelName | (string & {})): Locator {
    return this.page.getByRole('main').getByRole('tab', { name: tabName(name) })
  }

  /** The panels that share a place while this one is in front, with the head over them. */
  group(name: PanelName | (string & {})): Locator {
    const front = this.page.getByRole('tab', { name: tabName(name), selected: true })
    return this.page.getByRole('main').getByRole('region').filter({ has: front })
  }

  /** What stands in a panel that is in front. */
  panel(name: PanelName | (string & {})): Locator {
    return this.page.getByRole('main').getByRole('tabpanel', { name: tabName(name) })
  }

  /** Brings a panel of the open layout to the front. */
  async show(name: PanelName | (string & {})): Promise<void> {
    await this.tab(name).click()
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true')
  }

  /** Adds a panel that the open layout does not have, by the palette, to the place of another one. */
  async add(name: PanelName, { beside }: { readonly beside: PanelName }): Promise<void> {
    await this.show(beside)
    await this.page.keyboard.press('Alt+n')
    const palette = this.page.getByRole('dialog', { name: 'Instruments and commands' })
    await palette.getByRole('combobox').fill(`+${name}`)
    await expect(palette.getByRole('option', { name: `Show ${name}` })).toHaveAttribute('aria-selected', 'true')
    await this.page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true')
  }

  /** The rows of a table without its head. */
  rows(table: TableName): Locator {
    const role = table === 'Components' ? 'treegrid' : 'grid'
    return this.page.getByRole(role, { name: table }).locator('tbody tr[data-row-id]')
  }

  /** A figure of the account panel. */
  accountFigure(label: string | RegExp): Locator {
    return this.panel('Account').locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]')
  }

  /** Chooses an entry of the window's menu: how it looks and speaks. */
  async choosePreference(menu: string, option: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Window menu' }).click()
    await this.page.getByRole('menuitem', { name: menu, exact: true }).click()
    await this.page.getByRole('menuitemradio', { name: option, exact: true }).click()
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  get tradingState(): Locator {
    return this.page.getByRole('button', { name: /^Trading state:/ })
  }

  /** Holds the button that confirms something grave until its dialog has taken it. */
  async holdToConfirm(dialog: Locator, name: string): Promise<void> {
    await dialog.getByRole('button', { name }).hover()
    await this.page.mouse.down()
    await expect(dialog).toBeHidden()
    await this.page.mouse.up()
  }

  get chart(): Locator {
    return this.group('Chart')
  }

  async chooseTimeframe(timeframe: string): Promise<void> {
    await choose(this.chart.getByRole('radiogroup', { name: 'Timeframe' }), timeframe)
  }
}

/** The order ticket. */
export class Ticket {
  readonly panel: Locator

  constructor(page: Page) {
    this.panel = page.getByRole('group', { name: /^Order for/ })
  }

  async choose(group: 'Side' | 'Order type' | 'Size by', option: string): Promise<void> {
    await choose(this.panel.getByRole('radiogroup', { name: group }), option)
  }

  async write(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(fields)) await this.field(name).fill(text)
  }

  field(name: string): Locator {
    return this.panel.getByRole('textbox', { name, exact: true })
  }

  /** A line of what the order would cost. */
  cost(label: string): Locator {
    return this.panel.locator('.cost-lines div').filter({ hasText: label }).locator('dd')
  }

  /** The button that sends; it says the whole order. */
  get confirm(): Locator {
    return this.panel.locator('.ticket-foot').getByRole('button')
  }
}

/** `Orders` is the tab `Orders 3`, and `Chart` is not the tab `Chart 2`. */
const tabName = (name: string): RegExp => new RegExp(COUNTED.has(name) ? `^${name}( \\d+)?$` : `^${name}$`)

const choose = async (group: Locator, option: string): Promise<void> => {
  await group.getByText(option, { exact: true }).click()
  await expect(group.getByRole('radio', { name: option, exact: true })).toBeChecked()
}

/** The first number of a text as the window writes it: `−1,234.50 USDT` is -1234.5. */
export function numberIn(text: string | null): number {
  const match = /[−-]?\d[\d,]*(\.\d+)?/.exec(text ?? '')
  if (match === null) throw new Error(`no number in "${text}"`)
  return Number(match[0].replaceAll(',', '').replace('−', '-'))
}
