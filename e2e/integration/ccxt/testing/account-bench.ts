import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { silentLogger, SystemClock } from '../../../../src-main/base/index.ts'
import { type AccountInUse, EngineAccounts } from '../../../../src-main/compose-accounts.ts'
import { ConfigStore } from '../../../../src-main/config/index.ts'
import { EngineConfig } from '../../../../src-main/engine-config.ts'
import { type KeyVariables, SecretVault } from '../../../../src-main/security/index.ts'
import { TRADING_KEY } from '../../../venue/venue-options.ts'

const PASSPHRASE = 'correct horse battery'
/** Quick to guess, and quick to check. */
const COST = { n: 1024, r: 8, p: 1 }

export interface StartOptions {
  /** Keys of the environment. */
  readonly variables?: KeyVariables
  /** The account that trades; nobody does unless given. */
  readonly inUse?: () => readonly AccountInUse[]
}

export interface AccountBench {
  readonly folder: string
  /** As after a start of the engine on the folder. */
  start(options?: StartOptions): Promise<EngineAccounts>
  /** Changes the configuration. */
  configure(accounts: object): void
  setKeys(account: string, keys?: { readonly apiKey: string; readonly secret: string }): Promise<void>
  setSecret(name: string, value: string): Promise<void>
  /** The vault wants its passphrase again, as after a start. */
  lock(): Promise<void>
  /** Lines of the audit log. */
  audit(): readonly Record<string, unknown>[]
}

/** A data folder for each test, with configuration and vault, and the accounts on it. */
export function useAccounts(): AccountBench {
  const clock = new SystemClock()
  let folder = ''
  let config: ConfigStore<typeof EngineConfig>
  let vault: SecretVault
  const openVault = (): Promise<SecretVault> =>
    SecretVault.open({ folder, clock, logger: silentLogger, acceptWeakKeychain: () => false, cost: COST })
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accounts-'))
    const file = join(folder, 'config.json')
    config = await ConfigStore.open({ schema: EngineConfig, file, environment: {}, clock, logger: silentLogger })
    vault = await openVault()
    await vault.setPassphrase(PASSPHRASE, undefined)
  })
  afterEach(async () => {
    await config.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    get folder() {
      return folder
    },
    start: async ({ variables = {}, inUse = () => [] } = {}) =>
      new EngineAccounts({ folder, config, vault, variables, clock, logger: silentLogger, inUse }),
    configure: (accounts) => void config.put({ accounts }),
    async setKeys(account, { apiKey, secret } = TRADING_KEY) {
      await vault.put(`account.${account}.api-key`, apiKey)
      await vault.put(`account.${account}.secret`, secret)
    },
    setSecret: async (name, value) => void (await vault.put(name, value)),
    async lock() {
      vault = await openVault()
    },
    audit: () =>
      readFileSync(join(folder, 'audit.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

/** Ways in of the simulator, as the configuration names them. */
export function urlsAt(port: number): Record<'spot' | 'usdm', Record<string, string>> {
  const rest = `http://127.0.0.1:${port}`
  const socket = `ws://127.0.0.1:${port}`
  return {
    spot: { rest, streams: `${socket}/stream`, 'account-streams': socket },
    usdm: { rest, streams: `${socket}/fstream`, wallet: rest },
  }
}
