import { expect, type Locator, type Page } from '@playwright/test'
import type { EngineAccess } from './engine-access.ts'

export type BottomTab = 'Positions' | 'Orders' | 'Fills' | 'Strategies' | 'Components' | 'Configuration'

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

  /** The watchlist's price of an instrument, by its base. */
  lastPrice(base: string): Locator {
    return this.watchlistRow(base).getByRole('gridcell').nth(1)
  }

  watchlistRow(base: string): Locator {
    return this.page.getByRole('grid', { name: 'Watchlist' }).getByRole('row', { name: new RegExp(`^${base}\\b`) })
  }

  tab(name: BottomTab): Locator {
    return this.page.getByRole('tablist', { name: 'Trading tables' }).getByRole('tab', { name: new RegExp(`^${name}`) })
  }

  async show(name: BottomTab): Promise<void> {
    await this.tab(name).click()
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true')
  }

  /** The rows of a table without its head. */
  rows(table: 'Open positions' | 'Open orders' | 'All orders' | 'Fills' | 'Components'): Locator {
    return this.page.getByRole('table', { name: table }).locator('tbody tr')
  }

  /** A figure of the account panel. */
  accountFigure(label: string | RegExp): Locator {
    const panel = this.page.getByRole('region', { name: 'Account' })
    return panel.locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd[1]')
  }

  get tradingState(): Locator {
    return this.page.getByRole('button', { name: /^Trading state:/ })
  }

  get chart(): Locator {
    return this.page.getByRole('region', { name: 'Chart' })
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
