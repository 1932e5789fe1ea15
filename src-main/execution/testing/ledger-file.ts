import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Disposable } from '../../base/index.ts'

/** Path of a ledger in a folder of its own, which goes away when it is disposed of. */
export class LedgerFile implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wheelhouse-ledger-'))
  readonly path = join(this.#folder, 'ledger.db')

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
