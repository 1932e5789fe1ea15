import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineAccess } from '../support/engine-access.ts'
import { EngineProcess } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { UNTOUCHED } from '../support/kept-layouts.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'
import type { Workbench } from '../support/workbench.ts'
import { chooseForLayout, keptLayout, keptPanels, layoutsOf } from '../support/workspace.ts'

test.use({ engineOptions: { config: BY_HAND } })

const stateOfLayout = ({ page }: Workbench) => page.getByRole('contentinfo').locator('.status-layout')

/** Closes the tape of the layout Trade, and waits until the engine has it so. */
async function closeTape(engine: EngineAccess, workbench: Workbench): Promise<void> {
  await workbench.tab('Tape').focus()
  await workbench.page.keyboard.press('Delete')
  await expect(workbench.tab('Tape')).toHaveCount(0)
  await expect.poll(() => keptPanels(engine, 'trade')).toContain('chart-1')
  expect(await keptPanels(engine, 'trade')).not.toContain('tape-1')
}

async function expectOpen(workbench: Workbench, layout: string): Promise<void> {
  await expect(workbench.layoutTab(layout)).toHaveAttribute('aria-current', 'page')
}

test('a layout that was changed is kept over a switch, a reload and a restart of the engine', async ({
  engineProcess: engine,
  page,
  pageFaults,
  workbench,
}) => {
  pageFaults.expect(/50[23]/, ...ENGINE_DOWN)
  await workbench.open(engine)
  await expect(stateOfLayout(workbench)).toHaveText(/Layout\s*Trade\s*· saved/)
  const expectChanged = async (): Promise<void> => {
    await expect(workbench.tab('Depth')).toBeVisible()
    await expect(workbench.tab('Tape')).toHaveCount(0)
    await expect(workbench.chart.getByRole('radio', { name: '5m', exact: true })).toBeChecked()
  }

  await test.step('what is changed reaches the engine by itself', async () => {
    await closeTape(engine, workbench)
    await workbench.chooseTimeframe('5m')
    await expect
      .poll(async () => (await keptLayout(engine, 'trade'))?.dock?.panels['chart-1']?.params.settings)
      .toMatchObject({ timeframe: '5m' })
    await expect(stateOfLayout(workbench)).toHaveText(/Trade\s*· saved/)
  })

  await test.step('over a switch', async () => {
    await page.keyboard.press('Alt+2')
    await expectOpen(workbench, 'Research')
    await expect(workbench.tab('Chart 2')).toBeVisible()
    await page.keyboard.press('Alt+1')
    await expectOpen(workbench, 'Trade')
    await expectChanged()
  })

  await test.step('over a reload, which shows the layout that was open', async () => {
    await page.reload()
    await expectChanged()
    await workbench.openLayout('Operate')
    await page.reload()
    await expect(workbench.tab('Components')).toBeVisible()
    await expectOpen(workbench, 'Operate')
    await workbench.openLayout('Trade')
  })

  await test.step('a change that is made while the page goes is kept', async () => {
    await workbench.chooseTimeframe('15m')
    await page.reload()
    await expect(workbench.chart.getByRole('radio', { name: '15m' })).toBeChecked()
    await workbench.chooseTimeframe('5m')
    await expect
      .poll(async () => (await keptLayout(engine, 'trade'))?.dock?.panels['chart-1']?.params.settings)
      .toMatchObject({ timeframe: '5m' })
  })

  await test.step('over a restart of the engine', async () => {
    engine.child.kill('SIGTERM')
    await engine.exited
    await expect(page.getByText(/^Engine connection lost/)).toBeVisible()
    const again = await EngineProcess.start({ home: engine.home, port: engine.port, args: ['--quiet'] })
    try {
      await expect(page.getByText(/^Engine connection lost/)).toBeHidden({ timeout: 30_000 })
      await expectChanged()
      await page.reload()
      await expectChanged()
      expect(await keptPanels(again, 'trade')).not.toContain('tape-1')
    } finally {
      await again.stop()
    }
  })
})

test('layouts are added, renamed, duplicated, removed and set back, and the engine has exactly those', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  const dialog = page.getByRole('dialog')
  const names = async (): Promise<string[]> => (await layoutsOf(engine)).map(({ name }) => name)

  await test.step('a new one begins as one of the three', async () => {
    await page.getByRole('navigation', { name: 'Layouts' }).getByRole('button', { name: 'Add' }).click()
    await page.getByRole('menuitem', { name: 'New layout…' }).click()
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/1 to 40 characters/)
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Night shift')
    await dialog.getByRole('combobox', { name: 'Begins as' }).selectOption('Operate')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog).toHaveCount(0)
    await expectOpen(workbench, 'Night shift')
    await expect(workbench.tab('Components')).toBeVisible()
    expect(await keptLayout(engine, 'night-shift')).toMatchObject({ begins: 'operate' })
  })

  await test.step('renamed', async () => {
    await chooseForLayout(workbench, 'Night shift', 'Rename…')
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Night shift')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Night watch')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expectOpen(workbench, 'Night watch')
    expect(await names()).toEqual(['Trade', 'Research', 'Operate', 'Night watch'])
  })

  await test.step('duplicated with what was changed in it', async () => {
    await workbench.openLayout('Trade')
    await closeTape(engine, workbench)
    await chooseForLayout(workbench, 'Trade', 'Duplicate…')
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Trade 2')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await expect(dialog).toHaveCount(0)
    await expectOpen(workbench, 'Trade 2')
    await expect(workbench.tab('Depth')).toBeVisible()
    await expect(workbench.tab('Tape')).toHaveCount(0)
    expect(await keptPanels(engine, 'trade-2')).toEqual(await keptPanels(engine, 'trade'))
  })

  await test.step('removed, once it was confirmed', async () => {
    const question = page.getByRole('alertdialog', { name: 'Remove the layout Trade 2?' })
    await chooseForLayout(workbench, 'Trade 2', 'Remove…')
    await expect(question).toBeVisible()
    // It hears keys once it has the focus, a moment after it is there.
    await expect(async () => {
      await page.keyboard.press('Escape')
      await expect(question).toBeHidden({ timeout: 1_000 })
    }).toPass()
    expect(await names()).toContain('Trade 2')
    await chooseForLayout(workbench, 'Trade 2', 'Remove…')
    await question.getByRole('button', { name: 'Remove the layout' }).click()
    await expect(question).toBeHidden()
    await expect(workbench.layoutTab('Trade 2')).toHaveCount(0)
    await expectOpen(workbench, 'Trade')
    expect(await names()).toEqual(['Trade', 'Research', 'Operate', 'Night watch'])
  })

  await test.step('a built-in one is set back instead', async () => {
    await expect(workbench.tab('Tape')).toHaveCount(0)
    await workbench.layoutTab('Trade').click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: 'Set back…' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'Remove…' })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    await chooseForLayout(workbench, 'Trade', 'Set back…')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Set it back' }).click()
    await expect(workbench.tab('Tape')).toBeVisible()
    expect((await layoutsOf(engine))[0]).toMatchObject({ layoutId: 'trade', arrangement: null, changedAtMs: null })
  })
})

test('two windows may change the same layout: the later change stays', async ({
  engine,
  page,
  context,
  pageFaults,
  workbench,
}) => {
  await workbench.open(engine)
  const other = await context.newPage()
  await pageFaults.watch(other)
  await other.goto(engine.url)
  const timeframe = (of: typeof page, name: string) => of.getByRole('radio', { name, exact: true })
  await expect(timeframe(other, '1m')).toBeChecked()
  const kept = async (): Promise<unknown> =>
    (await keptLayout(engine, 'trade'))?.panels['chart-1']?.settings['timeframe']
  await workbench.chooseTimeframe('5m')
  await expect.poll(kept).toBe('5m')
  await other.getByRole('radiogroup', { name: 'Timeframe' }).getByText('1h', { exact: true }).click()
  await expect.poll(kept).toBe('1h')
  await expect(timeframe(page, '5m'), 'the first window stays as it is').toBeChecked()
  await page.reload()
  await expect(timeframe(page, '1h')).toBeChecked()
})

test.describe('a file that cannot be read', () => {
  const BROKEN = '{ "version": 1, "layouts": ['
  test.use({ engineOptions: { config: BY_HAND, workspace: BROKEN } })

  test('is said and put aside, and the layouts are those to begin with', async ({ engine, page, workbench }) => {
    await workbench.open(engine)
    await expect(page.getByText('The kept layouts could not be read')).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'First steps' })).toHaveCount(0)
    await expect(workbench.tab('Tape')).toBeVisible()
    const aside = readdirSync(engine.home).filter((name) => name.startsWith('workspace.json.unreadable'))
    expect(aside.map((name) => readFileSync(join(engine.home, name), 'utf8'))).toEqual([BROKEN])
    await closeTape(engine, workbench)
    await page.reload()
    await expect(workbench.tab('Depth')).toBeVisible()
    await expect(workbench.tab('Tape')).toHaveCount(0)
  })
})

test.describe('a layout of a later version', () => {
  const LATER = { ...UNTOUCHED, version: 99 }
  const workspace = {
    version: 1,
    layouts: [{ layoutId: 'trade', name: 'Trade', arrangement: LATER, changedAtMs: 1 }],
  }
  test.use({ engineOptions: { config: BY_HAND, workspace } })

  test('is shown as it begins, and stays in the file until it is changed here', async ({ engine, page, workbench }) => {
    await workbench.open(engine)
    await expect(page.getByText('The layout Trade could not be read')).toBeVisible()
    await expect(workbench.tab('Tape')).toBeVisible()
    await workbench.openLayout('Research')
    await expect(workbench.tab('Chart 2')).toBeVisible()
    await workbench.openLayout('Trade')
    await expect(workbench.tab('Tape')).toBeVisible()
    expect(await keptLayout(engine, 'trade')).toEqual(LATER)
    await closeTape(engine, workbench)
    expect(await keptLayout(engine, 'trade')).toMatchObject({ version: 1 })
  })
})
