import { PRODUCT_PAGES, type StatusView } from '../../src-contract/index.ts'
import type { Desktop } from '../support/desktop.ts'
import { expect, needsStandIn, test } from '../support/desktop-fixtures.ts'
import { nextDialog, openDialogs, pressButton } from '../support/shell-dialogs.ts'

/** Every item that does something of the program's own; exports and imports have a file of their own. */
const ITEMS = [
  'export-fills',
  'export-orders',
  'export-equity',
  'export-configuration',
  'import-configuration',
  'open-data-folder',
  'configuration',
  'quit',
  'showPositions',
  'showOrders',
  'showFills',
  'showStrategies',
  'showComponents',
  'toggleTheme',
  'newOrder',
  'pause',
  'resume',
  'killSwitch',
  'restart-engine',
  'open-in-browser',
  'security',
  'link-documentation',
  'link-releases',
  'link-issues',
  'link-licence',
  'about',
]

const statusOf = ({ engine }: Desktop): Promise<StatusView> => engine.get<StatusView>('/status')

test('the menu has these items, each with a name, and no key stands for two of them', async ({ launch }) => {
  test.skip(process.platform === 'darwin', 'macOS has another order of menus')
  const desktop = await launch()
  await desktop.workbench()
  const items = await desktop.shell.evaluate(({ Menu }) => {
    type Item = {
      readonly id: string
      readonly label: string
      readonly type: string
      readonly role?: string
      readonly accelerator?: string | null
      readonly submenu?: { readonly items: readonly Item[] }
    }
    const all = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...all(item.submenu?.items ?? [])])
    return all((Menu.getApplicationMenu()?.items ?? []) as unknown as Item[])
      .filter(({ type, role, submenu }) => type === 'normal' && !role && !submenu)
      .map(({ id, label, accelerator }) => ({ id, label, accelerator }))
  })
  expect(items.map(({ id }) => id).filter((id) => id !== 'engine-state')).toEqual(ITEMS)
  expect(items.filter(({ label }) => label === '')).toEqual([])
  const keys = items.flatMap(({ accelerator }) => accelerator ?? [])
  expect(keys).toEqual([...new Set(keys)])
})

test('its panels, dialogs and the theme are those of the window', async ({ launch }) => {
  const desktop = await launch()
  const workbench = await desktop.workbench()
  const { page } = workbench

  for (const [item, tab] of [
    ['showOrders', 'Orders'],
    ['showFills', 'Fills'],
    ['showStrategies', 'Strategies'],
    ['showComponents', 'Components'],
    ['configuration', 'Configuration'],
    ['showPositions', 'Positions'],
  ] as const) {
    await test.step(item, async () => {
      await desktop.clickMenu(item)
      await expect(workbench.tab(tab)).toHaveAttribute('aria-selected', 'true')
      await expect(workbench.tab(tab), 'the keyboard is there').toBeFocused()
    })
  }
  await test.step('new order: the cursor is in the ticket', async () => {
    await desktop.clickMenu('newOrder')
    await expect(workbench.ticket.field('Quantity')).toBeFocused()
  })
  await test.step('theme', async () => {
    const theme = (): Promise<string | null> => page.locator('html').getAttribute('data-theme')
    const before = await theme()
    await desktop.clickMenu('toggleTheme')
    await expect.poll(theme).not.toBe(before)
    await desktop.clickMenu('toggleTheme')
    await expect.poll(theme).toBe(before)
  })
  await test.step('secrets', async () => {
    await desktop.clickMenu('security')
    await expect(page.getByRole('dialog')).toContainText(/secret/i)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
  await test.step('kill switch: the dialog of the window, which acts when it is confirmed', async () => {
    await desktop.openPosition()
    await desktop.clickMenu('killSwitch')
    const question = page.getByRole('alertdialog', { name: 'Close everything and halt?' })
    await expect(question).toContainText('1 position')
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    expect(await desktop.positions()).toHaveLength(1)

    await desktop.clickMenu('killSwitch')
    await workbench.holdToConfirm(question, 'Hold to close everything and halt')
    await expect.poll(() => statusOf(desktop)).toMatchObject({ tradingState: 'halted' })
    expect(await desktop.positions()).toEqual([])
  })
})

test('about says versions, data folder and licences', async ({ launch, home }) => {
  const desktop = await launch()
  const { page } = await desktop.workbench()
  await desktop.clickMenu('about')
  const about = page.getByRole('dialog', { name: 'About Wheelhouse' })
  const { electron, chrome } = await desktop.shell.evaluate(() => ({ ...process.versions }))
  const { version } = await statusOf(desktop)
  for (const fact of [version, electron, chrome, home, 'In a process of its own', desktop.engine.address]) {
    await expect(about).toContainText(fact ?? 'a version that is not known')
  }
  await about.getByRole('button', { name: 'Licences of the software in it' }).click()
  await about.getByRole('textbox', { name: 'Search' }).fill('zod')
  const licence = about.locator('.licence').first()
  await licence.locator('summary').click()
  await expect(licence).toContainText('Permission is hereby granted')
})

test('it shows a hidden window before it asks it for something', async ({ launch }) => {
  needsStandIn()
  const desktop = await launch({ environment: { WHEELHOUSE_DESKTOP_CLOSE_TO_TRAY: 'always' } })
  const workbench = await desktop.workbench()
  await desktop.closeWindow()
  await expect.poll(() => desktop.window()).toMatchObject({ isVisible: false })
  await desktop.clickMenu('showOrders')
  await expect.poll(() => desktop.window()).toMatchObject({ isVisible: true })
  await expect(workbench.tab('Orders')).toHaveAttribute('aria-selected', 'true')
})

test('pause and resume act on the engine, and only the one that makes sense can be chosen', async ({ launch }) => {
  const desktop = await launch()
  await desktop.workbench()
  const enabled = async (): Promise<boolean[]> =>
    Promise.all(['pause', 'resume'].map(async (id) => (await desktop.menuItem(id)).enabled))
  await expect.poll(enabled).toEqual([true, false])
  await desktop.clickMenu('pause')
  await expect
    .poll(() => statusOf(desktop))
    .toMatchObject({ tradingState: 'reducing', tradingReason: 'paused by hand' })
  await expect.poll(enabled).toEqual([false, true])
  await desktop.clickMenu('resume')
  await expect.poll(() => statusOf(desktop)).toMatchObject({ tradingState: 'active', tradingReason: null })
  await expect.poll(enabled).toEqual([true, false])
})

test('restart engine asks, then the same account is back in another process, and prices move', async ({ launch }) => {
  const desktop = await launch()
  const workbench = await desktop.workbench()
  await desktop.openPosition()
  const before = desktop.shell.enginePid()
  await desktop.clickMenu('restart-engine')
  expect(await nextDialog(desktop.shell)).toMatchObject({ message: 'Restart the engine?' })
  await pressButton(desktop.shell, 'Cancel')
  expect(await openDialogs(desktop.shell)).toEqual([])
  expect(desktop.shell.enginePid()).toBe(before)

  await desktop.clickMenu('restart-engine')
  await pressButton(desktop.shell, 'Restart')
  await desktop.engine.ready(before)
  await expect.poll(() => statusOf(desktop)).toMatchObject({ tradingState: 'active' })
  await expect(workbench.page.locator('.banner')).toBeHidden()
  await expect(workbench.rows('Open positions')).toHaveText(/BTC-PERP.*Long.*0\.010/)
  await expect.poll(() => desktop.workingOrders('stopLoss')).toHaveLength(1)
  const price = await workbench.lastPrice('BTC').textContent()
  await expect(workbench.lastPrice('BTC')).not.toHaveText(price ?? '')
  await expect.poll(() => desktop.menuItem('engine-state')).toMatchObject({ label: 'The engine is running' })
})

test('addresses are opened in the browser: the engine on this machine with its token, pages over https', async ({
  launch,
  home,
}) => {
  needsStandIn()
  const desktop = await launch()
  await desktop.workbench()
  const opened = async (): Promise<unknown[]> => (await desktop.calls('shell.openExternal')).flat()
  await desktop.clickMenu('open-in-browser')
  await expect.poll(opened).toEqual([desktop.engine.url])
  const { hostname, search } = new URL(desktop.engine.url)
  expect([hostname, search]).toEqual(['127.0.0.1', ''])

  const { documentation, releases, issues, licence } = PRODUCT_PAGES
  for (const link of ['documentation', 'releases', 'issues', 'licence']) await desktop.clickMenu(`link-${link}`)
  await expect.poll(async () => (await opened()).slice(1)).toEqual([documentation, releases, issues, licence])
  for (const page of [documentation, releases, issues, licence]) expect(page).toMatch(/^https:/)

  await desktop.clickMenu('open-data-folder')
  await expect.poll(() => desktop.calls('shell.openPath')).toEqual([[home]])
})

test('while no engine runs it offers only what works without one', async ({ launch }) => {
  const desktop = await launch({ config: { nonsense: true } })
  const page = await desktop.shell.page()
  await expect(page.getByRole('heading', { name: 'The engine does not run' })).toBeVisible()
  await expect(page.locator('.gate-reason')).toContainText('nonsense')
  await expect.poll(async () => (await desktop.menuItem('engine-state')).label).toMatch(/^The engine does not run/)
  for (const id of ['export-fills', 'import-configuration', 'pause', 'resume', 'killSwitch', 'open-in-browser']) {
    expect(await desktop.menuItem(id), id).toMatchObject({ enabled: false })
  }
  await desktop.clickMenu('about')
  await expect(page.getByRole('dialog', { name: 'About Wheelhouse' })).toBeVisible()
  await page.keyboard.press('Escape')
  await desktop.clickMenu('newOrder')
  await expect(page.getByText('The engine is not ready')).toBeVisible()
  await desktop.clickMenu('quit')
  expect((await desktop.shell.exited).code).toBe(0)
})
