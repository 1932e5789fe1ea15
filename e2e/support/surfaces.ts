import { expect, type Locator, type Page } from '@playwright/test'
import type { DialogName } from '../../src-renderer/app/open-dialog.ts'
import type { Workbench } from './workbench.ts'
import { Palette } from './workspace.ts'

/** Everything that floats over the panels and is not a tooltip or a toast. */
export const FLOATING = '[role="menu"], [role="dialog"], [role="alertdialog"], [role="listbox"]'

/** Leaves whatever floats, one after the other. */
export async function closeFloating(page: Page): Promise<void> {
  await expect(async () => {
    if ((await page.locator(FLOATING).count()) > 0) await page.keyboard.press('Escape')
    await expect(page.locator(FLOATING)).toHaveCount(0, { timeout: 500 })
  }).toPass()
}

interface DialogSurface {
  readonly open: (page: Page) => Promise<void>
  readonly title: string | RegExp
}

const byCommand =
  (words: string) =>
  (page: Page): Promise<void> =>
    new Palette(page).take(`>${words}`, new RegExp(`^${words}`))
const byKey =
  (key: string) =>
  (page: Page): Promise<void> =>
    page.keyboard.press(key)

/** Only those can be set back that every workspace begins with. */
async function openReset(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Layouts' }).getByRole('button', { name: 'Trade' }).click()
  await new Palette(page).take('>Set the layout back', /^Set the layout back/)
}

/** Every dialog that the window itself can open, and how a user gets there. */
export const DIALOGS: Readonly<Record<DialogName, DialogSurface>> = {
  about: { open: byCommand('About Wheelhouse'), title: /^About/ },
  security: { open: byCommand('Security'), title: 'Security' },
  killSwitch: { open: byKey('Alt+k'), title: /^Close everything/ },
  palette: { open: byKey('Control+k'), title: 'Instruments and commands' },
  shortcuts: { open: byKey('Shift+?'), title: 'Keyboard shortcuts' },
  guide: { open: byCommand('First steps'), title: 'First steps' },
  priceAlert: { open: byCommand('Set a price alert'), title: /price alert/i },
  closePosition: { open: byCommand('Close position'), title: /^Close / },
  cancelOrders: { open: byCommand('Cancel working orders'), title: /^Cancel the working orders/ },
  addLayout: { open: byCommand('New layout'), title: 'New layout' },
  duplicateLayout: { open: byCommand('Duplicate the layout'), title: /^Duplicate/ },
  renameLayout: { open: byCommand('Rename the layout'), title: /^Rename/ },
  removeLayout: { open: byCommand('Remove the layout'), title: /^Remove the layout/ },
  resetLayout: { open: openReset, title: /^Set the layout/ },
}

/** A dialog in front, by its title. */
export const dialogOf = (page: Page, title: string | RegExp): Locator =>
  page.getByRole('dialog', { name: title }).or(page.getByRole('alertdialog', { name: title }))

export interface Opener {
  readonly name: string
  readonly button: Locator
}

/** Buttons in a place that open a menu, a list or a small window. */
export async function openersIn(place: Locator): Promise<Opener[]> {
  const buttons = place.locator('button[aria-haspopup]:enabled').filter({ visible: true })
  const openers: Opener[] = []
  for (let index = 0; index < (await buttons.count()); index += 1) {
    const button = buttons.nth(index)
    const name = (await button.getAttribute('aria-label')) ?? (await button.innerText())
    openers.push({ name: sortOf(name), button })
  }
  return openers
}

/** What a button is for, whatever instrument, number or price it names. */
const sortOf = (name: string): string => name.replaceAll(/[A-Z]+-PERP|[\d.,]+/g, '…').trim()

/** Tabs of the open layout, as they say their panels without how much is in them. */
export async function dockedPanels({ page }: Workbench): Promise<{ name: string; inFront: boolean }[]> {
  const tabs = page.getByRole('main').getByRole('tablist', { name: 'Panels' }).getByRole('tab')
  const told = await tabs.evaluateAll((all) =>
    all.map((tab) => [tab.getAttribute('aria-label') ?? '', tab.getAttribute('aria-selected')] as const),
  )
  return told.map(([label, selected]) => ({ name: label.replace(/ \d+$/, ''), inFront: selected === 'true' }))
}
