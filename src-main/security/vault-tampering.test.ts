import { readFileSync, writeFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { OTHER, PASSPHRASE, VaultBench } from './testing/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.dispose())

describe('a vault whose file was tampered with', () => {
  beforeEach(async () => {
    const vault = await bench.openProtected()
    await vault.put('a.key', 'value of a')
    await vault.put('b.key', 'value of b')
    await vault.put('c.key', 'value of c')
  })

  it('gives no secret that was put in the place of another', async () => {
    bench.tamper(({ entries: [a, b] }) => {
      if (a && b) [a.ciphertext, b.ciphertext] = [b.ciphertext, a.ciphertext]
    })
    const vault = await bench.reopen()
    expect([vault.read('a.key'), vault.read('b.key'), vault.read('c.key')]).toEqual([
      undefined,
      undefined,
      'value of c',
    ])
    expect(vault.view().advice).toContain('a.key, b.key; they were changed outside this program')
  })

  it('gives no secret with any byte changed, and keeps the others', async () => {
    const original = readFileSync(bench.file, 'utf8')
    const length = Buffer.from(bench.raw().entries[1]?.ciphertext ?? '', 'base64').length
    await fc.assert(
      fc.asyncProperty(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        writeFileSync(bench.file, original)
        bench.tamper(({ entries: [, b] }) => {
          const bytes = Buffer.from(b?.ciphertext ?? '', 'base64')
          bytes.writeUInt8((bytes[at] ?? 0) ^ by, at)
          if (b) b.ciphertext = bytes.toString('base64')
        })
        const vault = await bench.reopen()
        expect([vault.read('a.key'), vault.read('b.key')]).toEqual(['value of a', undefined])
        expect(vault.list().map(({ name }) => name)).toEqual(['a.key', 'b.key', 'c.key'])
      }),
      { numRuns: 40 },
    )
  })

  it('is refused as damaged where it was cut', async () => {
    writeFileSync(bench.file, readFileSync(bench.file, 'utf8').slice(0, -20))
    await expect(bench.open()).rejects.toThrow(FatalError)
  })

  it('keeps an entry that cannot be read through a change of the passphrase, until it is set anew', async () => {
    bench.tamper(({ entries: [a, b] }) => {
      if (a && b) a.ciphertext = b.ciphertext
    })
    const vault = await bench.reopen()
    await vault.setPassphrase(OTHER, PASSPHRASE)
    expect(vault.list()).toHaveLength(3)
    await vault.put('a.key', 'again')
    expect([vault.read('a.key'), vault.view().advice]).toEqual(['again', null])
  })
})
