import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { ConfigView, FillView } from '../../src-contract/index.ts'
import type { Desktop } from '../support/desktop.ts'
import { expect, needsStandIn, test } from '../support/desktop-fixtures.ts'
import { until } from '../support/engine-process.ts'
import { chooseFile, nextDialog, openDialogs, pressButton } from '../support/shell-dialogs.ts'

/** A table as a spreadsheet reads it. */
function rowsOf(file: string): Record<string, string>[] {
  const { data, errors } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  expect(errors).toEqual([])
  return data
}

async function exportTo(desktop: Desktop, kind: string, file: string): Promise<void> {
  await desktop.clickMenu(`export-${kind}`)
  const extension = kind === 'configuration' ? 'json' : 'csv'
  const { kind: dialog, defaultPath } = await nextDialog(desktop.shell)
  expect(dialog).toBe('save')
  expect(defaultPath).toMatch(new RegExp(`wheelhouse-${kind}-\\d{4}-\\d\\d-\\d\\d\\.${extension}$`))
  await chooseFile(desktop.shell, file)
}

const configOf = ({ engine }: Desktop): Promise<ConfigView> => engine.get<ConfigView>('/config')

test.beforeEach(needsStandIn)

test.describe('exports', () => {
  test('fills and orders as tables, with every row and figure of the interface', async ({ launch, home }) => {
    const desktop = await launch()
    await desktop.workbench()
    await desktop.openPosition()
    await desktop.place({ side: 'sell', reduceOnly: true })
    const { fills } = await until(
      () => desktop.engine.get<{ fills: FillView[] }>('/fills'),
      ({ fills }) => fills.length === 2,
    )
    const orders = await until(
      () => desktop.orders(),
      (orders) => orders.every(({ state }) => ['filled', 'cancelled'].includes(state)),
    )

    const fillFile = join(home, 'exported fills.csv')
    await exportTo(desktop, 'fills', fillFile)
    expect(await desktop.nextNotification(/^2 fills$/)).toEqual({ title: '2 fills', body: fillFile })
    expect(rowsOf(fillFile)).toMatchObject(
      fills.map(({ fillId, price, quantity, fee, timeMs }) => ({
        fillId,
        price,
        quantity,
        fee,
        timeMs: String(timeMs),
        timeUtc: new Date(timeMs).toISOString(),
      })),
    )
    // The user's trades concern nobody else on the machine.
    if (process.platform !== 'win32') expect(statSync(fillFile).mode & 0o077).toBe(0)

    const orderFile = join(home, 'orders.csv')
    await exportTo(desktop, 'orders', orderFile)
    await desktop.nextNotification(/^\d+ orders$/)
    expect(rowsOf(orderFile)).toMatchObject(orders.map(({ orderId, state }) => ({ orderId, state })))

    const equityFile = join(home, 'equity.csv')
    await exportTo(desktop, 'equity', equityFile)
    await desktop.nextNotification(/^\d+ points?$/)
    expect(rowsOf(equityFile).length).toBeGreaterThan(0)
  })

  test('a configuration, which can be imported again as it is', async ({ launch, home }) => {
    const desktop = await launch()
    await desktop.workbench()
    const file = join(home, 'exported.json')
    await exportTo(desktop, 'configuration', file)
    await desktop.nextNotification(/^Configuration version \d+$/)
    const { value } = await configOf(desktop)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(value)

    await desktop.clickMenu('import-configuration')
    await chooseFile(desktop.shell, file)
    expect(await desktop.nextNotification(/in force/)).toMatchObject({ title: 'Everything in it is in force already' })
    expect(await openDialogs(desktop.shell)).toEqual([])
  })

  test('nothing is written where the dialog is cancelled; a folder that refuses says why', async ({ launch, home }) => {
    const desktop = await launch()
    await desktop.workbench()
    await desktop.clickMenu('export-fills')
    await chooseFile(desktop.shell, undefined)
    await expect.poll(() => openDialogs(desktop.shell)).toEqual([])
    expect(await desktop.notifications()).toEqual([])

    writeFileSync(join(home, 'a file'), '')
    const impossible = join(home, 'a file', 'fills.csv')
    await exportTo(desktop, 'fills', impossible)
    const { message } = await nextDialog(desktop.shell)
    expect(message).toContain(`The export to ${impossible} failed`)
    await closeNote(desktop)
    expect(existsSync(impossible)).toBe(false)
  })
})

test.describe('the import of a configuration', () => {
  const IMPORTED = { risk: { maxOpenPositions: 3 }, desktop: { closeToTray: 'always' } }

  async function importFile(desktop: Desktop, file: string, content: unknown): Promise<void> {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    await desktop.clickMenu('import-configuration')
    expect(await nextDialog(desktop.shell)).toMatchObject({ kind: 'open' })
    await chooseFile(desktop.shell, file)
  }

  test('lists the changes, changes nothing before they are confirmed, then applies them', async ({ launch, home }) => {
    const desktop = await launch()
    await desktop.workbench()
    const before = await configOf(desktop)
    const { maxOpenPositions } = before.value['risk'] as { maxOpenPositions: number }
    const file = join(home, 'other.json')
    await importFile(desktop, file, IMPORTED)
    expect(await nextDialog(desktop.shell)).toMatchObject({
      message: 'Change 2 settings?',
      detail: `risk.maxOpenPositions: ${maxOpenPositions} → 3\ndesktop.closeToTray: "whileExposed" → "always"`,
      buttons: ['Change', 'Cancel'],
    })
    await pressButton(desktop.shell, 'Cancel')
    expect((await configOf(desktop)).version).toBe(before.version)

    await importFile(desktop, file, IMPORTED)
    await pressButton(desktop.shell, 'Change')
    expect(await desktop.nextNotification(/changed/)).toEqual({ title: '2 settings changed', body: file })
    const { value } = await configOf(desktop)
    expect(value).toMatchObject(IMPORTED)
    expect(JSON.parse(readFileSync(join(home, 'config.json'), 'utf8'))).toMatchObject(IMPORTED)
  })

  for (const [what, content, told] of [
    ['an unknown key', { risk: { maxPositions: 3 } }, /1 fault: .*maxPositions/],
    ['a value out of range', { risk: { maxOpenPositions: -1 } }, /1 fault: risk\.maxOpenPositions/],
    ['no JSON', 'maxOpenPositions: 3', /not JSON/],
    ['a list', [1], /one JSON object/],
  ] as const) {
    test(`refuses ${what} and changes nothing`, async ({ launch, home }) => {
      const desktop = await launch()
      await desktop.workbench()
      const { version } = await configOf(desktop)
      await importFile(desktop, join(home, 'faulty.json'), content)
      const { message } = await nextDialog(desktop.shell)
      expect(message).toMatch(told)
      expect(message).toContain('Nothing was changed.')
      await closeNote(desktop)
      expect((await configOf(desktop)).version).toBe(version)
    })
  }
})

/** Presses the only button of a message, which has the system's own label. */
async function closeNote({ shell }: Desktop): Promise<void> {
  await shell.evaluate(({ standIn }) => {
    standIn?.dialogs.find(({ isAnswered }) => !isAnswered)?.answer({ response: 0, checkboxChecked: false })
  })
}

test('the buttons of the configuration panel export and import, and the window says what became of it', async ({
  launch,
  home,
}) => {
  const desktop = await launch()
  const workbench = await desktop.workbench()
  await workbench.openLayout('Operate')
  const form = workbench.page.getByRole('form', { name: 'Configuration' })

  const file = join(home, 'from the panel.json')
  await form.getByRole('button', { name: 'Export…' }).click()
  expect(await nextDialog(desktop.shell)).toMatchObject({ kind: 'save' })
  await chooseFile(desktop.shell, file)
  await expect(workbench.page.getByText(file)).toBeVisible()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual((await configOf(desktop)).value)

  writeFileSync(file, JSON.stringify({ risk: { maxOpenPositions: 3 } }))
  await form.getByRole('button', { name: 'Import…' }).click()
  expect(await nextDialog(desktop.shell)).toMatchObject({ kind: 'open' })
  await chooseFile(desktop.shell, file)
  await pressButton(desktop.shell, 'Change')
  await expect(workbench.page.getByText('1 setting changed')).toBeVisible()
  await expect(form.getByRole('textbox', { name: 'Open positions' })).toHaveValue('3')
})
