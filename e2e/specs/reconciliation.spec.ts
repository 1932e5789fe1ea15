import type { Locator } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReconciliationView } from '../../src-contract/index.ts'
import { readTokens } from '../support/data-folder.ts'
import { DataGrid } from '../support/data-grid.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { EngineProcess } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { BTC } from '../support/hand-orders.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { holdBitcoin, openPositions } from '../support/market-run.ts'
import { Workbench } from '../support/workbench.ts'

test.use({ engineOptions: { config: BY_HAND } })

const reconciled = (engine: EngineAccess): Promise<ReconciliationView> =>
  engine.get<ReconciliationView>('/reconciliation')

async function openPanel(engine: EngineAccess, workbench: Workbench): Promise<Locator> {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  await workbench.show('Reconciliation')
  return workbench.panel('Reconciliation')
}

test('ledger and venue stand beside each other, and the venue is asked when a person wants it', async ({
  engine,
  workbench,
}) => {
  await holdBitcoin(engine, { quantity: '0.05', exitShare: 0.02 })
  const panel = await openPanel(engine, workbench)
  const group = workbench.group('Reconciliation')
  const both = new DataGrid(group, 'Ledger and venue')

  await test.step('asked now, both say the same', async () => {
    const before = (await reconciled(engine)).lastPassMs ?? 0
    await group.getByRole('button', { name: 'Ask the venue now' }).click()
    await expect.poll(async () => (await reconciled(engine)).lastPassMs).toBeGreaterThan(before)
    await expect(both.row('BTC-PERP').first()).toContainText('0.050')
    await expect.poll(() => both.column('Here')).toEqual(await both.column('Venue'))
    await expect.poll(async () => new Set(await both.column('State'))).toEqual(new Set(['equal']))
    await expect(group.getByText(/^Asked \d+ m?s ago · every /)).toBeVisible()
  })

  await test.step('there is nothing to decide', async () => {
    await panel.getByRole('tab', { name: 'Differences' }).click()
    await expect(panel.getByText('No differences')).toBeVisible()
    await panel.getByRole('tab', { name: 'Quarantine' }).click()
    await expect(panel.getByText('No instrument is in quarantine')).toBeVisible()
  })
})

test('a viewer sees both sides, and is refused where something would change', async ({ engine, page, workbench }) => {
  const { viewer } = readTokens(engine.home)
  await page.goto(`${engine.address}/#token=${viewer}`)
  await workbench.openLayout('Operate')
  await workbench.show('Reconciliation')
  await workbench.group('Reconciliation').getByRole('button', { name: 'Ask the venue now' }).click()
  const toast = page.getByRole('region', { name: /^Messages/ }).getByText('The venue was not asked', { exact: true })
  await expect(toast).toBeVisible()
})

test.describe('a ledger that lost what the venue still holds', () => {
  let home = ''
  let engine: EngineProcess | undefined
  test.beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'wheelhouse-lost-ledger-'))
  })
  test.afterEach(async () => {
    await engine?.stop()
    rmSync(home, { recursive: true, force: true })
  })

  /** Holds a position, and begins again on a ledger that knows nothing of it: the venue keeps its own books. */
  async function loseLedger(): Promise<EngineProcess> {
    const before = await EngineProcess.start({ home, config: BY_HAND, workspace: USED_BEFORE })
    await holdBitcoin(before, { quantity: '0.05', exitShare: 0.02 })
    await before.stop()
    for (const end of ['', '-wal', '-shm']) rmSync(join(home, `ledger.db${end}`), { force: true })
    return EngineProcess.start({ home })
  }

  test('says so, and takes it over step by step', async ({ page }) => {
    const after = await loseLedger()
    engine = after
    const workbench = new Workbench(page)
    const panel = await openPanel(after, workbench)
    const differences = new DataGrid(workbench.group('Reconciliation'), 'Differences')

    await test.step('the position differs', async () => {
      await expect.poll(async () => (await reconciled(after)).differences.length).toBeGreaterThan(0)
      await panel.getByRole('tab', { name: /^Differences/ }).click()
      await expect(differences.row('Position').first()).toContainText('BTC-PERP')
    })

    await test.step('adopting names its steps, and asks for a reason', async () => {
      const adopt = differences.rows.getByRole('button', { name: 'Adopt: Position of BTC-PERP' })
      await adopt.click()
      const question = page.getByRole('alertdialog', { name: 'Adopt what the venue says of BTC-PERP?' })
      await expect(question.getByRole('button', { name: 'Leave it' })).toBeFocused()
      await expect(question.getByRole('region', { name: 'What will happen' }).getByRole('listitem')).not.toHaveCount(0)
      const confirm = question.getByRole('button', { name: 'Adopt it' })
      await expect(confirm).toBeDisabled()
      await question.getByRole('combobox', { name: 'Whose it is from then on' }).selectOption('hand')
      await question.getByRole('textbox', { name: 'Why' }).fill('the ledger was lost')
      await expect(question).toContainText('0.050')
      await confirm.click()
      await expect(question).toBeHidden()
    })

    await test.step('both say the same afterwards', async () => {
      await expect
        .poll(async () => (await openPositions(after)).find(({ instrumentId }) => instrumentId === BTC)?.quantity)
        .toBe('0.05')
      await expect
        .poll(async () =>
          (await reconciled(after)).differences.filter(({ kind }) => kind === 'position').map(({ state }) => state),
        )
        .toEqual(['resolved'])
    })
  })
})
