import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConfigVersionView, ConfigView } from '../../src-contract/index.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { ConfigForm } from '../support/config-form.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'

test.use({ engineOptions: { config: BY_HAND } })

const inFile = (engine: EngineAccess): unknown => JSON.parse(readFileSync(join(engine.home, 'config.json'), 'utf8'))
const versionOf = async (engine: EngineAccess): Promise<number> => (await engine.get<ConfigView>('/config')).version
const riskOf = async (engine: EngineAccess): Promise<unknown> => (await engine.get<ConfigView>('/config')).value['risk']
const writeRisk = (engine: EngineAccess, risk: object): void =>
  changeConfigFile(engine.home, (config) => ({ ...config, risk }))

test('what saving would change is shown line by line; every version is kept, compared, and can be brought back', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  const config = new ConfigForm(page)
  const first = await versionOf(engine)

  await test.step('the difference of the draft, before anything is saved', async () => {
    await config.field('Leverage').fill('2')
    await config.field('Open positions').fill('4')
    await expect(config.changes).toHaveCount(2)
    await expect
      .poll(() => config.difference())
      .toEqual({
        gone: ['"maxOpenPositions": 8', '"maxLeverage": 3'],
        come: ['"maxOpenPositions": 4', '"maxLeverage": 2'],
      })
    expect(await versionOf(engine)).toBe(first)
  })

  await test.step('one key is taken back, the other saved', async () => {
    await config.changes
      .filter({ hasText: 'risk.maxOpenPositions' })
      .getByRole('button', { name: 'Undo the change of Open positions' })
      .click()
    await expect(config.field('Open positions')).toHaveValue('8')
    await config.save.click()
    await expect(page.getByText(`Configuration saved as version ${first + 1}`)).toBeVisible()
    expect(inFile(engine)).toEqual({ ...BY_HAND, risk: { maxLeverage: 2 } })
  })

  await test.step('the history names what changed and who did it', async () => {
    writeRisk(engine, { maxLeverage: 2, maxOrderNotional: '700' })
    await config.openTab('History')
    await expect(config.version(first + 2)).toContainText('risk.maxOrderNotional')
    await expect(config.version(first + 2)).toContainText('in force')
    await expect(config.version(first + 1)).toContainText('risk.maxLeverage')
    const { versions } = await engine.get<{ versions: ConfigVersionView[] }>('/config/history')
    expect(versions.map(({ version, source }) => [version, source]).slice(0, 2)).toEqual([
      [first + 2, 'file'],
      [first + 1, 'api'],
    ])
  })

  await test.step('a version opens for what it changed and how it differs from now', async () => {
    await config.version(first + 1).click()
    const changed = config.panel.getByRole('list', { name: 'What it changed' }).getByRole('listitem')
    await expect(changed).toHaveText(/risk\.maxLeverage\s*3\s*2/)
    await expect
      .poll(() => config.difference(config.panel.getByRole('region', { name: `From version ${first + 1} to now` })))
      .toEqual({ gone: ['"maxOrderNotional": "50000"'], come: ['"maxOrderNotional": "700"'] })
  })

  await test.step('the way back is asked first, with all that it would change', async () => {
    await config
      .version(first)
      .getByRole('button', { name: `Revert to version ${first}` })
      .click()
    const question = page.getByRole('alertdialog', { name: `Revert to version ${first}?` })
    await expect
      .poll(() => config.difference(question))
      .toEqual({
        gone: ['"maxOrderNotional": "700"', '"maxLeverage": 2'],
        come: ['"maxOrderNotional": "50000"', '"maxLeverage": 3'],
      })
    await expect(question).toContainText('At once')
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    expect(await versionOf(engine)).toBe(first + 2)
  })

  await test.step('confirmed, the values of then are in force as a new version, and in the file and the form', async () => {
    await config
      .version(first)
      .getByRole('button', { name: `Revert to version ${first}` })
      .click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revert', exact: true }).click()
    await expect(page.getByText(`Reverted, as version ${first + 3}`)).toBeVisible()
    expect(await versionOf(engine)).toBe(first + 3)
    expect(await riskOf(engine)).toMatchObject({ maxOrderNotional: '50000', maxLeverage: 3 })
    await expect.poll(() => inFile(engine)).not.toMatchObject({ risk: { maxLeverage: 2 } })
    await expect(config.version(first + 3)).toContainText('in force')
    await config.openTab('Settings')
    await expect(config.field('Leverage')).toHaveValue('3')
    await expect(config.field('Largest order')).toHaveValue('50000')
  })
})

test('a key that is changed in the file while it is written is settled key by key before it can be saved', async ({
  engine,
  page,
  workbench,
}) => {
  await workbench.open(engine)
  await workbench.openLayout('Operate')
  const config = new ConfigForm(page)
  await config.field('Leverage').fill('2')
  await config.field('Open positions').fill('5')
  await config.field('Largest order').fill('900')
  await expect(config.save).toBeEnabled()
  writeRisk(engine, { maxLeverage: 4, maxOpenPositions: 6 })

  await test.step('both are told with what they were and are; the third is a draft as before', async () => {
    await expect(config.changes.filter({ hasText: 'risk.maxLeverage' })).toContainText('changed elsewhere, 3 to 4')
    await expect(config.changes.filter({ hasText: 'risk.maxOpenPositions' })).toContainText('changed elsewhere, 8 to 6')
    await expect(config.form.getByRole('alert')).toContainText('2 keys were changed elsewhere, too')
    await expect(config.save).toBeDisabled()
    await expect(config.field('Leverage')).toHaveValue('2')
  })

  await test.step('mine of the one, theirs of the other', async () => {
    await config.form.getByRole('button', { name: 'Keep my value of risk.maxLeverage' }).click()
    await expect(config.save).toBeDisabled()
    await config.form.getByRole('button', { name: 'Take the other value of risk.maxOpenPositions' }).click()
    await expect(config.field('Open positions')).toHaveValue('6')
    await expect(config.save).toHaveText('Save 2 changes')
    await config.save.click()
    await expect(config.changes).toHaveCount(0)
    expect(await riskOf(engine)).toMatchObject({ maxLeverage: 2, maxOpenPositions: 6, maxOrderNotional: '900' })
    expect(inFile(engine)).toEqual({
      ...BY_HAND,
      risk: { maxLeverage: 2, maxOpenPositions: 6, maxOrderNotional: '900' },
    })
  })
})
