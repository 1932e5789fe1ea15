import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { FolderLock } from '../../src-main/storage/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { logLines } from '../support/data-folder.ts'
import type { Desktop } from '../support/desktop.ts'
import { expect, needsStandIn, test } from '../support/desktop-fixtures.ts'
import { newFolder, until } from '../support/engine-process.ts'
import { isAlive } from '../support/process-life.ts'
import { nextDialog, openDialogs, pressButton } from '../support/shell-dialogs.ts'
import { folderHolder } from '../support/shell-engine.ts'
import type { Workbench } from '../support/workbench.ts'

const TWO_DISPLAYS = [
  {
    id: 1,
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    workArea: { x: 0, y: 27, width: 1920, height: 1053 },
    scaleFactor: 1,
  },
  {
    id: 2,
    bounds: { x: 1920, y: 0, width: 2560, height: 1440 },
    workArea: { x: 1920, y: 0, width: 2560, height: 1440 },
    scaleFactor: 1,
  },
]

/** The page follows the market: its price changes. */
async function expectLivePrices(workbench: Workbench): Promise<void> {
  const before = await workbench.lastPrice('BTC').textContent()
  await expect(workbench.lastPrice('BTC')).not.toHaveText(before ?? '')
}

test.describe('where the window is', () => {
  test('bounds, maximised state and zoom are kept over a restart of the program', async ({ launch }) => {
    const bounds = { x: 140, y: 90, width: 1280, height: 820 }
    const first = await launch()
    await first.workbench()
    await first.shell.evaluate(({ BrowserWindow }, bounds) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setBounds(bounds)
      window?.maximize()
      window?.webContents.setZoomFactor(1.25)
    }, bounds)
    await first.quit()
    expect((await first.ended()).code).toBe(0)

    const second = await launch()
    await second.workbench()
    await expect
      .poll(() => second.window())
      .toMatchObject({ isVisible: true, isMaximised: true, bounds, zoomFactor: 1.25 })
    await second.shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.unmaximize())
    await second.quit()
    await second.ended()

    const third = await launch()
    await third.workbench()
    expect(await third.window()).toMatchObject({ isMaximised: false, bounds })
  })

  test('a window whose display is gone comes back where it can be reached', async ({ launch }) => {
    needsStandIn()
    const first = await launch({ environment: { STAND_IN_DISPLAYS: JSON.stringify(TWO_DISPLAYS) } })
    await first.workbench()
    await first.shell.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 2400, y: 300, width: 1800, height: 1000 }),
    )
    await first.quit()
    await first.ended()

    const second = await launch()
    await second.workbench()
    const { bounds } = await second.window()
    expect(bounds).toMatchObject({ width: 1800, height: 1000 })
    expect(bounds.x).toBeGreaterThanOrEqual(0)
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(1920)
    expect(bounds.y).toBeGreaterThanOrEqual(27)
    expect(bounds.y + bounds.height).toBeLessThanOrEqual(1080)
  })
})

test.describe('closing the window', () => {
  test('with a position it hides: the engine trades on, and the tray brings it back with live prices', {
    tag: '@in-main',
  }, async ({ launch }) => {
    needsStandIn()
    const desktop = await launch()
    const workbench = await desktop.workbench()
    await desktop.openPosition()
    await desktop.closeWindow()
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: false })

    await desktop.place({ side: 'sell', reduceOnly: true })
    await expect.poll(() => desktop.positions()).toEqual([])
    await expect.poll(async () => (await desktop.trayItem('tray-exposure'))?.label).toMatch(/^0 positions, 0 orders/)

    await desktop.clickTray()
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: true, isFocused: true })
    await expectLivePrices(workbench)
    await expect(workbench.page.getByText('No open positions')).toBeVisible()
  })

  test('the tray is explained once, ever', async ({ launch }) => {
    needsStandIn()
    const first = await launch()
    await first.workbench()
    await first.restOrder()
    await closeAndBringBack(first)
    await closeAndBringBack(first)
    const titles = (await first.notifications()).map(({ title }) => title)
    expect(titles).toEqual(['Wheelhouse goes on in the tray'])
    await first.shell.close()

    const second = await launch()
    await second.workbench()
    await second.restOrder()
    await closeAndBringBack(second)
    expect(await second.notifications()).toEqual([])
  })

  test('with nothing open it quits in order', { tag: '@in-main' }, async ({ launch, home }) => {
    const desktop = await launch()
    await desktop.workbench()
    const enginePid = desktop.shell.enginePid()
    expect(folderHolder(home)?.pid).toBe(enginePid)
    await desktop.closeWindow()
    const { code, signal } = await desktop.ended()
    expect({ code, signal }).toEqual({ code: 0, signal: null })
    expect(isAlive(enginePid), 'the engine is gone').toBe(false)
    expect(FolderLock.read(home), 'the data folder is free').toBeUndefined()
  })

  test('desktop.closeToTray decides, and a change of the file acts without a restart', async ({ launch, home }) => {
    needsStandIn()
    const desktop = await launch()
    await desktop.workbench()
    await desktop.restOrder()

    changeConfigFile(home, (config) => ({ ...config, desktop: { closeToTray: 'never' } }))
    await expect(async () => expect(await closeAndBringBack(desktop)).toBe('question')).toPass()

    changeConfigFile(home, (config) => ({ ...config, desktop: { closeToTray: 'always' } }))
    await expect(async () => expect(await closeAndBringBack(desktop)).toBe('hidden')).toPass()
    await desktop.engine.call('POST', '/orders/cancel-all', {})
    await expect.poll(async () => (await desktop.trayItem('tray-exposure'))?.label).toMatch(/^0 positions, 0 orders/)
    expect(await closeAndBringBack(desktop), 'with nothing open').toBe('hidden')
  })

  test('without a tray it never hides', async ({ launch }) => {
    needsStandIn()
    const desktop = await launch({ environment: { STAND_IN_TRAY: 'none', WHEELHOUSE_DESKTOP_CLOSE_TO_TRAY: 'always' } })
    await desktop.workbench()
    await desktop.openPosition()
    await desktop.closeWindow()
    expect((await nextDialog(desktop.shell)).buttons).toEqual(['Keep running', 'Quit'])
    await pressButton(desktop.shell, 'Keep running')
    expect(await desktop.window()).toMatchObject({ isVisible: true })
    expect(await desktop.positions()).toHaveLength(1)
  })
})

test.describe('a second start', () => {
  test('with the same data folder ends at once and shows the first window', async ({ launch }) => {
    const first = await launch({ environment: { WHEELHOUSE_DESKTOP_CLOSE_TO_TRAY: 'always' } })
    await first.workbench()
    const enginePid = first.shell.enginePid()
    await first.closeWindow()
    await expect.poll(() => first.window()).toMatchObject({ isVisible: false })
    const second = await launch()
    expect((await second.shell.exited).code).toBe(0)
    await expect.poll(() => first.window()).toMatchObject({ isVisible: true, isFocused: true })
    expect(first.shell.enginePid()).toBe(enginePid)
    expect(await first.account()).toMatchObject({ openPositions: 0 })
  })

  test('with another data folder runs beside the first', async ({ launch }) => {
    const otherHome = newFolder()
    const first = await launch()
    const second = await launch({ home: otherHome })
    await Promise.all([first.workbench(), second.workbench()])
    expect(second.shell.enginePid()).not.toBe(first.shell.enginePid())
    await first.openPosition()
    expect(await first.positions()).toHaveLength(1)
    expect(await second.positions()).toEqual([])
    await second.quit()
    expect((await second.ended()).code).toBe(0)
    expect(await first.positions(), 'the first goes on').toHaveLength(1)
    rmSync(otherHome, { recursive: true, force: true })
  })
})

test('where its port is taken the window says how to mend it, and starts the engine when it is free', async ({
  launch,
}) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const desktop = await launch({ args: ['--port', String(port)] })
  const page = await desktop.shell.page()
  await expect(page.getByRole('heading', { name: 'The engine does not run' })).toBeVisible()
  await expect(page.locator('.gate-reason')).toContainText(`Port ${port} on 127.0.0.1 is in use`)
  await expect(page.locator('.gate-reason')).toContainText('--port')

  await page.getByRole('button', { name: 'Start the engine' }).click()
  await expect.poll(() => failedStarts(desktop.shell.home), 'it was tried again').toBe(2)
  await expect(page.getByRole('heading', { name: 'The engine does not run' })).toBeVisible()

  other.close()
  await once(other, 'close')
  await page.getByRole('button', { name: 'Start the engine' }).click()
  const workbench = await desktop.workbench()
  expect(desktop.engine.port).toBe(port)
  await expectLivePrices(workbench)
})

/** What came of closing the window, which is brought back after that. */
async function closeAndBringBack(desktop: Desktop): Promise<'question' | 'hidden' | undefined> {
  await desktop.closeWindow()
  const outcome = await until(
    async () => {
      if ((await openDialogs(desktop.shell)).length > 0) return 'question'
      return (await desktop.window()).isVisible ? undefined : 'hidden'
    },
    (known) => known !== undefined,
  )
  if (outcome === 'question') await pressButton(desktop.shell, 'Keep running')
  else await desktop.clickTray()
  await expect.poll(() => desktop.window()).toMatchObject({ isVisible: true })
  return outcome
}

function failedStarts(home: string): number {
  const states = logLines(home).filter(({ msg }) => msg === 'engine state')
  return states.filter(({ state }) => (state as { kind: string }).kind === 'failed').length
}
