import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError, type Logger, ManualClock, silentLogger } from './base/index.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { openSecrets, type PassphraseSource, type SecretsOptions } from './compose-secrets.ts'
import type { KeychainCipher, SecretVault } from './security/index.ts'

const PASSPHRASE = 'correct horse battery'

let folder: string
let warnings: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compose-secrets-'))
  warnings = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(passphrase?: PassphraseSource, change: Partial<SecretsOptions> = {}): Promise<SecretVault> {
  const logger: Logger = { ...silentLogger, warn: (message) => warnings.push(message), child: () => logger }
  const config = { current: { desktop: { acceptWeakKeychain: false } } } as unknown as EngineConfigStore
  return openSecrets({ folder, config, clock: new ManualClock(0), logger, keychain: undefined, passphrase, ...change })
}

function fromFile(text: string): PassphraseSource {
  const file = join(folder, 'passphrase')
  writeFileSync(file, text, { mode: 0o600 })
  return { kind: 'file', file }
}

const fromText = (text: string): PassphraseSource => ({ kind: 'text', text, origin: 'WHEELHOUSE_PASSPHRASE' })

async function faultOf(opened: Promise<unknown>): Promise<string> {
  const error: unknown = await opened.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(FatalError)
  return (error as FatalError).message
}

describe('openSecrets', () => {
  it('sets up an empty vault by the passphrase of the first start, and unlocks it by that of the next', async () => {
    const first = await open(fromFile(`${PASSPHRASE}\n`))
    expect(first.view()).toMatchObject({ protection: 'passphrase', locked: false })
    await first.put('a.key', 'value')
    expect((await open()).view().locked).toBe(true)
    expect((await open(fromText(PASSPHRASE))).read('a.key')).toBe('value')
  })

  it('refuses to start with a wrong passphrase, and says where that was given', async () => {
    await open(fromText(PASSPHRASE))
    const before = readFileSync(join(folder, 'secrets.json'), 'utf8')
    expect(await faultOf(open(fromText('another passphrase')))).toBe(
      'The passphrase given by WHEELHOUSE_PASSPHRASE is not the one of the vault; the engine was not started. ' +
        'Give the right one, or none: the engine then runs with its secrets locked.',
    )
    expect(await faultOf(open(fromFile('another passphrase')))).toContain(
      `given by ${join(folder, 'passphrase')} is not`,
    )
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe(before)
  })

  it('refuses a passphrase that is too short to protect a vault', async () => {
    expect(await faultOf(open(fromText('short')))).toBe(
      'The passphrase given by WHEELHOUSE_PASSPHRASE cannot protect a vault: it must be 12 to 1000 characters long.',
    )
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false)
  })

  it('leaves a vault of the keychain as it is', async () => {
    const keychain: KeychainCipher = {
      view: { available: true, backend: 'kwallet6', weak: false },
      encrypt: async (texts) => texts.map((text) => Buffer.from(text).toString('base64')),
      decrypt: async (texts) => texts.map((text) => Buffer.from(text, 'base64').toString()),
    }
    await (await open(undefined, { keychain })).put('a.key', 'value')
    const vault = await open(fromText(PASSPHRASE), { keychain })
    expect([vault.view().protection, vault.read('a.key')]).toEqual(['keychain', 'value'])
    expect(warnings).toEqual(['a passphrase was given, but the keychain protects the vault'])
  })

  it('asks the configuration at the moment whether a weak keychain is accepted', async () => {
    const desktop = { acceptWeakKeychain: false }
    const keychain = { view: { available: true, backend: 'basic_text', weak: true } } as KeychainCipher
    const vault = await open(undefined, { keychain, config: { current: { desktop } } as unknown as EngineConfigStore })
    expect(vault.view().protection).toBe('none')
    desktop.acceptWeakKeychain = true
    expect(vault.view().protection).toBe('keychain')
  })
})
