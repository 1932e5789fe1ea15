import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import type { Workbench } from './workbench.ts'

const EDGE_PX = 4

/** A chart of the workspace by the words that its user sees: the plot, what lies over it, and the tools in its head. */
export class ChartPanel {
  readonly page: Page
  readonly panel: Locator

  /** @param name - As its tab says it: the second one is `Chart 2`. */
  constructor(workbench: Workbench, name = 'Chart') {
    this.page = workbench.page
    this.panel = workbench.group(name)
  }

  /** Takes the keys of the chart. */
  get plot(): Locator {
    return this.panel.getByRole('application', { name: /^Chart of/ })
  }

  get instrument(): Locator {
    return this.panel.getByRole('combobox', { name: /^Choose the instrument/ })
  }

  /** Finds an instrument by what is typed, and takes the first that fits. */
  async chooseInstrument(words: string): Promise<void> {
    await this.instrument.click()
    await this.page.getByRole('combobox', { name: 'Search instruments' }).fill(words)
    await expect(this.page.getByRole('listbox').getByRole('option')).toHaveCount(1)
    await this.page.keyboard.press('Enter')
  }

  async chooseTimeframe(timeframe: string): Promise<void> {
    const group = this.panel.getByRole('radiogroup', { name: 'Timeframe' })
    await group.getByText(timeframe, { exact: true }).click()
    await expect(group.getByRole('radio', { name: timeframe, exact: true })).toBeChecked()
  }

  /** The same in a narrow head, where the timeframes stand behind one button. */
  async chooseTimeframeInMenu(timeframe: string): Promise<void> {
    await this.button(/^Timeframe /).click()
    await this.page.getByRole('menuitemradio', { name: timeframe, exact: true }).click()
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  /** Entry of an indicator in the legend, with its values. */
  indicator(name: string): Locator {
    return this.panel
      .getByRole('list', { name: 'Indicators' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Indicator ${name}`, exact: true }) })
  }

  /** Names of the indicators in the legend, in their order. */
  get indicatorNames(): Locator {
    return this.panel.getByRole('list', { name: 'Indicators' }).getByRole('button')
  }

  /** Finds an indicator by what is typed and adds it, by its short name. */
  async addIndicator(words: string, name: string): Promise<void> {
    await this.button(/^Indicators/).click()
    const picker = this.page.getByRole('dialog', { name: 'Indicators' })
    await picker.getByRole('searchbox', { name: 'Search indicators' }).fill(words)
    await picker.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click()
    await this.page.keyboard.press('Escape')
    await expect(picker).toBeHidden()
  }

  get layersButton(): Locator {
    return this.button(/^Smart Money/)
  }

  /** Opens the switches of the Smart Money layers. */
  async openLayers(): Promise<Locator> {
    await this.layersButton.click()
    return this.page.getByRole('dialog', { name: 'Smart Money' })
  }

  /** Layers in the legend, each with the number of its objects in sight. */
  get layersInLegend(): Locator {
    return this.panel.getByRole('list', { name: 'Smart Money' }).getByRole('listitem')
  }

  /** Does what stands in the menu of an indicator. */
  async doWithIndicator(name: string, deed: string): Promise<void> {
    await this.indicator(name).getByRole('button').click()
    await this.page.getByRole('menuitem', { name: deed, exact: true }).click()
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  /** Stop or target of a position, for example `Stop of long BTC-PERP`. */
  exit(name: string): Locator {
    return this.panel.getByRole('slider', { name, exact: true })
  }

  /** Price at which a stop or target is shown, or wanted. */
  async exitPrice(name: string): Promise<number> {
    return Number(await this.exit(name).getAttribute('aria-valuenow'))
  }

  /** Takes a stop or target with the pointer, moves it by so many px, and lets go after what is to be done before. */
  async dragExit(name: string, byPx: number, beforeRelease?: () => Promise<void>): Promise<void> {
    const { x, y } = await this.#takeExit(name)
    await this.#dragTo(x, y + byPx, beforeRelease)
  }

  /** Drags it to the upper or lower edge of the plot. */
  async dragExitTo(name: string, edge: 'top' | 'bottom'): Promise<void> {
    const { x } = await this.#takeExit(name)
    const plot = await boxOf(this.plot)
    await this.#dragTo(x, edge === 'top' ? plot.y + EDGE_PX : plot.y + plot.height - EDGE_PX)
  }

  /** Presses the button on it once it rests at its place and nothing lies over it. @returns where. */
  async #takeExit(name: string) {
    await this.exit(name).hover()
    const { x, y, width, height } = await boxOf(this.exit(name))
    await this.page.mouse.down()
    return { x: x + width / 2, y: y + height / 2 }
  }

  async #dragTo(x: number, y: number, beforeRelease?: () => Promise<void>): Promise<void> {
    await this.page.mouse.move(x, y, { steps: 8 })
    await beforeRelease?.()
    await this.page.mouse.up()
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (box === null) throw new Error(`${locator.toString()} is not shown`)
  return box
}
