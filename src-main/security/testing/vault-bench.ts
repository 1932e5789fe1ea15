import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ErrorCode } from '../../../src-contract/index.ts'
import { type EngineError, ManualClock, silentLogger } from '../../base/index.ts'
import { SecretVault, type SecretVaultOptions } from '../secret-vault.ts'

export const START_MS = 1_700_000_000_000
export const PASSPHRASE = 'correct horse battery'
export const OTHER = 'another passphrase'

const CHEAP = { n: 2, r: 1, p: 1 }

export interface RawVault {
  entries: { name: string; ciphertext: string; sealedBy: string }[]
}

/** A data folder on which vaults are opened, one after the other as over restarts. */
export class VaultBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'vault-'))
  readonly file = join(this.folder, 'secrets.json')
  readonly clock = new ManualClock(START_MS)

  open(change: Partial<SecretVaultOptions> = {}): Promise<SecretVault> {
    return SecretVault.open({
      folder: this.folder,
      clock: this.clock,
      logger: silentLogger,
      acceptWeakKeychain: () => false,
      cost: CHEAP,
      ...change,
    })
  }

  /** A vault with {@link PASSPHRASE}. */
  async openProtected(): Promise<SecretVault> {
    const vault = await this.open()
    await vault.setPassphrase(PASSPHRASE, undefined)
    return vault
  }

  /** The vault of that after a restart. */
  async reopen(): Promise<SecretVault> {
    const vault = await this.open()
    await vault.unlock(PASSPHRASE)
    return vault
  }

  raw(): RawVault {
    return JSON.parse(readFileSync(this.file, 'utf8')) as RawVault
  }

  /** Changes the file as somebody outside the program would. */
  tamper(change: (vault: RawVault) => void): void {
    const vault = this.raw()
    change(vault)
    writeFileSync(this.file, JSON.stringify(vault))
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Code of the error that a call ends with; `none` where it succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'none'> {
  try {
    await call
    return 'none'
  } catch (error) {
    return (error as EngineError).code
  }
}
