import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EngineError, type LogFields, ManualClock, silentLogger } from '../base/index.ts'
import { AccountKeyring, accountSecretName, type KeyedAccount } from './account-keys.ts'
import type { KeyVariables } from './key-variables.ts'
import { SecretVault } from './secret-vault.ts'

const PASSPHRASE = 'correct horse battery'
const MAIN: KeyedAccount = { name: 'main', venueId: 'binance', venueLabel: 'Binance spot', needsPassphrase: false }
const VARIABLES: KeyVariables = { BINANCE_API_KEY: 'environment key', BINANCE_SECRET_KEY: 'environment secret' }

let folder: string
let vault: SecretVault
let told: { message: string; fields: LogFields | undefined }[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'account-keys-'))
  told = []
  vault = await openVault()
  await vault.setPassphrase(PASSPHRASE, undefined)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function openVault(): Promise<SecretVault> {
  return SecretVault.open({
    folder,
    clock: new ManualClock(0),
    logger: silentLogger,
    acceptWeakKeychain: () => false,
    cost: { n: 1024, r: 8, p: 1 },
  })
}

function keyring(variables: KeyVariables = {}): AccountKeyring {
  const info = (message: string, fields?: LogFields): void => void told.push({ message, fields })
  return new AccountKeyring({ vault, variables, logger: { ...silentLogger, info } })
}

function refusal(act: () => unknown): EngineError {
  try {
    act()
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('the keys of an account', () => {
  it('come from the vault', async () => {
    await vault.put(accountSecretName('main', 'api-key'), 'vault key')
    await vault.put(accountSecretName('main', 'secret'), 'vault secret')
    expect(keyring().keysOf(MAIN)).toEqual({ apiKey: 'vault key', secret: 'vault secret' })
  })

  it('come from the environment where the vault keeps none of them, which is told once and by name only', () => {
    const keys = keyring(VARIABLES)
    expect(keys.keysOf(MAIN)).toEqual({ apiKey: 'environment key', secret: 'environment secret' })
    keys.keysOf(MAIN)
    expect(told).toEqual([
      {
        message: 'an account uses the keys of the environment',
        fields: { account: 'main', variables: ['BINANCE_API_KEY', 'BINANCE_SECRET_KEY'] },
      },
    ])
  })

  it('are never put together from both', async () => {
    await vault.put(accountSecretName('main', 'api-key'), 'vault key')
    const keys = keyring(VARIABLES)
    expect(keys.states(MAIN).map(({ source }) => source)).toEqual(['vault', 'missing', 'missing'])
    expect(refusal(() => keys.keysOf(MAIN)).message).toContain('has no account.main.secret.')
  })

  it('have a third part where the venue wants one', async () => {
    const okx = { ...MAIN, venueId: 'okx', needsPassphrase: true }
    const variables = { OKX_API_KEY: 'k', OKX_SECRET_KEY: 's', OKX_PASSPHRASE: 'p' }
    expect(keyring(variables).keysOf(okx)).toEqual({ apiKey: 'k', secret: 's', passphrase: 'p' })
    const { OKX_PASSPHRASE: _left, ...without } = variables
    expect(refusal(() => keyring(without).keysOf(okx)).message).toContain('account.main.passphrase')
  })

  it('are named with every way to give them where they are missing', () => {
    const error = refusal(() => keyring().keysOf(MAIN))
    expect(error.code).toBe('ACCOUNT_KEYS_MISSING')
    expect(error.message).toContain(
      'The account main at Binance spot has no account.main.api-key and account.main.secret.',
    )
    expect(error.message).toContain('under Accounts in the window')
    expect(error.message).toContain('"wheelhouse secrets put <name>"')
    expect(error.message).toContain('BINANCE_API_KEY and BINANCE_SECRET_KEY')
    expect(error.data).toEqual({ missing: ['account.main.api-key', 'account.main.secret'] })
  })

  it('wait for the passphrase where the vault is locked, and are there again once it was given', async () => {
    await vault.put(accountSecretName('main', 'api-key'), 'vault key')
    await vault.put(accountSecretName('main', 'secret'), 'vault secret')
    vault = await openVault()
    const keys = keyring(VARIABLES)
    expect(keys.states(MAIN)[0]?.source).toBe('locked')
    const error = refusal(() => keys.keysOf(MAIN))
    expect(error.code).toBe('SECRETS_LOCKED')
    expect(error.message).toContain('WHEELHOUSE_PASSPHRASE_FILE')
    await vault.unlock(PASSPHRASE)
    expect(keys.keysOf(MAIN).apiKey).toBe('vault key')
  })
})

describe('the proxy of an account', () => {
  it('may be a secret, because it may hold a password', async () => {
    expect(keyring().proxyOf('main')).toBeUndefined()
    await vault.put(accountSecretName('main', 'proxy'), 'http://trader:hush@10.0.0.1:3128')
    expect(keyring().proxyOf('main')).toBe('http://trader:hush@10.0.0.1:3128')
    expect(keyring().states(MAIN).at(-1)).toMatchObject({ part: 'proxy', source: 'vault' })
  })

  it('is not left out while the vault is locked: requests would show where they come from', async () => {
    await vault.put(accountSecretName('main', 'proxy'), 'http://trader:hush@10.0.0.1:3128')
    vault = await openVault()
    expect(refusal(() => keyring().proxyOf('main')).code).toBe('SECRETS_LOCKED')
  })
})
