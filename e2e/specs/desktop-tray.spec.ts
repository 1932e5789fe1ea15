import type { StatusView } from '../../src-contract/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import type { Desktop } from '../support/desktop.ts'
import { expect, needsStandIn, test } from '../support/desktop-fixtures.ts'
import { pause } from '../support/engine-process.ts'
import { nextDialog, openDialogs, pressButton } from '../support/shell-dialogs.ts'
import { numberIn } from '../support/workbench.ts'

/** Fills of two seconds are announced together; after this nothing more comes. */
const QUIET_MS = 3_000

test.beforeEach(needsStandIn)

const statusOf = ({ engine }: Desktop): Promise<StatusView> => engine.get<StatusView>('/status')
const labelOf = async (desktop: Desktop, id: string): Promise<string | undefined> => (await desktop.trayItem(id))?.label

test.describe('the tray', () => {
  test('says equity, profit, trading state and what is open, as they are', async ({ launch }) => {
    const desktop = await launch()
    await desktop.workbench()
    await expect
      .poll(() => desktop.tray())
      .toMatchObject({
        icon: 'tray-active.png',
        items: {
          'tray-heading': { label: 'Wheelhouse: paper', enabled: false },
          'tray-trading': { label: 'Trading active', enabled: false },
          'tray-exposure': { label: '0 positions, 0 orders working', enabled: false },
        },
      })
    await desktop.openPosition()
    await expect.poll(() => labelOf(desktop, 'tray-exposure')).toBe('1 position, 1 order working')
    await expect
      .poll(async () => {
        const { equity, profitToday } = await desktop.account()
        const shown = numberIn((await labelOf(desktop, 'tray-equity')) ?? '')
        const gain = numberIn((await labelOf(desktop, 'tray-profit')) ?? '')
        // The market moves between the two looks.
        return Math.abs(shown - equity) < 5 && Math.abs(gain - profitToday) < 5
      })
      .toBe(true)
    const { toolTip } = (await desktop.tray()) ?? {}
    expect(toolTip).toMatch(/^Wheelhouse: paper\nEquity [\d,.]+ USDT\nProfit today .*\nTrading active\n1 position/)
  })

  test('pauses and resumes trading', async ({ launch }) => {
    const desktop = await launch()
    const workbench = await desktop.workbench()
    await desktop.clickTrayItem('tray-pause')
    await expect
      .poll(() => statusOf(desktop))
      .toMatchObject({ tradingState: 'reducing', tradingReason: 'paused by hand' })
    await expect
      .poll(() => desktop.tray())
      .toMatchObject({
        icon: 'tray-reducing.png',
        items: { 'tray-trading': { label: 'Trading reducing: paused by hand' }, 'tray-pause': { enabled: false } },
      })
    await expect(workbench.tradingState).toHaveAccessibleName('Trading state: reducing')
    await expect.poll(() => desktop.menuItem('pause')).toMatchObject({ enabled: false })

    await desktop.clickTrayItem('tray-resume')
    await expect.poll(() => statusOf(desktop)).toMatchObject({ tradingState: 'active' })
    await expect
      .poll(() => desktop.tray())
      .toMatchObject({
        icon: 'tray-active.png',
        items: { 'tray-resume': { enabled: false }, 'tray-pause': { enabled: true } },
      })
  })

  test('asks before the kill switch, which then closes everything and halts', async ({ launch }) => {
    const desktop = await launch()
    await desktop.workbench()
    await desktop.openPosition()
    await desktop.restOrder()
    await desktop.clickTrayItem('tray-kill')
    const { message, detail, buttons } = await nextDialog(desktop.shell)
    expect(message).toBe('Close everything and halt?')
    expect(detail).toMatch(/^1 position closed at market, 2 orders cancelled\. /)
    expect(buttons).toEqual(['Close everything and halt', 'Cancel'])
    await pressButton(desktop.shell, 'Cancel')
    expect(await desktop.positions()).toHaveLength(1)
    expect(await statusOf(desktop)).toMatchObject({ tradingState: 'active' })

    await desktop.clickTrayItem('tray-kill')
    await pressButton(desktop.shell, 'Close everything and halt')
    await expect.poll(() => statusOf(desktop)).toMatchObject({ tradingState: 'halted' })
    expect(await desktop.positions()).toEqual([])
    expect(await desktop.workingOrders('entry')).toEqual([])
    await expect.poll(() => desktop.tray()).toMatchObject({ icon: 'tray-halted.png' })
    expect(await openDialogs(desktop.shell)).toEqual([])
  })

  test('shows the window and quits', async ({ launch }) => {
    const desktop = await launch()
    await desktop.workbench()
    await desktop.shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    await desktop.clickTrayItem('tray-show')
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: true, isFocused: true })
    await desktop.clickTrayItem('tray-quit')
    expect((await desktop.ended()).code).toBe(0)
  })
})

test.describe('notifications', () => {
  test('a fill behind the window is announced once; its click shows the fills', async ({ launch }) => {
    const desktop = await launch()
    const workbench = await desktop.workbench()
    await desktop.blurWindow()
    await desktop.place({})
    const { title, body } = await desktop.nextNotification(/^Bought/)
    expect(title).toMatch(/^Bought 0\.01 BTC-PERP at [\d,.]+$/)
    expect(body).toBe('By hand')
    await pause(QUIET_MS)
    expect(await desktop.notifications()).toHaveLength(1)

    await desktop.clickNotification(title)
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: true, isFocused: true })
    await expect(workbench.tab('Fills')).toHaveAttribute('aria-selected', 'true')
    await expect(workbench.rows('Fills')).toHaveCount(1)
  })

  test('a fill while the window is hidden brings it back, too', async ({ launch }) => {
    const desktop = await launch()
    const workbench = await desktop.workbench()
    await desktop.openPosition()
    await desktop.closeWindow()
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: false })
    await desktop.place({ side: 'sell', reduceOnly: true })
    const { title, body } = await desktop.nextNotification(/^Sold/)
    expect(body).toMatch(/^By hand, profit [+−][\d,.]+ USDT$/)
    await desktop.clickNotification(title)
    await expect.poll(() => desktop.window()).toMatchObject({ isVisible: true })
    await expect(workbench.tab('Fills')).toHaveAttribute('aria-selected', 'true')
  })

  test('nothing is announced to somebody who looks at the window', async ({ launch }) => {
    const desktop = await launch()
    await desktop.workbench()
    expect(await desktop.window()).toMatchObject({ isFocused: true })
    await desktop.place({})
    await desktop.clickMenu('pause')
    await expect.poll(() => statusOf(desktop)).toMatchObject({ tradingState: 'reducing' })
    await pause(QUIET_MS)
    expect(await desktop.notifications()).toEqual([])
  })

  test('each kind can be switched off, which acts without a restart', async ({ launch, home }) => {
    const desktop = await launch()
    await desktop.workbench()
    await desktop.blurWindow()
    changeConfigFile(home, (config) => ({ ...config, desktop: { notifications: { fills: false } } }))
    await expect
      .poll(async () => (await desktop.engine.get<{ value: object }>('/config')).value)
      .toMatchObject({ desktop: { notifications: { fills: false } } })
    await pause(QUIET_MS)
    await desktop.place({})
    await desktop.engine.call('POST', '/system/pause', { reason: 'lunch' })
    expect(await desktop.nextNotification(/^Trading/)).toEqual({ title: 'Trading is reducing', body: 'lunch' })
    await pause(QUIET_MS)
    expect(await desktop.notifications(), 'no fill').toHaveLength(1)
  })
})
