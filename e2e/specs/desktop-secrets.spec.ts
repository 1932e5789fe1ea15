import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SecretView, VaultView } from '../../src-contract/index.ts'
import { readTokens } from '../support/data-folder.ts'
import type { Desktop } from '../support/desktop.ts'
import { expect, test } from '../support/desktop-fixtures.ts'
import { until } from '../support/engine-process.ts'
import { RUNS_ON } from '../support/shell.ts'

const NAME = 'venue.api-key'
const VALUE = 'value-that-nobody-may-see'
const PASSPHRASE = 'a passphrase of the test'

/** A Linux without a keychain: one argument for Electron, one variable for the stand-in. */
const WITHOUT_KEYCHAIN = { args: ['--password-store=basic'], environment: { STAND_IN_KEYCHAIN: 'basic_text' } }

interface VaultFile {
  readonly entries: readonly { readonly sealedBy: string; readonly ciphertext: string }[]
}

const put = (desktop: Desktop): ReturnType<Desktop['engine']['call']> =>
  desktop.engine.call('PUT', `/secrets/${NAME}`, { value: VALUE })

/** How the secrets are kept, once the engine answers. */
async function vaultOf({ engine }: Desktop): Promise<VaultView> {
  await engine.ready()
  return until(
    () => engine.get<VaultView>('/secrets/vault'),
    (vault) => 'protection' in vault,
  )
}

/** Files below the folder, Chromium's profile included, in which the text stands. */
function filesHolding(home: string, text: string): string[] {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(join(home, name), { throwIfNoEntry: false })?.isFile())
  expect(files.length).toBeGreaterThan(5)
  return files.filter((name) => readFileSync(join(home, name)).includes(text))
}

test('a secret is encrypted by the keychain, outlives the program, and is given out nowhere', async ({
  launch,
  home,
}) => {
  const first = await launch()
  const { protection, keychain } = await vaultOf(first)
  test.skip(RUNS_ON === 'electron' && keychain.weak, 'this machine has no keychain')
  expect({ protection, weak: keychain.weak }).toEqual({ protection: 'keychain', weak: false })
  expect(await put(first)).toEqual({ status: 200, body: { name: NAME, setAtMs: expect.any(Number) } })
  const firstExit = await first.shell.close()

  const file = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as VaultFile
  expect(file.entries).toMatchObject([{ sealedBy: 'keychain' }])
  if (process.platform !== 'win32') expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)

  const second = await launch()
  expect(await vaultOf(second)).toMatchObject({ locked: false, secretCount: 1, advice: null })
  const clear = await second.shell.evaluate(
    async ({ safeStorage }, sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
    file.entries[0]?.ciphertext ?? '',
  )
  expect(JSON.parse(clear), 'what the keychain of the system opens').toEqual([NAME, VALUE])
  const { secrets } = await second.engine.get<{ secrets: SecretView[] }>('/secrets')
  expect(secrets).toEqual([{ name: NAME, setAtMs: expect.any(Number) }])
  const secondExit = await second.shell.close()

  expect(filesHolding(home, NAME), 'what is looked for would be found').toContain('secrets.json')
  for (const { stdout, stderr } of [firstExit, secondExit]) expect(stdout + stderr).not.toContain(VALUE)
  for (const text of [VALUE, Buffer.from(VALUE).toString('base64')]) expect(filesHolding(home, text)).toEqual([])
})

test('without a keychain a secret is refused until a passphrase is set, which is asked for after each start', async ({
  launch,
  home,
}) => {
  test.skip(process.platform !== 'linux', 'every other system has a keychain')
  const first = await launch(WITHOUT_KEYCHAIN)
  const vault = await vaultOf(first)
  expect(vault).toMatchObject({ protection: 'none', keychain: { backend: 'basic_text', weak: true } })
  expect(vault.advice).toContain('set a passphrase')
  expect(await put(first)).toMatchObject({ status: 409, body: { code: 'SECRETS_UNPROTECTED' } })
  expect(readdirSync(home)).not.toContain('secrets.json')
  const set = await first.engine.call('POST', '/secrets/passphrase', { passphrase: PASSPHRASE })
  expect(set).toMatchObject({ status: 200, body: { protection: 'passphrase', locked: false, advice: null } })
  expect(await put(first)).toMatchObject({ status: 200 })
  await first.shell.close()

  const second = await launch(WITHOUT_KEYCHAIN)
  expect(await vaultOf(second)).toMatchObject({ protection: 'passphrase', locked: true, secretCount: 1 })
  expect(await put(second)).toMatchObject({ status: 423, body: { code: 'SECRETS_LOCKED' } })
  const unlock = (passphrase: string): Promise<unknown> => second.engine.call('POST', '/secrets/unlock', { passphrase })
  expect(await unlock('not the passphrase')).toMatchObject({ status: 422, body: { code: 'WRONG_PASSPHRASE' } })
  expect(await unlock(PASSPHRASE)).toMatchObject({ status: 200, body: { locked: false, advice: null } })
  await second.shell.close()
  for (const text of [VALUE, PASSPHRASE]) expect(filesHolding(home, text)).toEqual([])
})

test('neither a token nor a secret stands where other programs see the engine, nor do options reach it from around it', async ({
  launch,
  home,
}) => {
  test.skip(process.platform !== 'linux', 'only Linux shows what a process was started with as a file')
  const first = await launch()
  const { keychain } = await vaultOf(first)
  test.skip(keychain.weak, 'this machine has no keychain')
  await put(first)
  await first.shell.close()

  // Allowed even in a packaged Electron, so that main starts with it.
  const second = await launch({ environment: { NODE_OPTIONS: '--max-http-header-size=20000' } })
  expect(await vaultOf(second)).toMatchObject({ secretCount: 1, locked: false })
  const enginePid = second.shell.enginePid()
  expect(enginePid).not.toBe(second.shell.main.pid)
  const around = ['cmdline', 'environ'].map((name) => readFileSync(`/proc/${enginePid}/${name}`, 'utf8'))
  expect(around.join('\0')).not.toMatch(/(?:^|\0)(?:NODE_OPTIONS|ELECTRON_RUN_AS_NODE)=/)
  const ofMain = readFileSync(`/proc/${second.shell.main.pid}/environ`, 'utf8')
  expect(ofMain, 'main itself had it').toMatch(/(?:^|\0)NODE_OPTIONS=--max-http-header-size/)
  for (const token of [...Object.values(readTokens(home)), VALUE]) expect(around.join('\0')).not.toContain(token)
})
