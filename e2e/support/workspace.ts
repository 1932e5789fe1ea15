import { expect, type Locator, type Page } from '@playwright/test'
import type { LayoutView, WorkspaceView } from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'
import type { PanelName, Workbench } from './workbench.ts'

/** What the window writes of a layout, as far as specs look into it. */
export interface KeptArrangement {
  readonly begins: string
  readonly dock: { readonly panels: Readonly<Record<string, { readonly params: KeptPanel }>> } | null
  readonly panels: Readonly<Record<string, KeptPanel>>
  readonly links: Readonly<Record<string, string>>
}

interface KeptPanel {
  readonly kind: string
  readonly link: string | null
  readonly settings: Readonly<Record<string, unknown>>
}

/** The layouts as the engine keeps them. */
export const layoutsOf = async (engine: EngineAccess): Promise<readonly LayoutView[]> =>
  (await engine.get<WorkspaceView>('/workspace')).layouts

/** A layout as the engine keeps it; undefined while nobody has changed it, and where there is none. */
export async function keptLayout(engine: EngineAccess, layoutId: string): Promise<KeptArrangement | undefined> {
  const layout = (await layoutsOf(engine)).find((each) => each.layoutId === layoutId)
  return (layout?.arrangement ?? undefined) as KeptArrangement | undefined
}

/** Ids of the panels of a layout whose places somebody has changed. */
export const keptPanels = async (engine: EngineAccess, layoutId: string): Promise<string[]> =>
  Object.keys((await keptLayout(engine, layoutId))?.dock?.panels ?? {})

/** The section `window` of the configuration in force. */
export const windowSection = async (engine: EngineAccess): Promise<Record<string, unknown>> =>
  (await engine.get<{ value: { window: Record<string, unknown> } }>('/config')).value.window

/** The palette by the words that its user sees. */
export class Palette {
  readonly dialog: Locator
  readonly field: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.dialog = page.getByRole('dialog', { name: 'Instruments and commands' })
    this.field = this.dialog.getByRole('combobox')
  }

  async open(): Promise<void> {
    await this.#page.keyboard.press('Control+k')
    await expect(this.field).toBeFocused()
  }

  option(name: string | RegExp): Locator {
    return this.dialog.getByRole('option', { name })
  }

  /** Types, and takes what is found first once that is the one that is meant. */
  async take(typed: string, name: string | RegExp, keys = 'Enter'): Promise<void> {
    await this.open()
    await this.field.fill(typed)
    await expect(this.option(name).first()).toHaveAttribute('aria-selected', 'true')
    await this.#page.keyboard.press(keys)
    await expect(this.dialog).toBeHidden()
  }
}

/** Goes through the panels with F6 until the focus is in this one. */
export async function focusByKeys(workbench: Workbench, panel: PanelName): Promise<void> {
  const place = workbench.panel(panel)
  await expect(async () => {
    await workbench.page.keyboard.press('F6')
    expect(await place.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }).toPass({ intervals: [0] })
}

/** Opens the menu of a layout's tab and chooses from it. */
export async function chooseForLayout(workbench: Workbench, layout: string, entry: string): Promise<void> {
  const { page } = workbench
  await workbench.layoutTab(layout).click({ button: 'right' })
  await page
    .getByRole('menu', { name: `Layout ${layout}` })
    .getByRole('menuitem', { name: entry })
    .click()
  await expect(page.getByRole('menu')).toHaveCount(0)
}
